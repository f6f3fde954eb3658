"""The premise: what value means here. It opens a first workshop, and the help shows it too."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static

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

HEADINGS = (
    *("Worth to you", "Experience", "Only new?", "Who decides"),
    *("It differs", "Not only price", "Afterwards"),
)
"""What each sentence after the first is about."""


class PremiseScreen(ModalScreen[None]):
    """Shows the premise until somebody presses one of its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(None)", "Begin", id="premise.begin"),
        Binding("escape", "dismiss(None)", "Close", show=False, id="premise.close"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    PremiseScreen {{
        align: center middle;
        background: $background;
        & > #box {{ {CARD} border: round $primary; border-title-color: $primary;
            width: 88; max-width: 100%; height: auto; max-height: 100%; padding: 1 3; }}
        & #first {{ text-style: bold; height: auto; margin-bottom: 1; }}
        & Horizontal {{ height: auto; margin-top: 1; }}
        & .about {{ width: 18; color: $text-accent; }}
        & .said {{ width: 1fr; height: auto; }}
        &.-low > #box {{ padding: 0 2; }}
        &.-low Horizontal {{ margin-top: 0; }}
        &.-low #first {{ margin-bottom: 0; }}
        &.-narrow > #box {{ border: none; padding: 0 1; }}
        &.-narrow .about {{ display: none; }}
        &.-narrow Horizontal {{ margin-top: 1; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the first sentence, and the others under it."""
        with VerticalScroll(id="box"):
            yield Static(Content(PREMISE[0]), id="first")
            for heading, sentence in zip(HEADINGS, PREMISE[1:], strict=True):
                with Horizontal():
                    yield Static(Content(heading), classes="about")
                    yield Static(Content(sentence), classes="said")
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the card."""
        name_card(self.query_one("#box"), "What value means here")
