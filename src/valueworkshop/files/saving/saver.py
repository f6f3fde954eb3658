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
from valueworkshop.files.shared.file_versions import LOOK, FileVersions
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.files.text.session_file import Document

OnStatus: TypeAlias = Callable[[Status], None]


class Saver:
    """Keeps one file in step with one session.

    The interface's thread calls `submit`, `flush`, `close` and `status`. They are cheap, except
    that `flush` and `close` wait. All else happens in the saver's own thread, one save at a time.
    The saver calls `on_status` **from that thread** for each new status. It must hand over and
    return, and never wait for the interface's thread, which may be waiting in `flush`.

    We merge what somebody else changed in the file with ours: see `FileVersions`. If both changed
    the same thing, we leave their file as it is and go on in `<name>.conflict-<time>.toml` beside
    it. If the file holds something that is no state of this session, we leave it until it does
    again, or until the user leaves. We keep what we cannot save, and try again.
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
        """Start the thread for a document that was read from `path` or written there.

        `keep` gets what the file holds before we replace it, to make a backup; what we cannot save
        goes to the `draft`. If one of these fails, the status says so and saving goes on. In the
        `state` folder savers agree on who writes the file; None if there is only one. `aside` keeps
        what we remove when two versions are joined again. `watch` returns who has taken the file
        over, '' for nobody.
        """
        self._tell_to = on_status
        self._clock = clock or SystemClock()
        self._watch = watch
        self._read_only = document.read_only
        self._versions = FileVersions(document)
        self._file = SharedFile(self._versions, self._clock, disk or Disk(), keep, aside, state)
        self._file.know(path)

        # Used by the thread alone; `_saved` is written under the condition.
        self._saved = document.session
        self._failures = 0

        # Used by both threads, under the condition.
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
        """The state of the latest edit."""
        with self._condition:
            return self._status

    @property
    def saved(self) -> Session:
        """The session that is safe in the file."""
        with self._condition:
            return self._saved

    def submit(self, session: Session) -> None:
        """Have `session` saved soon, in place of one that still waits. Returns at once.

        We do not write a read-only document: the status says so, and we do not try again.
        """
        with self._condition:
            if self._read_only:
                told = f"this file cannot be changed here: {self._read_only}"
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
        """Let the screen take what others have changed; return whether it took anything.

        Calls `take` with what the screen knew and what that has become. `take` makes its session of
        it and submits that; or it returns False, and nothing changes: see `Desk.take`.
        """
        with self._condition:
            if self._busy or not self._versions.news:
                return False
            after = self._versions.saved
            if not take(self._versions.known, after):
                return False
            self._versions.known = after
            return True

    @property
    def has_news(self) -> bool:
        """Whether others have changed what the screen does not show yet."""
        with self._condition:
            return self._versions.news

    @property
    def parted(self) -> Session | None:
        """The session that both our file and the one left alone come from, None for none."""
        with self._condition:
            return self._versions.parted

    @property
    def older(self) -> Session | None:
        """The earlier state of this sitting that the file left alone went back to, or None."""
        with self._condition:
            return self._versions.older

    def join(self, wanted: Wanted) -> None:
        """Join our file and the one left alone soon, in the place of the latter. Returns at once.

        Nothing of either is lost: what the joined file does not hold is in the backups.
        """
        with self._condition:
            self._wanted = wanted
            self._condition.notify_all()

    def stay_apart(self) -> None:
        """Go on in two files, also after leaving: the user has chosen that."""
        with self._condition:
            self._apart = True

    def only_read(self, why: str) -> None:
        """Take no edit from now on, but save those that wait, and keep looking at the file."""
        with self._condition:
            self._read_only = why
            self._versions.follows = True

    def flush(self, timeout: float | None = None, *, again: bool = False) -> Status:
        """Save what is unsaved now, wait until that is done or has failed, return the status.

        After `timeout` seconds it returns what is known then; saving goes on. With `again`, it
        writes a file that is gone even if nothing is unsaved.
        """
        with self._condition:
            if again and self._versions.gone and self._pending is None and not self._read_only:
                self._pending = self._versions.known
            self._urgent = True
            self._condition.notify_all()
            self._condition.wait_for(self._at_rest, timeout)
            return self._status

    def close(self, timeout: float | None = None) -> Status:
        """Flush and end the thread; return the status. A second call does nothing.

        A file that went back to an older state gets our version, unless the user chose otherwise.
        """
        self._leaving = True
        status = self.flush(timeout)
        with self._condition:
            if self._versions.older is not None and not self._apart and self._thread.is_alive():
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
        """Return the bytes of the file with `session` saved. Raises FileProblem if too large."""
        return self._versions.copy(session)

    def abandon(self) -> None:
        """Leave the file as it is, and keep no draft: the session goes on elsewhere.

        A save that is going on right now may still be completed.
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
        """Wait until there is something to do, and return it; None to end."""
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
                    wait = min(wait, look) if self._versions.is_unreadable else wait
                if self._closing:
                    return None
                if self._pending is None and self._wanted is not None:
                    self._busy = True
                    return partial(self._join, self._wanted, replace(self._status, reason=""))
                if look <= 0 and (self._pending is None or self._versions.is_unreadable):
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
                        again = inf if self._versions.is_unreadable else pause(self._failures)
                        self._retry = ended + again
                self._status = self._told = status
            self._tell(status)
        self._rest()

    def _look(self, before: Status) -> None:
        """See whether somebody else has changed the file, and take in what they changed."""
        status = self._watched(before)
        told = None
        with contextlib.suppress(Exception):  # a save will report a disk that does not answer
            if self._versions.has_moved(status.path):
                told = self._file.look(status.path)
        if told is not None and self._read_only:
            status = replace(status, reason=told)
        elif told is not None:
            with contextlib.nullcontext() if self._drafting is None else self._drafting.alone:
                status = self._drafted(self._versions.known, self._looked(status, told))
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
        """Return the status after a look at a file that somebody had changed."""
        with self._condition:
            if self._versions.is_unreadable and self._pending is None:
                self._pending, self._retry = self._versions.known, inf
            elif self._versions.must_part and self._pending is None:
                self._pending, self._first = self._versions.known, self._clock.seconds() - BOUND
            if self._pending is not None and not self._versions.is_unreadable:
                self._retry = None
        bad = self._versions.gone or self._versions.is_unreadable
        return replace(status, state=State.FAILED if bad else State.SAVED, reason=told)

    def _watched(self, status: Status) -> Status:
        """Return the status, with the name of a person who has taken the file over."""
        if self._watch is None or self._read_only or status.left_alone:  # then it is another file
            return status
        try:
            return replace(status, taken_by=self._watch())
        except Exception:  # noqa: BLE001 - the thread must outlive whatever this is
            return status

    def _rest(self) -> None:
        with self._condition:
            self._busy = False
            if self._versions.news and self._told is self._status:
                self._told = replace(self._status)  # report again, as the screen can catch up now
            if self._pending is not None and self._retry is None:
                self._status = replace(self._status, state=State.WAITING)
            self._condition.notify_all()

    def _tell(self, status: Status) -> None:
        if self._tell_to is not None:
            with contextlib.suppress(Exception):  # a banner that fails must not end the saving
                self._tell_to(status)

    def _saved_as(self, session: Session, status: Status) -> Status:
        """Save `session`, unless the file says the same already; return the status after that."""
        if not self._failures and self._versions.holds(session):
            return replace(status, state=State.SAVED)
        return self._file.save(session, status, leaving=self._leaving)

    def _drafted(self, session: Session, status: Status) -> Status:
        """Keep a draft of what is not saved, and none of what is; return the status after that."""
        if self._drafting is None:
            return status
        with self._condition:
            newer, since = self._pending, self._first
        if status.state is State.SAVED:
            return replace(status, drafted=self._drafting.saved(newer, since))
        refused = self._drafting.write(newer or session)
        return replace(status, drafted=not refused, unprotected=refused)

    def _for_draft(self, session: Session) -> tuple[bytes, tuple[str, ...]]:
        return self.content(session), self._versions.ours

    def _drafted_late(self, refused: str) -> None:
        """Report a draft, made or failed, of an edit saved late. Called from another thread."""
        with self._condition:
            status = replace(self._status, drafted=not refused, unprotected=refused)
            self._status = self._told = status
        self._tell(status)
