"""A workshop that somebody has open already: who that is, and how you can still open it."""

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.shared.presence import Owner, Where
from valueworkshop.tui.widgets.box import Page
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, key_lines
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static

READ, COPY, TAKE = "read", "copy", "take"

_KNOWN = {
    Where.HERE: "It is open in another window on this computer.",
    Where.ELSEWHERE: "It is open on another computer, or that computer stopped while it was open.",
    Where.UNKNOWN: "Somebody may have it open, but we cannot read who.",
}


class SecondWindowScreen(ModalScreen[str]):
    """Asks how to open it. No answer touches what the other window has."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", f"dismiss('{READ}')", "Read only", id="second.read"),
        Binding("c", f"dismiss('{COPY}')", "A copy", id="second.copy"),
        Binding("t", f"dismiss('{TAKE}')", "Take over", id="second.take"),
        Binding("escape", "dismiss(None)", "Library", id="second.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = "SecondWindowScreen { align: center middle; }"

    def __init__(self, title: str, owner: Owner, where: Where) -> None:
        """Ask about the workshop called `title`, which `owner` has open."""
        super().__init__()
        self._title = title
        self._owner = owner
        self._where = where

    def compose(self) -> ComposeResult:
        """Lay out who has it open, and what each key does."""
        since = _here(one_line(self._owner.since)[:20])
        told = f"Opened by {self._owner.in_words}" + (f", since {since}." if since else ".")
        with Page(one_line(self._title)):
            yield Static(Content(f"{_KNOWN.get(self._where, '')}\n{told}"), classes="about")
            yield Static(
                key_lines(
                    self,
                    {
                        "second.read": "only read it, and see what they change",
                        "second.copy": "open a copy that you can change",
                        "second.take": "take over: their work is saved, then they only read",
                        "second.back": "back to the library",
                    },
                )
            )
        yield KeyBar()


def _here(since: str) -> str:
    """Return a time as local clocks show it; a text that is not a time stays as it is."""
    try:
        return f"{dt.datetime.fromisoformat(since).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return since
