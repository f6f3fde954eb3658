"""The premise: what value means here. It opens a first workshop, and the help shows it too."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen

PREMISE = (
    "Value here is what customers get, as they see it: not what a customer is worth to you.",
    (
        "That second meaning is half of it at most. Start with the first, and in a crowded market "
        "customers will not think of going elsewhere."
    ),
    (
        "Managing experience looks at single dealings; managing value looks at the system that "
        "delivers it, every time and for everyone."
    ),
    (
        "Behind all questions stands one: does what we add make customers more satisfied, or is it "
        "only new?"
    ),
    (
        "Only the customer decides what is value. You can influence it, also by telling of it; you "
        "cannot set it. So every answer says how you know: assumed, heard or measured."
    ),
    "It differs from customer to customer, and changes at each step of their way with you.",
    (
        "It is more than price: customers also spend time, effort, energy, convenience, thought, "
        "learning and searching."
    ),
    "What is done counts. A workshop that ends without owned, dated actions failed.",
)


class PremiseScreen(ModalScreen[None]):
    """Shows the premise until somebody presses one of its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(None)", "Begin", id="premise.begin"),
        Binding("escape", "dismiss(None)", "Close", show=False, id="premise.close"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    PremiseScreen {
        align: center middle;
        background: $background;
        & > #box { width: 76; max-width: 96%; height: auto; max-height: 94%; padding: 1 2; }
        & #first { text-style: bold; height: auto; margin-bottom: 1; }
        & #rest { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the first sentence, and the others under it."""
        with VerticalScroll(id="box"):
            yield Static(Content(PREMISE[0]), id="first")
            yield Static(Content("\n\n".join(PREMISE[1:])), id="rest")
        yield KeyBar()
