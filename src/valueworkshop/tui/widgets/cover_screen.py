"""The only thing on screen while the keyboard goes from one person to the next.

It shows nobody's answers, no title and no list, so that you may project it.
"""

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.drawing.block_numerals import numerals
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static


class Handed(StrEnum):
    """How people left the cover."""

    TAKEN = "taken"
    SKIPPED = "skipped"


class CoverScreen(ModalScreen[Handed | None]):
    """Covers everything until the next person has the keyboard.

    Gives TAKEN when they have it, SKIPPED when they are not here now, and None when the keyboard
    goes back to the facilitator. Without a `name` the cover asks for that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", f"leave('{Handed.TAKEN}')", "I have it", id="cover.taken"),
        Binding("n", f"leave('{Handed.SKIPPED}')", "Not here now", id="cover.skip"),
        Binding("escape", "leave", "Stop here", id="cover.stop"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    CoverScreen {
        align: center middle;
        & #name { text-style: bold; color: $primary; margin: 0 0 1 0; }
        & #count { margin: 0 0 1 0; }
        & #turn, & #words { height: auto; }
        & #words > Static { height: auto; }
        & #number { width: auto; height: auto; margin: 0 4 0 1; }
        & #how { color: $text-muted; }
    }
    """

    def __init__(
        self, name: str, told: str = "", count: tuple[int, int] = (0, 0), *, last: bool = False
    ) -> None:
        """Ask for the keyboard to go to `name`; `told` is public, such as how many have voted.

        So is `count`, of how many: it is drawn as squares.

        The `last` cover hands it back to the facilitator: nobody can be left out there.
        """
        super().__init__()
        self._who = one_line(name)
        self._told = told
        self._count = count
        self._last = last

    def compose(self) -> ComposeResult:
        """Lay out whose turn it is, in the middle."""
        with Box("Hand the keyboard to", self._told), Horizontal(id="turn"):
            turn = str(self._count[0] + 1) if self._count[0] < self._count[1] else ""
            if turn and not self.app.has_class("-accessible"):
                yield Static(Content("\n").join(lines(numerals(turn, "accent"))), id="number")
            with Vertical(id="words"):
                yield Static(Content(self._who), id="name")
                if squares := _squares(*self._count):
                    yield Static(squares, id="count")
                how = f"{shown_key(self, 'cover.taken')} when you have it."
                yield Static(Content(how), id="how")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to leave somebody out only if the cover asks for somebody."""
        return action != "leave" or not (self._last and parameters != (Handed.TAKEN.value,))

    def action_leave(self, how: str = "") -> None:
        """Take the cover away."""
        self.dismiss(Handed(how) if how else None)


_MOST = 24
"""More people than that have no square each."""


def _squares(given: int, of: int) -> Content:
    """Return a square for each person, filled for those who have answered."""
    if not 0 < of <= _MOST:
        return Content("")
    done = min(given, of)
    now = ("□ ", "bold $primary") if done < of else ""
    later = ("□ " * (of - done - 1), "$text-muted")
    return Content.assemble(("■ " * done, "$primary"), now, later)
