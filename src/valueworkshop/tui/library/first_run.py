"""The library when there is no workshop yet: what this is for, and three ways to begin."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.dumb_bell import cells, dumb_bell, head
from valueworkshop.tui.library.workshop_table import DEMO, ELSEWHERE, NEW
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static

VALUE: Final = "Value here means what customers get, as they see it."
PROMISE: Final = (
    "Find out in an hour and a half where you fall short of it, and leave with a few actions that "
    "have an owner and a day."
)

_CHOICES: Final = (
    (
        NEW,
        "library.new",
        "Start a new workshop",
        "an hour and a half with six people",
    ),
    (
        DEMO,
        "first.demo",
        "Look at a filled-in example",
        "the workshop of a car maker; opens as a copy",
    ),
    (
        ELSEWHERE,
        "library.elsewhere",
        "Open a file from elsewhere",
        "a workshop that a colleague sent you",
    ),
)

_SHORT: Final = 52
"""In fewer cells the scale is shorter."""


class FirstRows(LongRows):
    """The three ways to begin."""

    DEFAULT_CSS = """
    FirstRows, FirstRows:focus {
        & > .option-list--option-highlighted { text-style: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="first.choose"),
        Binding("d", "example", "Example", id="first.demo"),
    ]

    def action_example(self) -> None:
        """Go to the example, and open it."""
        self.highlighted = self.get_option_index(DEMO)
        self.action_select()

    def show(self, *, roomy: bool) -> None:
        """Show the choices, with a blank row between them if it is `roomy`."""
        self.show_ids([key for key, *_ in _CHOICES], self._drawn_choice, each=2 + roomy)

    def _drawn_choice(self, key: str) -> Content:
        """Draw a choice in two lines: its key, its words, and a remark."""
        _, binding, what, remark = next(choice for choice in _CHOICES if choice[0] == key)
        return Content.assemble(
            "  ",
            (f"{shown_key(self, binding):<3}", "bold $footer-key-foreground"),
            (what, "bold"),
            "\n     ",
            (remark, "$text-muted"),
        )


class FirstRun(Vertical):
    """One card: what value is, what comes out, and the ways to begin."""

    DEFAULT_CSS = f"""
    FirstRun {{
        {CARD}
        border: round $primary;
        border-title-color: $primary;
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 1 3;
        & Static {{ height: auto; width: 100%; }}
        & #value {{ text-style: bold; }}
        & #promise {{ margin-top: 1; }}
        & #result {{ margin-top: 1; }}
        & FirstRows {{ margin-top: 1; background: $surface; }}
        & #network {{ margin-top: 1; color: $text-muted; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the sentence, the picture and the choices."""
        yield Static(Content(VALUE), id="value")
        yield Static(Content(PROMISE), id="promise")
        yield Static(id="result")
        yield FirstRows(id="first")
        yield Static(Content("It works without a network and without an account."), id="network")

    def on_mount(self) -> None:
        """Name the card."""
        name_card(self, "Welcome", "nothing leaves this computer")

    def on_resize(self) -> None:
        """Draw for the room there is."""
        self.query_one("#result", Static).update(example(self.size.width))
        self.query_one(FirstRows).show(roomy=self.screen.has_class("-high"))


def example(width: int) -> Content:
    """Return a gap as the summary shows it, so that you see what comes out."""
    step = 6 if width >= _SHORT + 10 else 4 if width >= _SHORT else 2
    canvas = Canvas(width, 2)
    left = width - cells(step) - 2
    canvas.write(0, 0, "▼▼ 58", "steep", bold=True)
    canvas.write(7, 0, "We keep what we promise"[: max(left - 8, 0)], "today")
    canvas.paste(dumb_bell(2.5, 4.83, "steep", step), left, 0)
    canvas.write(0, 1, "for example", "muted")
    canvas.write(13, 1, "● today  ○ needed"[: max(left - 14, 0)], "muted")
    canvas.write(left, 1, head(step), "muted")
    return Content("\n").join(lines(canvas))
