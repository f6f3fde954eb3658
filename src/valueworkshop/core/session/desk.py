"""The desk: holds the current session, and every earlier one of this sitting."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from valueworkshop.core.session.dot_votes import reveal_key
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.losses import given_by_others, lost, with_lost
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.stage_times import Timing
from valueworkshop.core.session.three_way_merge import three_way

Listener = Callable[[Session], None]
Step = tuple[Session, Place, int]
"""A session, where the edit behind it was made, and how many takes it knows of."""


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
        self._past: list[Step] = []
        self._future: list[Step] = []
        self._takes: list[tuple[Session, Session]] = []
        self._given = session
        self.gone: Sequence[str] = ()
        self.gone_comes_back = False
        self._listeners: list[Listener] = []
        self._refused: Callable[[], None] | None = None
        if earlier is not None and earlier.session == session:
            self._past, self._future = earlier._past, earlier._future  # noqa: SLF001 - one of us
            self._takes, self._given = earlier._takes, earlier._given  # noqa: SLF001 - one of us

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

    @property
    def steps(self) -> int:
        """How many steps back there are."""
        return len(self._past)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each new session, in the order of registration."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Call `listener` no more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    @property
    def is_closed(self) -> bool:
        """Whether no edit is taken: one may only look."""
        return self._refused is not None

    def close(self, refused: Callable[[], None]) -> None:
        """Take no edit from now on; `refused` is called for each that was tried."""
        self._refused = refused

    def is_refused(self) -> bool:
        """Whether no edit is taken; if so, that is told as of an edit that was tried."""
        if self._refused is not None:
            self._refused()
        return self._refused is not None

    def commit(self, session: Session) -> bool:
        """Take an edited session; return whether it differs from the current one."""
        if session == self._session or self.is_refused():
            return False
        self._past.append((self._session, session.place, len(self._takes)))
        self._future.clear()
        self._show(session)
        return True

    def move(self, place: Place) -> None:
        """Go to another place. Moving is no edit: undo does not step through it."""
        if place != self._session.place:
            self._show(replace(self._session, place=place))

    def reveal(self, session: Session) -> None:
        """Take a session in which a vote was revealed. What was seen cannot be unseen."""
        if not self.is_refused():
            self._show(session)

    def part(self, change: Callable[[Session], Session]) -> None:
        """Take something out of the session for good: out of every step back and forth as well."""
        if self.is_refused():
            return
        self._past = [(change(session), place, known) for session, place, known in self._past]
        self._future = [(change(session), place, known) for session, place, known in self._future]
        self._takes = [(change(before), change(after)) for before, after in self._takes]
        self._given = change(self._given)
        self._show(change(self._session))

    def keep_time(self, timing: Timing) -> None:
        """Take what is known of the time. It is no edit: undo neither steps through nor turns it.

        Where no edit is taken nothing is said of it: nobody tried to make one.
        """
        if timing != self._session.timing and not self.is_closed:
            self._show(replace(self._session, timing=timing))

    def take(
        self, before: Session, after: Session, may_return: Callable[[Session], bool] | None = None
    ) -> bool:
        """Take in what somebody else made of `before`, from which this session comes too.

        Return False, with nothing taken, where both changed the same thing. What they added is no
        step of undo: the steps back and forth lead to sessions with it in them. What they took
        away is one, as if it was done here: undo brings it back, and drops what could be redone.
        `may_return` says whether such a session is sound; if not, there is no such step. `gone`
        has the names of what was taken away, see `losses`, and `gone_comes_back` whether it can.
        """
        session, conflicts = three_way(before, self._session, after)
        if conflicts:
            return False
        if session.place.stage not in session.kit.stages:
            session = replace(session, place=Place(stage=next(iter(session.kit.stages), "")))
        kept = with_lost(self._session, session, self._given)
        self.gone = tuple(lost(self._session, session, self._given).values())
        self.gone_comes_back = bool(self.gone) and (may_return is None or may_return(kept))
        if not self.gone_comes_back:
            self._takes.append((before, after))
        else:
            self._takes.append((before, with_lost(before, after, self._given)))
            self._past.append((kept, session.place, len(self._takes)))
            self._future.clear()
        self._given = given_by_others(self._given, before, after)
        self._show(session)
        return True

    def undo(self) -> bool:
        """Take back the last edit and go where it was made; return whether there was one."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Make the last undone edit again, where it was made; return whether there was one."""
        return self._step(self._future, self._past)

    def _step(self, source: list[Step], target: list[Step]) -> bool:
        """Go to the next of `source`: a session, and where the edit between it and this stands."""
        while source and not self.is_refused():
            step = source.pop()
            here, caught_up = step[1], self._caught_up(step)
            session = _with_seen(caught_up, self._session)
            others = step[2] < len(self._takes)
            session = replace(session, timing=self._session.timing)
            if (others or session.dots is not caught_up.dots) and self._is_here(session):
                continue  # somebody else has changed since what this would, or it was revealed
            now = replace(self._session, place=here)
            target.append((now, session.place, len(self._takes)))
            self._show(session)
            return True
        return False

    def _is_here(self, session: Session) -> bool:
        """Whether a session says what this one does, wherever either stands."""
        return replace(session, place=self._session.place) == self._session

    def _caught_up(self, step: Step) -> Session:
        """Return the session of a step with what others changed since; theirs stays, always."""
        session, _, known = step
        for before, after in self._takes[known:]:
            merged = three_way(before, after, session)[0]
            session = replace(merged, place=session.place)
        return session

    def _show(self, session: Session) -> None:
        self._session = session = _sealed(session)
        for listener in tuple(self._listeners):
            listener(session)


def _with_seen(session: Session, now: Session) -> Session:
    """Return an earlier or later session with all that the room has seen by now, as it saw it."""
    if session.revealed != now.revealed:
        session = replace(session, revealed=now.revealed)
    seen = {key: vote for key, vote in now.dots.items() if now.revealed.get(reveal_key(key), False)}
    if any(session.dots.get(key) != vote for key, vote in seen.items()):
        session = replace(session, dots={**session.dots, **seen})
    return session


def _sealed(session: Session) -> Session:
    """Return a session that does not know any more who voted in a dot vote that was revealed."""
    known = {
        key: replace(vote, voters={})
        for key, vote in session.dots.items()
        if vote.voters and session.revealed.get(reveal_key(key), False)
    }
    return replace(session, dots={**session.dots, **known}) if known else session
