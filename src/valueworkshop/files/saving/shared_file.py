"""Write a file that others may write too, and keep what they changed, whatever happens."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from valueworkshop.core.session.losses import Lost, gone_in_words, lost
from valueworkshop.core.session.session import Session
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.disk_clock import Clock
from valueworkshop.files.safe.file_attributes import Looks, looks_for_copy, names_of
from valueworkshop.files.safe.locks import turn
from valueworkshop.files.saving.draft_writer import tried
from valueworkshop.files.saving.save_rules import State, Status, Wanted, conflict_path
from valueworkshop.files.shared.file_versions import FileVersions, mark_of
from valueworkshop.files.shared.session_merge import merge, with_theirs
from valueworkshop.files.text import bounded_read, session_file
from valueworkshop.files.text.problems import FileProblem, Problem, reason
from valueworkshop.files.text.session_file import Document


@dataclass(frozen=True, slots=True)
class Disk:
    """What the saver does to files; replaceable, so that tests can let it fail."""

    read: Callable[[Path], bytes] = bounded_read.read_bytes
    write: Callable[..., None] = atomic.write
    create: Callable[..., None] = atomic.create


_TIMES: Final = 5
"""How often we begin a save anew because somebody else changed the file during it."""


class _PartError(Exception):
    """We do not take in what somebody else put into the file, but go on beside it."""

    def __init__(self, older: Session | None = None) -> None:
        """Take the earlier state of this sitting that the file went back to, None for none."""
        super().__init__()
        self.older = older


class SharedFile:
    """Puts sessions into a file. Only the saver's thread uses it; all methods may raise OSError."""

    def __init__(
        self,
        versions: FileVersions,
        clock: Clock,
        disk: Disk,
        keep: Callable[[bytes], None] | None,
        aside: Callable[[bytes], None] | None,
        state: Path | None,
    ) -> None:
        """Write what `versions` say. See `Saver` for the other arguments."""
        self._versions = versions
        self._clock = clock
        self._disk = disk
        self._keep = keep
        self._aside = aside
        self._state = state
        self._looks: Looks | None = None
        self.took = 0.0
        """Seconds that the disk took since this was set to 0, for the file but not for backups."""

    def know(self, path: Path) -> None:
        """Note who may read the file, so that no more people may read the file that replaces it."""
        self._looks = looks_for_copy(path) or self._looks

    def save(self, session: Session, status: Status, *, leaving: bool) -> Status:
        """Write `session` with what others changed in the file; return the status after that.

        We write beside the file if the changes do not go together; or if we are `leaving` and
        cannot read the file. Otherwise an unreadable file is left alone and raises FileProblem.
        """
        with self._alone(status.path):
            for _ in range(_TIMES - 1):
                with contextlib.suppress(atomic.OvertakenError):
                    return self._replaced(session, status, leaving=leaving)
            return self._replaced(session, status, leaving=leaving)

    def _replaced(self, session: Session, status: Status, *, leaving: bool) -> Status:
        done = replace(status, state=State.SAVED, when=self._clock.now())
        given = self._versions.given
        write = self._writing(status.path)
        found = self.found(status.path)
        self.know(status.path)
        if found is not None and not self._versions.is_ours(found):
            try:
                self._take_in(found, status.path)
            except _PartError as error:
                return self._saved_beside(session, done, error.older)
            except FileProblem:
                if leaving:
                    return self._saved_beside(session, done)
                raise
        merged = self._versions.together(session)
        if merged.conflicts:
            return self._saved_beside(session, done)
        data = self._versions.data(merged.session)
        # If writing fails at its last step, the file may hold this already: it is ours too.
        self._versions.writes(data)
        if found is None:
            make = self._disk.write if status.path.is_symlink() else self._disk.create
            done = self._put(partial(make, looks=self._looks), data, done)
            self._versions.wrote(session, merged.session, data)
            return replace(done, reason=done.reason or "the file was gone, so we wrote it again")
        done = replace(done, unprotected=self._kept(found))
        names = names_of(status.path)
        done = self._put(write, data, done)
        self._versions.wrote(session, merged.session, data)
        if self._versions.news:
            told = f"merged with what somebody else changed in {status.path.name}"
            if gone := lost(session, merged.session, given):
                told = f"{told}; {_in_words(gone)}"
            done = replace(done, reason=done.reason or told)
        done = replace(done, reason=done.reason or self._versions.lost)
        self._versions.lost = ""
        if names > 1 and names_of(status.path) == 1:
            told = f"{status.path.name} had another name (a hard link), which keeps the old content"
            done = replace(done, reason=done.reason or told)
        return done

    def look(self, path: Path) -> str:
        """Take in what the file holds now; return what to tell about it, '' for nothing."""
        versions, before, given = self._versions, self._versions.saved, self._versions.given
        was_bad = versions.gone or versions.is_unreadable
        found = self.found(path)
        versions.looked()
        if found is None:
            versions.gone = True
            return f"{path.name} is gone"
        try:
            if not versions.is_ours(found):
                self._take_in(found, path)
        except _PartError:
            versions.must_part = True
            return ""
        except FileProblem as error:
            return error.problems[0].message
        if versions.saved is not before:
            gone = {} if versions.follows else lost(before, versions.saved, given)
            what = _in_words(gone) if gone else "you see that here now"
            return f"somebody else changed {path.name}; {what}"
        return f"{path.name} is there again" if was_bad else ""

    def _take_in(self, found: bytes, path: Path) -> None:
        """Take in what somebody else put into the file.

        What that takes away of ours is backed up first. Raises FileProblem if it is no whole state
        of this session; _PartError if it is an older state of this sitting, or if the backup fails.
        """
        theirs = self._versions.theirs(found, path)
        if not self._versions.follows:
            if self._versions.went_back(theirs):
                raise _PartError(theirs.session)
            self._keep_ours(theirs)
        self._versions.adopt(theirs)

    def _keep_ours(self, theirs: Document) -> None:
        ours = self._versions.saved
        if self._aside is None or not lost(ours, theirs.session, self._versions.given):
            return
        try:
            self._aside(self._versions.copy(ours))
        except (OSError, FileProblem) as error:
            raise _PartError from error

    def join(self, wanted: Wanted, status: Status) -> Status:
        """Join our file and the one left alone, in the place of the latter.

        What that removes or replaces is backed up first. Raises FileProblem if one of the two is no
        sound state of this session; then nothing changes.
        """
        base, theirs_at = self._versions.parted, status.left_alone
        if base is None or theirs_at is None:
            return status
        with self._alone(theirs_at):
            write = self._writing(theirs_at)
            found = self._disk.read(theirs_at)
            theirs = session_file.loads(found, theirs_at.name)
            copy = self._disk.read(status.path)
            if not self._versions.is_ours(copy) or theirs.session.id != base.id or theirs.read_only:
                message = "one of them has been changed again"
                raise FileProblem([Problem(file=str(status.path), message=message)])
            ours = self._versions.saved
            session = with_theirs(base, ours, theirs.session)
            if wanted is Wanted.OURS:
                base = self._versions.older or base  # what it went back from is not their change
                session = replace(merge(base, ours, theirs.session).session, place=ours.place)
            for data in (found, copy):
                if self._aside is not None:
                    self._aside(data)
            data = session_file.written(session, theirs.extras, theirs.comments)[0]
            done = replace(status, state=State.SAVED, path=theirs_at, when=self._clock.now())
            done = self._put(write, data, done)
        self._versions.joined(theirs, session, data)
        with contextlib.suppress(OSError):  # it stays, as a copy
            status.path.unlink()
        told = f"both are now together in {theirs_at.name}; the backups have each as it was"
        return replace(done, left_alone=None, reason=done.reason or told)

    def _alone(self, path: Path) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext() if self._state is None else turn(self._state, path)

    def _writing(self, path: Path) -> Callable[..., None]:
        """Return what replaces the file, unless somebody changes it from now on."""
        now = mark_of(path)
        return partial(self._disk.write, still=lambda: mark_of(path) == now)

    def _put(self, make: Callable[..., None], data: bytes, done: Status) -> Status:
        """Write `data` into the file; return the status after that."""
        try:
            with self._timed():
                make(done.path, data)
        except atomic.UnsyncedError as error:
            done = replace(done, state=State.UNSYNCED, reason=reason(error))
        return done

    @contextlib.contextmanager
    def _timed(self) -> Iterator[None]:
        began = self._clock.seconds()
        try:
            yield
        finally:
            self.took += self._clock.seconds() - began

    def found(self, path: Path) -> bytes | None:
        """Return what is on the disk, None for no file, b'' for something that is no session."""
        try:
            with self._timed():
                return self._disk.read(path)
        except FileNotFoundError:
            return None
        except (bounded_read.NotAFileError, bounded_read.TooLargeError):
            return b""

    def _kept(self, found: bytes) -> str:
        """Make a backup of what is replaced; return why that failed, '' if it did not."""
        keep = self._keep
        return tried(lambda: keep(found)) if keep is not None else ""

    def _saved_beside(self, session: Session, done: Status, older: Session | None = None) -> Status:
        data = self._versions.data(session)
        theirs, number = done.path, 1
        while True:
            path = conflict_path(theirs, self._clock.now(), number)
            try:
                make = partial(self._disk.create, looks=self._looks)
                done = self._put(make, data, replace(done, path=path))
            except FileExistsError:
                number += 1
                continue
            break
        self._versions.part(session, data, older)
        what = f"somebody else changed {theirs.name}"
        if older is not None:
            what = f"the file {theirs.name} went back to what it held earlier in this sitting"
        told = f"{what}; your version goes on in {path.name}, both are kept"
        return replace(done, reason=done.reason or told, left_alone=theirs)


def _in_words(gone: Lost) -> str:
    """Return the words for what is gone from the file."""
    them = "it" if len(gone) == 1 else "them"
    return f"{gone_in_words(gone.values(), 'it')} (the backups have {them})"
