"""A workshop whose first save was interrupted: the library shows it, and brings it back or not."""

import contextlib
import datetime as dt
import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.ids import Ids
from valueworkshop.files.home.cut_off_saves import CutOff, put_away
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.text.problems import reason
from valueworkshop.files.text.session_file import Document
from valueworkshop.sitting.opening import UnopenableError, brought_back
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static

BACK, ASIDE = "back", "aside"


def bring_back(cut: CutOff, ids: Ids, today: dt.date) -> tuple[Path, Document]:
    """Return the interrupted workshop, saved; what was left of it goes to the backups.

    Raises UnopenableError, also if another window has saved it by now.
    """
    if not cut.path.exists():
        raise UnopenableError("It has been saved in the meantime: you find it in the list")
    made = brought_back(cut, cut.path.parent, ids, today)
    with contextlib.suppress(OSError):  # the sweep moves it the next time
        put_away(cut.path, _state(), dt.datetime.now(dt.UTC))
    return made


def put_aside(cut: CutOff) -> str:
    """Move the leftovers to the backups; return in a sentence what came of it."""
    try:
        put_away(cut.path, _state(), dt.datetime.now(dt.UTC))
    except OSError as error:
        return f"You get it again next time: {reason(error)}."
    return "It is in the backups now: `valueworkshop restore` brings it back."


def _state() -> Path:
    return state_folder(os.environ, Path.cwd())


class CutOffScreen(ModalScreen[str]):
    """Shows what is left of a workshop.

    If you leave it without a choice, it asks again next time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", f"dismiss('{BACK}')", "Bring back", id="cut_off.back"),
        Binding("d", f"dismiss('{ASIDE}')", "Put aside", id="cut_off.aside"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    CutOffScreen {{
        align: center middle;
        background: $background;
        & > #box {{ {CARD} border: round $primary; border-title-color: $primary;
            width: 76; max-width: 96%; height: auto; max-height: 94%; padding: 1 2; }}
        & Static {{ height: auto; }}
        & #heading {{ margin-bottom: 1; }}
        & #title {{ text-style: bold; }}
        & #left {{ color: $text-muted; margin-top: 1; }}
    }}
    """

    def __init__(self, cut: CutOff) -> None:
        """Show a workshop whose first save was interrupted."""
        super().__init__()
        self._cut = cut

    def compose(self) -> ComposeResult:
        """Lay out what happened, the title, and what is left."""
        left = "We can bring all of it back." if self._cut.session else "Only its title is left."
        with Vertical(id="box"):
            heading = "A workshop was interrupted before it was saved."
            yield Static(Content(heading), id="heading")
            yield Static(Content(one_line(self._cut.title)), id="title")
            yield Static(Content(left), id="left")
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the card."""
        name_card(self.query_one("#box"), "Not saved yet")
