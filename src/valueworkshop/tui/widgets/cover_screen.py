"""The only thing on screen while the keyboard goes from one person to the next.

It shows nobody's answers, no title and no list, so that you may project it.
"""

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.clean_text import one_line
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen


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
        background: $background;
        & > #cover { width: 56; max-width: 94%; height: auto; }
        & Static { height: auto; width: 1fr; }
        & #name { text-style: bold; color: $accent; margin: 1 0; }
        & #told { color: $text-muted; margin-top: 2; }
    }
    """

    def __init__(self, name: str, told: str = "", *, last: bool = False) -> None:
        """Ask for the keyboard to go to `name`; `told` is public, such as how many have voted.

        The `last` cover hands it back to the facilitator: nobody can be left out there.
        """
        super().__init__()
        self._who = one_line(name)
        self._told = told
        self._last = last

    def compose(self) -> ComposeResult:
        """Lay out whose turn it is, in the middle."""
        with Vertical(id="cover"):
            yield Static(Content("Hand the keyboard to"))
            yield Static(Content(self._who), id="name")
            yield Static(Content(f"{shown_key(self, 'cover.taken')} when you have it."), id="how")
            yield Static(Content(self._told), id="told")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to leave somebody out only if the cover asks for somebody."""
        return action != "leave" or not (self._last and parameters != (Handed.TAKEN.value,))

    def action_leave(self, how: str = "") -> None:
        """Take the cover away."""
        self.dismiss(Handed(how) if how else None)
