"""The desk: holds the current session, and every earlier one of this sitting."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.session import Place, Session

Listener = Callable[[Session], None]


class Desk:
    """One truth for all who show or save a session.

    Values go out to the listeners; edits come in through `commit`. The steps back are the old
    values themselves, so undo is exact and without limit.
    """

    def __init__(
        self,
        session: Session,
        *,
        ids: Ids,
        today: Callable[[], dt.date],
        earlier: "Desk | None" = None,
    ) -> None:
        """Start a sitting with `session`; new things get their ids from `ids`.

        The steps of an `earlier` desk are taken over if it was left with this very session.
        """
        self._session = session
        self.ids = ids
        self.today = today
        self._past: list[tuple[Session, Place]] = []
        self._future: list[tuple[Session, Place]] = []
        self._listeners: list[Listener] = []
        if earlier is not None and earlier.session == session:
            self._past, self._future = earlier._past, earlier._future  # noqa: SLF001 - one of us

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._session

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step."""
        return bool(self._future)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each new session, in the order of registration."""
        self._listeners.append(listener)

    def commit(self, session: Session) -> bool:
        """Take an edited session; return whether it differs from the current one."""
        if session == self._session:
            return False
        self._past.append((self._session, session.place))
        self._future.clear()
        self._show(session)
        return True

    def move(self, place: Place) -> None:
        """Go to another place. Moving is no edit: undo does not step through it."""
        if place != self._session.place:
            self._show(replace(self._session, place=place))

    def reveal(self, session: Session) -> None:
        """Take a session in which a vote was revealed. What was seen cannot be unseen."""
        self._show(session)

    def undo(self) -> bool:
        """Take back the last edit and go where it was made; return whether there was one."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Make the last undone edit again, where it was made; return whether there was one."""
        return self._step(self._future, self._past)

    def _step(
        self, source: list[tuple[Session, Place]], target: list[tuple[Session, Place]]
    ) -> bool:
        """Go to the next of `source`: a session, and where the edit between it and this stands."""
        if not source:
            return False
        session, here = source.pop()
        target.append((replace(self._session, place=here), session.place))
        self._show(replace(session, revealed=self._session.revealed))
        return True

    def _show(self, session: Session) -> None:
        self._session = session
        for listener in self._listeners:
            listener(session)
