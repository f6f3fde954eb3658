"""The desk: it holds the current session, and each earlier one of this sitting."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from valueworkshop.core.session.dot_votes import reveal_key
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.losses import given_by_others, lost, with_lost
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.silent_writing import shown_key
from valueworkshop.core.session.stage_times import Timing
from valueworkshop.core.session.three_way_merge import three_way

Listener = Callable[[Session], None]
Step = tuple[Session, Place, int]
"""A session, where somebody made the edit behind it, and how many takes it includes."""


class Desk:
    """The one truth for everything that shows or saves a session.

    Listeners get each new value; edits come in through `commit`. The undo steps are the earlier
    values themselves, so undo is exact and has no limit.
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

        It takes over the steps of an `earlier` desk if that desk ended with this very session.
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
        """The current session."""
        return self._session

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._future)

    @property
    def steps(self) -> int:
        """How many steps can be undone."""
        return len(self._past)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each new session, in the order of registration."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Stop calling `listener`."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    @property
    def is_closed(self) -> bool:
        """Whether the desk takes no edits, so that you can only look."""
        return self._refused is not None

    def close(self, refused: Callable[[], None]) -> None:
        """Take no edits from now on; call `refused` for each that somebody tries."""
        self._refused = refused

    def is_refused(self) -> bool:
        """Whether the desk takes no edits; if so, call `refused` as for an edit somebody tried."""
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
        """Take a session in which a vote was revealed. Nobody can unsee it: it is no undo step."""
        if not self.is_refused():
            self._show(session)

    def part(self, change: Callable[[Session], Session]) -> None:
        """Take something out of the session for good: out of every undo and redo step as well."""
        if self.is_refused():
            return
        self._past = [(change(session), place, known) for session, place, known in self._past]
        self._future = [(change(session), place, known) for session, place, known in self._future]
        self._takes = [(change(before), change(after)) for before, after in self._takes]
        self._given = change(self._given)
        self._show(change(self._session))

    def keep_time(self, timing: Timing) -> None:
        """Keep what we know about the time.

        It is no edit: undo neither steps through it nor changes it. To leave a stage out, or take
        it in again, is one. On a closed desk this says nothing: nobody tried to make an edit.
        """
        if timing != self._session.timing and not self.is_closed:
            if timing.left_out != self._session.timing.left_out:
                self._past.append((self._session, self._session.place, len(self._takes)))
                self._future.clear()
            self._show(replace(self._session, timing=timing))

    def take(
        self, before: Session, after: Session, may_return: Callable[[Session], bool] | None = None
    ) -> bool:
        """Take in what somebody else made of `before`, from which this session comes too.

        Return False and take nothing if both changed the same thing. What the others added is no
        undo step: it is in all sessions that undo and redo lead to. What they took away is a step,
        as if it was done here: undo brings it back, and nothing can be redone after it.
        `may_return` says whether the session before it is still sound; if not, there is no such
        step. `gone` holds the names of what they took away, see `losses`, and `gone_comes_back`
        whether undo can bring it back.
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
        """Undo the last edit and go where it was made; return whether there was one."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Redo the last undone edit and go where it was made; return whether there was one."""
        return self._step(self._future, self._past)

    def _step(self, source: list[Step], target: list[Step]) -> bool:
        """Go to the next of `source`: a session, and where the edit between both was made."""
        while source and not self.is_refused():
            step = source.pop()
            here = step[1]
            session = _with_seen(self._caught_up(step), self._session)
            left_out = session.timing.left_out
            session = replace(session, timing=self._session.timing.leaving_out(left_out))
            if self._is_here(session):
                continue  # somebody has since changed what this would, or it was revealed
            now = replace(self._session, place=here)
            target.append((now, session.place, len(self._takes)))
            self._show(session)
            return True
        return False

    def _is_here(self, session: Session) -> bool:
        """Whether a session says what the current one does, wherever the team is in either."""
        return replace(session, place=self._session.place) == self._session

    def _caught_up(self, step: Step) -> Session:
        """Return the session of a step with what others changed since; that stays, always."""
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
    """Return an earlier or later session with all the room has seen since, as the room saw it."""
    if session.revealed != now.revealed:
        session = replace(session, revealed=now.revealed)
    seen = {key: vote for key, vote in now.dots.items() if now.revealed.get(reveal_key(key), False)}
    if any(session.dots.get(key) != vote for key, vote in seen.items()):
        session = replace(session, dots={**session.dots, **seen})
    shown = {key: each for key, each in now.silent.items() if now.revealed.get(shown_key(key))}
    if any(session.silent.get(key) != each for key, each in shown.items()):
        session = replace(session, silent={**session.silent, **shown})
    return session


def _sealed(session: Session) -> Session:
    """Return a session that no longer knows who voted, or wrote, what the room has seen."""
    written = {
        key: replace(each, writers={})
        for key, each in session.silent.items()
        if each.writers and session.revealed.get(shown_key(key), False)
    }
    if written:
        session = replace(session, silent={**session.silent, **written})
    known = {
        key: replace(vote, voters={})
        for key, vote in session.dots.items()
        if vote.voters and session.revealed.get(reveal_key(key), False)
    }
    return replace(session, dots={**session.dots, **known}) if known else session
