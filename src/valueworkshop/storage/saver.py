"""Saving in the background: at most a second of work is unsaved, and typing never waits."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from valueworkshop.storage import atomic, reading, session_file, toml_text
from valueworkshop.storage.clock import Clock, SystemClock
from valueworkshop.storage.drafts import Draft
from valueworkshop.storage.problems import FileProblem, reason
from valueworkshop.storage.saving import State, Status, conflict_path, due, pause
from valueworkshop.storage.session_file import Document
from valueworkshop.storage.turns import turn
from valueworkshop.workshop.session import Session

OnStatus: TypeAlias = Callable[[Status], None]


@dataclass(frozen=True, slots=True)
class Disk:
    """What the saver does to files; injected, so that tests can let it fail."""

    read: Callable[[Path], bytes] = reading.read_bytes
    write: Callable[[Path, bytes], None] = atomic.write
    create: Callable[[Path, bytes], None] = atomic.create


class Saver:
    """Keeps one file in step with one session.

    The interface's thread calls `submit`, `flush`, `close` and `status`, which are cheap but for
    the waiting of `flush` and `close`. All else happens in a thread of the saver's own, one save
    at a time. `on_status` is called **from that thread** for each new status: it must hand over
    and return, and never wait for the interface's thread, which may be waiting in `flush`.

    A file that somebody else has changed since we read or wrote it is not touched: we go on in
    `<name>.conflict-<time>.toml` beside it. What cannot be saved is kept and tried again.
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
    ) -> None:
        """Start the thread for a document as it was read from `path`, or written there.

        `keep` is given what the file holds before that is replaced, to make a backup of it; what
        cannot be saved goes to the `draft`. If these fail that is told, and saving goes on. In the
        `state` folder savers agree on who writes the file; None is for one that is alone.
        """
        self._tell_to = on_status
        self._clock = clock or SystemClock()
        self._disk = disk or Disk()
        self._keep = keep
        self._draft = draft
        self._state = state
        self._extras = document.extras

        # Of the thread alone; `_saved` is written under the condition.
        self._saved = document.session
        self._ours = {document.digest}
        self._failures = 0

        # Of both threads, under the condition.
        self._condition = threading.Condition()
        self._status = Status(state=State.SAVED, path=path)
        self._told = self._status
        self._pending: Session | None = None
        self._first = self._last = 0.0
        self._retry: float | None = None
        self._urgent = self._busy = self._closing = False

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
        """Have `session` saved soon, in place of any that still waits. Returns at once."""
        with self._condition:
            now = self._clock.seconds()
            if self._pending is None or self._retry is not None:
                self._first = now
            self._last = now
            self._pending = session
            self._retry = None
            if not self._busy:
                self._status = replace(self._status, state=State.WAITING, reason="")
            self._condition.notify_all()

    def flush(self, timeout: float | None = None) -> Status:
        """Save at once what is unsaved, wait until that is done or failed, return the status.

        After `timeout` seconds it returns what is known then; the saving goes on.
        """
        with self._condition:
            self._urgent = True
            self._condition.notify_all()
            self._condition.wait_for(self._at_rest, timeout)
            return self._status

    def close(self, timeout: float | None = None) -> Status:
        """Flush and end the thread; return the status. Call it once more and it does nothing."""
        status = self.flush(timeout)
        with self._condition:
            self._closing = True
            self._condition.notify_all()
        if status.state in (State.SAVED, State.FAILED):
            self._thread.join(timeout)
        return status

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
                wait = None
                if self._pending is None:
                    self._urgent = False
                    self._condition.notify_all()
                else:
                    wait = due(self._first, self._last, self._retry) - self._clock.seconds()
                    if self._urgent or wait <= 0:
                        return self._taken(self._pending)
                if self._closing:
                    return None
                self._clock.wait(self._condition, wait)

    def _taken(self, session: Session) -> Callable[[], None]:
        self._pending = None
        self._urgent, self._busy = False, True
        self._status = self._told = replace(self._status, state=State.SAVING, reason="")
        return partial(self._attempt, session, self._status)

    def _attempt(self, session: Session, status: Status) -> None:
        self._tell(status)
        try:
            status = self._save(session, status)
        except OSError as error:
            status = replace(status, state=State.FAILED, reason=reason(error))
        except FileProblem as error:
            status = replace(status, state=State.FAILED, reason=error.problems[0].message)
        except Exception as error:  # noqa: BLE001 - the thread must outlive whatever this is
            status = replace(status, state=State.FAILED, reason=f"{type(error).__name__}: {error}")
        status = self._drafted(session, status)
        with self._condition:
            if status.state is State.FAILED:
                self._failures += 1
                if self._pending is None:
                    self._pending = session
                    self._retry = self._clock.seconds() + pause(self._failures)
            else:
                self._failures = 0
                self._saved = session
            self._status = self._told = status
        self._tell(status)
        with self._condition:
            self._busy = False
            if self._pending is not None and self._retry is None:
                self._status = replace(self._status, state=State.WAITING)
            self._condition.notify_all()

    def _tell(self, status: Status) -> None:
        if self._tell_to is not None:
            with contextlib.suppress(Exception):  # a banner that fails must not end the saving
                self._tell_to(status)

    def _save(self, session: Session, status: Status) -> Status:
        """Write `session` unless the file says it already; return the status then."""
        done = replace(status, state=State.SAVED, when=self._clock.now())
        if session == self._saved and not self._failures:
            return replace(done, when=status.when)
        data = session_file.dumps(session, self._extras)
        alone = contextlib.nullcontext() if self._state is None else turn(self._state, status.path)
        with alone:
            return self._replaced(data, status, done)

    def _replaced(self, data: bytes, status: Status, done: Status) -> Status:
        """Write `data` unless somebody else has changed the file; return the status then."""
        found = self._found(status.path)
        if found is None:
            self._ours |= {toml_text.digest(data)}
            make = self._disk.write if status.path.is_symlink() else self._disk.create
            make(status.path, data)
            self._ours = {toml_text.digest(data)}
            return replace(done, reason="the file was gone and has been written again")
        if toml_text.digest(found) not in self._ours:
            return self._saved_beside(data, done)
        done = replace(done, unprotected=self._kept(found))
        # Should writing fail at its last step, the file may hold this already: it is ours too.
        self._ours |= {toml_text.digest(data)}
        self._disk.write(status.path, data)
        self._ours = {toml_text.digest(data)}
        return done

    def _found(self, path: Path) -> bytes | None:
        """Return what is on the disk, None for no file, nothing for what is no session."""
        try:
            return self._disk.read(path)
        except FileNotFoundError:
            return None
        except (reading.NotAFileError, reading.TooLargeError):
            return b""

    def _kept(self, found: bytes) -> str:
        """Have a backup made of what is replaced; return why that was not possible, else ''."""
        keep = self._keep
        return _tried(lambda: keep(found)) if keep is not None else ""

    def _drafted(self, session: Session, status: Status) -> Status:
        """Have a draft of what could not be saved, and none of what was; return the status then."""
        draft = self._draft
        if draft is None:
            return status
        if status.state is not State.FAILED:
            draft.discard()
            return replace(status, drafted=False)
        refused = _tried(lambda: draft.write(session_file.dumps(session, self._extras), self._ours))
        return replace(status, drafted=not refused, unprotected=refused)

    def _saved_beside(self, data: bytes, done: Status) -> Status:
        number = 1
        while True:
            path = conflict_path(done.path, self._clock.now(), number)
            try:
                self._disk.create(path, data)
            except FileExistsError:
                number += 1
                continue
            break
        self._ours = {toml_text.digest(data)}
        told = (
            f"somebody else changed {done.path.name}; "
            f"your version goes on in {path.name}, both are kept"
        )
        return replace(done, path=path, reason=told, left_alone=done.path)


def _tried(protect: Callable[[], None]) -> str:
    """Do what only protects; return why that was not possible, '' if it was."""
    try:
        protect()
    except OSError as error:
        return reason(error)
    except FileProblem as error:
        return error.problems[0].message
    except Exception as error:  # noqa: BLE001 - no mistake in protecting may keep us from saving
        return f"{type(error).__name__}: {error}"
    return ""
