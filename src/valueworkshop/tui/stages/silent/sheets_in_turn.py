"""The keyboard goes round: a person's sheet, the cover, the next one's sheet."""

from collections.abc import Callable

from textual.app import App

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.people import called
from valueworkshop.core.show.unseen_votes import LEADS
from valueworkshop.core.stages.silent import edits, words
from valueworkshop.tui.stages.silent.sheet_screen import SheetEnd, SheetScreen
from valueworkshop.tui.widgets.cover_screen import CoverScreen, Handed


class Around:
    """Passes the keyboard from one to the next until all have written or somebody stops."""

    def __init__(
        self, app: App[object], desk: Desk, key: str, ended: Callable[[str], None]
    ) -> None:
        """Pass it in a round; `ended` is called when it is back, with a message."""
        self._app = app
        self._desk = desk
        self._key = key
        self._ended = ended
        self._skipped: set[str] = set()

    def hand_to(self, person: str) -> None:
        """Cover the screen until a person has the keyboard, let them write, and go on."""
        self._cover(person)

    def _write(self, person: str) -> None:
        def left(end: SheetEnd | None) -> None:
            if end is SheetEnd.IN:
                self._skipped.clear()  # people who were away then are asked again, after the others
                self._cover(edits.next_up(self._desk.session, self._key, person, self._skipped))
            else:
                self._ended(words.LATER)

        self._app.push_screen(SheetScreen(self._desk, self._key, person), left)

    def _cover(self, person: str) -> None:
        """Cover the screen until a person has the keyboard; for '' the facilitator."""
        session = self._desk.session

        def handed(how: Handed | None) -> None:
            if how is Handed.TAKEN and person:
                self._write(person)
            elif how is Handed.SKIPPED:
                self._skipped.add(person)
                self._cover(edits.next_up(session, self._key, person, self._skipped))
            else:
                self._ended("")

        name = called(session.people)[person] if person else LEADS
        told, count = (
            capital(words.progress(session, self._key)),
            words.sheets_in(session, self._key),
        )
        self._app.push_screen(CoverScreen(name, told, count, last=not person), handed)
