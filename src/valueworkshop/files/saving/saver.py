"""Saving in the background: at most a second of work is unsaved, and typing never waits."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import inf
from pathlib import Path
from typing import TypeAlias

from valueworkshop.core.session.session import Session
from valueworkshop.files.safe.disk_clock import Clock, SystemClock
from valueworkshop.files.safe.drafts import Draft
from valueworkshop.files.saving.draft_writer import Drafting
from valueworkshop.files.saving.save_rules import BOUND, State, Status, Wanted, due, pause, rest
from valueworkshop.files.saving.shared_file import Disk, SharedFile
from valueworkshop.files.shared.file_versions import LOOK, Sides
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.files.text.session_file import Document

OnStatus: TypeAlias = Callable[[Status], None]


class Saver:
    """Keeps one file in step with one session.

    The interface's thread calls `submit`, `flush`, `close` and `status`, which are cheap but for
    the waiting of `flush` and `close`. All else happens in a thread of the saver's own, one save
    at a time. `on_status` is called **from that thread** for each new status: it must hand over
    and return, and never wait for the interface's thread, which may be waiting in `flush`.

    What somebody else changed in the file is brought together with ours: see `Sides`. Where both
    changed the same thing theirs is not touched: we go on in `<name>.conflict-<time>.toml` beside
    it. What stands there and is no state of this session is left alone until it is one again, or
    we leave. What cannot be saved is kept and tried again.
    """

    def __init__(  # noqa: PLR0913 - time, disk and protection are injected
        self,
        path: Path,
        document: Document,
        on_status: OnStatus | None = None,
        *,
        clock: Clock | None = None,
        disk: Disk | None = None,
        keep: Callable[[bytes], None] | None = None,
        draft: Draft | None = None,
        state: Path | None = None,
        aside: Callable[[bytes], None] | None = None,
        watch: Callable[[], str] | None = None,
    ) -> None:
        """Start the thread for a document as it was read from `path`, or written there.

        `keep` is given what the file holds before that is replaced, to make a backup of it; what
        cannot be saved goes to the `draft`. If these fail that is told, and saving goes on. In the
        `state` folder savers agree on who writes the file; None is for one that is alone. `aside`
        keeps what is taken out of the way when two versions are brought together again; `watch`
        says who has taken the file over, '' if nobody has.
        """
        self._tell_to = on_status
        self._clock = clock or SystemClock()
        self._watch = watch
        self._read_only = document.read_only
        self._sides = Sides(document)
        self._file = SharedFile(self._sides, self._clock, disk or Disk(), keep, aside, state)
        self._file.know(path)

        # Of the thread alone; `_saved` is written under the condition.
        self._saved = document.session
        self._failures = 0

        # Of both threads, under the condition.
        self._condition = threading.Condition()
        self._status = Status(state=State.SAVED, path=path)
        self._told = self._status
        self._pending: Session | None = None
        self._first = self._last = 0.0
        self._retry: float | None = None
        self._rested = 0.0
        self._next_look = self._clock.seconds() + LOOK
        self._wanted: Wanted | None = None
        self._leaving = self._urgent = self._busy = self._closing = self._apart = False

        self._drafting: Drafting | None = None
        if draft is not None:
            self._drafting = Drafting(draft, self._clock, self._for_draft, self._drafted_late)
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    @property
    def status(self) -> Status:
        """How it stands with the latest edit."""
        with self._condition:
            return self._status

    @property
    def saved(self) -> Session:
        """The session that is safe in the file."""
        with self._condition:
            return self._saved

    def submit(self, session: Session) -> None:
        """Have `session` saved soon, in place of any that still waits. Returns at once.

        A document that is read-only is not written: that is told, and nothing is tried again.
        """
        with self._condition:
            if self._read_only:
                told = f"this file is only read here: {self._read_only}"
                self._status = replace(self._status, state=State.FAILED, reason=told)
                self._condition.notify_all()
                return
            now = self._clock.seconds()
            if self._pending is None or self._retry is not None:
                self._first = now
            self._last = now
            self._pending = session
            self._retry = None
            if self._drafting is not None:
                self._drafting.waits(session)
            if not self._busy:
                self._status = replace(self._status, state=State.WAITING, reason="")
            self._condition.notify_all()

    def catch_up(self, take: Callable[[Session, Session], bool]) -> bool:
        """Let the screen take what others have changed; return whether it did, for there was some.

        `take` is called with what the screen knew and what that has become. It makes its session
        of it and submits that; or returns False, and nothing is changed: see `Desk.take`.
        """
        with self._condition:
            if self._busy or not self._sides.news:
                return False
            after = self._sides.saved
            if not take(self._sides.known, after):
                return False
            self._sides.known = after
            return True

    @property
    def has_news(self) -> bool:
        """Whether others have changed what the screen does not show yet."""
        with self._condition:
            return self._sides.news

    @property
    def parted(self) -> Session | None:
        """What both the file we write and the one that was left alone come from, None for none."""
        with self._condition:
            return self._sides.parted

    @property
    def older(self) -> Session | None:
        """The state of this sitting to which the file that was left alone went back, or None."""
        with self._condition:
            return self._sides.older

    def join(self, wanted: Wanted) -> None:
        """Bring our file and the one that was left alone together soon, in the latter's place.

        Nothing of either is lost: what is not in it then is among the backups. Returns at once.
        """
        with self._condition:
            self._wanted = wanted
            self._condition.notify_all()

    def stay_apart(self) -> None:
        """Go on in two files, also when one leaves: that is what was wanted."""
        with self._condition:
            self._apart = True

    def only_read(self, why: str) -> None:
        """Take no edit from now on, but save those that wait, and go on looking at the file."""
        with self._condition:
            self._read_only = why
            self._sides.follows = True

    def flush(self, timeout: float | None = None, *, again: bool = False) -> Status:
        """Save at once what is unsaved, wait until that is done or failed, return the status.

        After `timeout` seconds it returns what is known then; the saving goes on. With `again`, a
        file that is gone is written again though nothing is unsaved.
        """
        with self._condition:
            if again and self._sides.gone and self._pending is None and not self._read_only:
                self._pending = self._sides.known
            self._urgent = True
            self._condition.notify_all()
            self._condition.wait_for(self._at_rest, timeout)
            return self._status

    def close(self, timeout: float | None = None) -> Status:
        """Flush and end the thread; return the status. Call it once more and it does nothing.

        A file that went back to an older state, and nobody said what is to become of it, gets ours.
        """
        self._leaving = True
        status = self.flush(timeout)
        with self._condition:
            if self._sides.older is not None and not self._apart and self._thread.is_alive():
                self._wanted = self._wanted or Wanted.OURS
                self._condition.notify_all()
                self._condition.wait_for(lambda: self._wanted is None, timeout)
                status = self._status
            self._closing = True
            self._condition.notify_all()
        if status.state in (State.SAVED, State.UNSYNCED, State.FAILED):
            self._thread.join(timeout)
            if self._drafting is not None:
                self._drafting.end()
        return status

    def content(self, session: Session) -> bytes:
        """Return what the file holds once `session` is saved. Raises FileProblem if too large."""
        return self._sides.copy(session)

    def abandon(self) -> None:
        """Leave the file as it is, and keep no draft: the session goes on elsewhere.

        What is being written just now may still come to be.
        """
        with self._condition:
            self._pending = self._tell_to = None
            self._closing = True
            self._condition.notify_all()
        if self._drafting is not None:
            with self._drafting.alone:
                self._drafting.saved(None, 0)
                self._drafting.end()
                self._drafting = None

    def _at_rest(self) -> bool:
        return not (self._urgent or self._busy) or not self._thread.is_alive()

    def _run(self) -> None:
        while (step := self._next_step()) is not None:
            step()

    def _next_step(self) -> Callable[[], None] | None:
        """Wait until there is something to do and return it, None to end."""
        with self._condition:
            while True:
                if self._told is not self._status:
                    self._told = self._status
                    return partial(self._tell, self._status)
                wait = look = self._next_look - self._clock.seconds()
                if self._pending is None:
                    self._urgent = False
                    self._condition.notify_all()
                else:
                    wait = max(due(self._first, self._last, self._retry), self._rested)
                    wait -= self._clock.seconds()
                    if self._urgent or wait <= 0:
                        return self._taken(self._pending)
                    wait = min(wait, look) if self._sides.is_unreadable else wait
                if self._closing:
                    return None
                if self._pending is None and self._wanted is not None:
                    self._busy = True
                    return partial(self._join, self._wanted, self._status)
                if look <= 0 and (self._pending is None or self._sides.is_unreadable):
                    self._busy = True
                    return partial(self._look, self._status)
                self._clock.wait(self._condition, wait)

    def _taken(self, session: Session) -> Callable[[], None]:
        self._pending = None
        self._urgent, self._busy = False, True
        self._status = self._told = replace(self._status, state=State.SAVING, reason="")
        return partial(self._attempt, session, self._status)

    def _attempt(self, session: Session, status: Status) -> None:
        self._tell(status)
        self._file.took = 0.0
        try:
            status = self._saved_as(session, self._watched(status))
        except OSError as error:
            status = replace(status, state=State.FAILED, reason=reason(error))
        except FileProblem as error:
            status = replace(status, state=State.FAILED, reason=error.problems[0].message)
        except Exception as error:  # noqa: BLE001 - the thread must outlive whatever this is
            status = replace(status, state=State.FAILED, reason=f"{type(error).__name__}: {error}")
        drafting = self._drafting
        with contextlib.nullcontext() if drafting is None else drafting.alone:
            status = self._drafted(session, status)
            with self._condition:
                ended = self._clock.seconds()
                self._rested = ended + rest(self._file.took)
                if status.state is State.SAVED:
                    self._failures = 0
                    self._saved = session
                else:
                    self._failures += 1
                    if self._pending is None:
                        self._pending = session
                        again = inf if self._sides.is_unreadable else pause(self._failures)
                        self._retry = ended + again
                self._status = self._told = status
            self._tell(status)
        self._rest()

    def _look(self, before: Status) -> None:
        """See whether somebody else has changed the file, and take what they made of it."""
        status = self._watched(before)
        told = None
        with contextlib.suppress(Exception):  # a disk that does not answer is told of by a save
            if self._sides.has_moved(status.path):
                told = self._file.look(status.path)
        if told is not None and self._read_only:
            status = replace(status, reason=told)
        elif told is not None:
            with contextlib.nullcontext() if self._drafting is None else self._drafting.alone:
                status = self._drafted(self._sides.known, self._looked(status, told))
        with self._condition:
            self._next_look = self._clock.seconds() + LOOK
            if status != before:
                self._status = self._told = status
        if status != before:
            self._tell(status)
        self._rest()

    def _join(self, wanted: Wanted, before: Status) -> None:
        try:
            status = self._file.join(wanted, before)
        except OSError as error:
            status = replace(before, reason=f"both files stay as they are: {reason(error)}")
        except FileProblem as error:
            told = error.problems[0].message
            status = replace(before, reason=f"both files stay as they are: {told}")
        with self._condition:
            self._wanted = None
            self._status = self._told = status
        self._tell(status)
        self._rest()

    def _looked(self, status: Status, told: str) -> Status:
        """Return how it stands after a look at a file that somebody had changed."""
        with self._condition:
            if self._sides.is_unreadable and self._pending is None:
                self._pending, self._retry = self._sides.known, inf
            elif self._sides.must_part and self._pending is None:
                self._pending, self._first = self._sides.known, self._clock.seconds() - BOUND
            if self._pending is not None and not self._sides.is_unreadable:
                self._retry = None
        bad = self._sides.gone or self._sides.is_unreadable
        return replace(status, state=State.FAILED if bad else State.SAVED, reason=told)

    def _watched(self, status: Status) -> Status:
        """Return the status with who has taken the file over."""
        if self._watch is None or self._read_only or status.left_alone:  # then it is another file
            return status
        try:
            return replace(status, taken_by=self._watch())
        except Exception:  # noqa: BLE001 - the thread must outlive whatever this is
            return status

    def _rest(self) -> None:
        with self._condition:
            self._busy = False
            if self._sides.news and self._told is self._status:
                self._told = replace(self._status)  # told again: now one can catch up
            if self._pending is not None and self._retry is None:
                self._status = replace(self._status, state=State.WAITING)
            self._condition.notify_all()

    def _tell(self, status: Status) -> None:
        if self._tell_to is not None:
            with contextlib.suppress(Exception):  # a banner that fails must not end the saving
                self._tell_to(status)

    def _saved_as(self, session: Session, status: Status) -> Status:
        """Save `session` unless the file says it already; return the status then."""
        if not self._failures and self._sides.holds(session):
            return replace(status, state=State.SAVED)
        return self._file.save(session, status, leaving=self._leaving)

    def _drafted(self, session: Session, status: Status) -> Status:
        """Have a draft of what is not saved, and none of what is; return the status then."""
        if self._drafting is None:
            return status
        with self._condition:
            newer, since = self._pending, self._first
        if status.state is State.SAVED:
            return replace(status, drafted=self._drafting.saved(newer, since))
        refused = self._drafting.write(newer or session)
        return replace(status, drafted=not refused, unprotected=refused)

    def _for_draft(self, session: Session) -> tuple[bytes, tuple[str, ...]]:
        return self.content(session), self._sides.ours

    def _drafted_late(self, refused: str) -> None:
        """Tell that a draft was made, or was not, as a save is late. Called from another thread."""
        with self._condition:
            status = replace(self._status, drafted=not refused, unprotected=refused)
            self._status = self._told = status
        self._tell(status)
