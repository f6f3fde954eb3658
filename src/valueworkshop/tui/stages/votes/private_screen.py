"""What the screens share on which one person answers in private, before the keyboard goes on."""

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.tui.widgets.cover_screen import Handed
from valueworkshop.tui.widgets.fitted import HIGH
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.stray_key import stray

_MOST_SQUARES = 24
_WITH_SQUARES = 84
"""From so many cells on, squares show how far somebody is."""


class PrivateScreen(ModalScreen[Handed | None]):
    """Asks one person; gives TAKEN when the keyboard goes on, None if it goes back."""

    DEFAULT_CSS = """
    PrivateScreen {
        background: $surface;
        align: center top;
        & > #ballot { max-width: 96; height: 1fr; padding: 0 2; }
        & Static { height: auto; }
        & #who { text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        & #seen { color: $text-muted; margin-bottom: 1; }
        & #rows { height: auto; max-height: 1fr; }
    }
    PrivateScreen.-normal > #ballot { padding-top: 1; }
    PrivateScreen.-wide > #ballot { padding-top: 1; }
    PrivateScreen.-high > #ballot { padding: 3 2 0 2; }
    """

    def __init__(self, desk: Desk, stage: str, shown: str, name: str) -> None:
        """Ask the person whom `keyboard_turns.awaited` gave as (shown, name)."""
        super().__init__()
        self._desk = desk
        self._stage = stage
        self._person = keyboard_turns.name_key(desk.session, shown)
        self._who = one_line(name)
        self._warned = False

    @property
    def _shown(self) -> str:
        """The current id of the person: it changes with their first answer."""
        return keyboard_turns.shown_now(self._desk.session, self._stage, self._person)

    def on_key(self, event: events.Key) -> None:
        """Say if a key is no answer, until the next one that is."""
        if said := stray(self, event):
            self.query_one("#seen", Static).update(Content(said))

    def on_resize(self) -> None:
        """Draw again for another width."""
        self.call_after_refresh(self._draw)

    def action_stop(self) -> None:
        """Give the keyboard back to the facilitator; what was answered stays."""
        self.dismiss(None)

    def _pitch(self, items: int, others: int) -> int:
        """Return 2, with a blank row between items, if they fit beside so many `others`; else 1."""
        return 2 if self.size.height >= HIGH and 2 * items + others <= self.size.height else 1

    def _squares(self, given: int, of: int) -> Content:
        """Return a square for each question, filled where it is answered; never the answer."""
        if of > _MOST_SQUARES or self.size.width < _WITH_SQUARES:
            return Content("")
        return Content.assemble(("■" * given, "$primary"), ("□" * (of - given), "$text-muted"), " ")

    def _draw(self) -> None:
        raise NotImplementedError


def scroll_to_line(rows: Widget, line: int) -> None:
    """Scroll so that a line of the rows, from 0, is visible in the box around them."""
    if isinstance(rows.parent, Widget):
        region = Region(0, line, 1, 1).translate(rows.virtual_region.offset)
        rows.parent.scroll_to_region(region, animate=False, force=True)
