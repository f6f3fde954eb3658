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
    "Value here means what customers get, as they see it, not what a customer is worth to you.",
    (
        "What customers are worth to you is half of it at most. Start with what they get, and "
        "even in a crowded market they will not think of going elsewhere."
    ),
    (
        "Managing experience means looking at single encounters. Managing value means looking at "
        "the whole system that delivers it, every time and for everyone."
    ),
    (
        "Behind all the questions there is one: does what we add make customers more satisfied, "
        "or is it only new?"
    ),
    (
        "Only customers decide what has value. You can influence that, also by how you talk about "
        "it, but you cannot decide it for them. So every answer says how you know: you assumed "
        "it, heard it from customers, or measured it."
    ),
    "Value differs from customer to customer, and changes with each step of their way with you.",
    (
        "It is more than price: customers also spend time, effort, energy, convenience, thought, "
        "learning and searching."
    ),
    "What you do afterwards counts. A workshop that ends without owned, dated actions has failed.",
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
