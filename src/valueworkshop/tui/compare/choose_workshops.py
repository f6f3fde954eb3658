"""Chooses which workshops to show beside one."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.library.file_head import head_at
from valueworkshop.library.record import Record
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen, hand_back
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.sturdy_app import OPENING

_MOST: Final = 500
"""We offer this many rows: nobody scrolls through more. The command takes any number."""


class WorkshopsToCompare(Rows):
    """The other workshops, each with a box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Compare", id="comparing.compare"),
        Binding("space", "tick", "Tick more", id="comparing.tick"),
    ]

    def action_tick(self) -> None:
        """Include the workshop under the cursor, or leave it out."""
        if isinstance(self.screen, PickScreen) and self.current:
            self.screen.tick(self.current)
            self.action_cursor_down()


class PickScreen(ModalScreen[Sequence[Path] | None]):
    """Asks which workshops; returns the ticked ones, else the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="comparing.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    PickScreen {
        align: center middle;
        & #said { color: $text-muted; margin-top: 1; }
    }
    """

    def __init__(self, path: Path, session: Session) -> None:
        """Offer the other workshops in the folder of one."""
        super().__init__()
        self._path = path
        self._session = session
        self._found: list[Record] = []
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out what is compared, and with what it can be."""
        with Box(f"Compare {one_line(self._session.title)} with", broad=True, lists=True):
            yield WorkshopsToCompare(id="others")
            yield Static("Looking for others …", id="said", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Look for the others in the background: a folder may hold thousands."""
        self.query_one(Rows).focus()
        self.look()

    @work(thread=True, exclusive=True, group=OPENING)  # what is typed goes to the list
    def look(self) -> None:
        """Read the heads of the files beside it."""
        try:
            paths = [entry.path for entry in listing(self._path.parent)]
        except OSError:
            paths = []
        found = [head_at(path) for path in paths if path != self._path]
        hand_back(self, self.show, [each for each in found if not each.problem])

    def show(self, found: list[Record]) -> None:
        """Offer what was found: the one before this first, then the latest."""
        if not self.is_attached:
            return
        before = self._session.follows.id
        latest = sorted(found, key=lambda each: each.date.toordinal() if each.date else 0)
        latest.reverse()
        latest.sort(key=lambda each: not (before and each.id == before))
        self._found = latest[:_MOST]
        self._draw()

    def _draw(self) -> None:
        rows = [(str(record.path), self._row(record)) for record in self._found]
        self.query_one(Rows).show_rows(rows)
        said = f"{shown_key(self, 'comparing.tick')} ticks several, to compare them over time."
        if not rows:
            said = (
                "To compare you need a second workshop, and there is no other one in this folder."
            )
        self.query_one("#said", Static).update(Content(said))

    def _row(self, record: Record) -> Content:
        box = "[x]" if str(record.path) in self._ticked else "[ ]"
        day = record.date.isoformat() if record.date else "no date"
        before = self._session.follows.id
        note = "  the one before" if before and record.id == before else ""
        return Content.assemble(f"  {box} {day:<12}", record.title, (note, "$text-muted"))

    def tick(self, key: str) -> None:
        """Include a workshop, or leave it out."""
        self._ticked ^= {key}
        self._draw()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        picked = self._ticked or {event.option.id or ""}
        self.dismiss([record.path for record in self._found if str(record.path) in picked])
