"""The keyboard goes round in a dot vote: a person's ballot, the cover, the next one's ballot."""

from collections.abc import Callable

from textual.app import App

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.people import called
from valueworkshop.core.show.unseen_votes import LEADS
from valueworkshop.core.stages.dots import edits, words
from valueworkshop.tui.stages.dots.dot_ballot_screen import BallotEnd, BallotScreen
from valueworkshop.tui.widgets.cover_screen import CoverScreen, Handed


class Around:
    """Passes the keyboard from one to the next until all have voted or somebody stops."""

    def __init__(
        self, app: App[object], desk: Desk, vote: str, ended: Callable[[str], None]
    ) -> None:
        """Pass it in a vote; `ended` is called when it is back, with a message."""
        self._app = app
        self._desk = desk
        self._vote = vote
        self._ended = ended
        self._skipped: set[str] = set()

    def hand_to(self, person: str) -> None:
        """Let a person vote; after them the keyboard goes to the next one who has not."""

        def left(end: BallotEnd | None) -> None:
            if end is BallotEnd.IN:
                self._skipped.clear()  # people who were away then are asked again, after the others
                self._cover(person)
            else:
                self._ended("That ballot is not handed in yet, so it does not count yet.")

        self._app.push_screen(BallotScreen(self._desk, self._vote, person), left)

    def _cover(self, before: str) -> None:
        """Cover the screen until the one after `before` has the keyboard, or the facilitator."""
        session = self._desk.session
        person = edits.next_up(session, self._vote, before, self._skipped)

        def handed(how: Handed | None) -> None:
            if how is Handed.TAKEN and person:
                self.hand_to(person)
            elif how is Handed.SKIPPED:
                self._skipped.add(person)
                self._cover(person)
            else:
                self._ended("")

        name = called(session.people)[person] if person else LEADS
        told = capital(words.progress(session, self._vote))
        self._app.push_screen(CoverScreen(name, told, last=not person), handed)
