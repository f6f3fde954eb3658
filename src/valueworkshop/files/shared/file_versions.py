"""Our version of a file and everybody else's: what it holds, and what the screen knows of that."""

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from valueworkshop.core.session.losses import given_by_others
from valueworkshop.core.session.session import Session
from valueworkshop.files.shared.session_merge import Merged, merge, with_kit_of
from valueworkshop.files.text import session_file, toml_text
from valueworkshop.files.text.comments import NONE
from valueworkshop.files.text.problems import FileProblem, Problem
from valueworkshop.files.text.session_file import Document
from valueworkshop.files.text.written_parts import Memory

LOOK: Final = 2.0
"""Seconds between two looks at whether somebody else has changed the file."""


def mark_of(path: Path) -> tuple[int, ...]:
    """Return what is another one once somebody has written the file; () for no file.

    Raises OSError.
    """
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev
    return ()


class FileVersions:
    """The versions of one file, for the saver.

    Only the saver's thread may use this, or another under the saver's condition while the thread is
    idle. Any thread may use `copy` and `ours`.

    `saved` is the session in the file. `known` is the last one of these that the screen has shown,
    and from which its edits come. The two differ while others' changes are on their way to the
    screen. `given` is what others gave, and what was there before. `parted`, if there is one, is
    the session from which both our file and the one left alone come; `older` is the state to which
    the latter went back, None if it did not. `must_part` says that we must not take in what the
    file holds, but go on beside it. `lost` says what could not be kept in the file, '' if nothing
    or once that was told. If we only follow (`follows`), we take in whatever the file holds.
    """

    def __init__(self, document: Document) -> None:
        """Begin with a document that was read or written just now; all sides know it."""
        self.document = document
        self.saved = self.known = document.session
        self.given = document.session
        self.parted: Session | None = None
        self.older: Session | None = None
        self.gone = self.must_part = False
        self.lost = ""
        self.follows = bool(document.read_only)
        self._ours: tuple[str, ...] = (document.digest,)
        self._saves = 0
        self._states = {document.digest: 0}  # how many of our saves each has in it
        self._unreadable = ""
        self._problem: FileProblem | None = None
        self._seen: tuple[int, ...] | None = None
        self._seeing: tuple[int, ...] = ()
        self._memory = Memory()

    @property
    def ours(self) -> tuple[str, ...]:
        """The digests that the file may have if nobody else has changed it, the likeliest last."""
        return self._ours

    @property
    def news(self) -> bool:
        """Whether the file holds something that the screen does not know."""
        return self.known is not self.saved

    @property
    def is_unreadable(self) -> bool:
        """Whether the file, when we last looked, held something that is no state of this session.

        We leave it alone until the file is whole again.
        """
        return self._problem is not None

    def has_moved(self, path: Path) -> bool:
        """Whether the file may hold other bytes than at the last look. Raises OSError."""
        self._seeing = mark_of(path)
        return self._seeing != self._seen

    def looked(self) -> None:
        """Note that we have looked at what `has_moved` reported.

        A later change needs a new look.
        """
        self._seen = self._seeing

    def is_ours(self, found: bytes) -> bool:
        """Whether the file still holds what we read or wrote. Different line ends are no change."""
        digest = toml_text.digest(found)
        if digest not in self._ours:
            return False
        self._may_hold(digest)
        self._is_well()
        return True

    def theirs(self, found: bytes, path: Path) -> Document:
        """Return what somebody else put into the file.

        Raises FileProblem if it is no whole state of this session.
        """
        digest = toml_text.digest(found)
        if self._problem is None or digest != self._unreadable:
            self._problem, self._unreadable = None, digest
            try:
                return self._read(found, path)
            except FileProblem as error:
                self._problem = error
        raise self._problem

    def went_back(self, theirs: Document) -> bool:
        """Whether the file holds an older state of this sitting than our last save.

        Place and time make no difference.
        """
        if self._states.get(theirs.digest, self._saves) == self._saves:
            return False
        session = replace(theirs.session, place=self.saved.place, timing=self.saved.timing)
        return not _same(with_kit_of(self.saved, session), self.saved)

    def adopt(self, theirs: Document) -> None:
        """Take what somebody else put into the file as its content."""
        self._is_well()
        self._ours = (theirs.digest,)
        self._states[theirs.digest] = self._saves
        self.document = theirs
        # Everybody keeps their own place: another place is no news.
        session = with_kit_of(self.saved, _standing_at(theirs.session, self.known))
        if not _same(session, self.saved):
            self.given = given_by_others(self.given, self.saved, session)
            self.saved = session

    def together(self, session: Session) -> Merged:
        """Return what to write for a session that the screen made of what it knows."""
        if not self.news:
            return Merged(session)
        merged = merge(self.known, session, self.saved)
        return Merged(_standing_at(merged.session, session), merged.conflicts)

    def holds(self, session: Session) -> bool:
        """Whether the file says all that the screen's session says; if so, note that it knows."""
        merged = self.together(session)
        if self.gone or self.is_unreadable or self.must_part or merged.conflicts:
            return False
        if not _same(merged.session, self.saved):
            return False
        if not self.news:
            self.saved = session
        self.known = session
        return True

    def data(self, session: Session) -> bytes:
        """Return a session as bytes, with what else the file holds. Raises FileProblem.

        Comments that cannot be put back are dropped, and `lost` says so from then on.
        """
        data, lost = self._written(session)
        if lost:
            self.lost = lost
            self.document = replace(self.document, comments=NONE)
        return data

    def copy(self, session: Session) -> bytes:
        """Return the same as `data`, but change nothing: for any thread, at any time."""
        return self._written(session)[0]

    def _written(self, session: Session) -> tuple[bytes, str]:
        document = self.document
        with self._memory.in_use() as memory:
            return session_file.written(session, document.extras, document.comments, memory)

    def writes(self, data: bytes) -> None:
        """Note what we are about to write: if only the last step fails, the file holds it."""
        self._may_hold(toml_text.digest(data))

    def wrote(self, session: Session, written: Session, data: bytes) -> None:
        """Note that the file holds `written`, which comes from the screen's `session`."""
        digest = toml_text.digest(data)
        self._ours = (digest,)
        self._saves += 1
        self._states[digest] = self._saves
        self._is_well()
        self.known = session
        self.saved = session if _same(session, written) else written

    def part(self, session: Session, data: bytes, older: Session | None = None) -> None:
        """Note that we go on with `session` in our own file.

        `older` is the state to which the file left alone went back, None if it did not.
        """
        self.parted, self.older = self.known, older
        self.saved = session
        self.wrote(session, session, data)

    def joined(self, theirs: Document, session: Session, data: bytes) -> None:
        """Note that we go on with `session` in the file that held `theirs`; see `part`."""
        self.parted = self.older = None
        self.document = theirs
        self.wrote(self.known, session, data)

    def _is_well(self) -> None:
        self.gone = self.must_part = False
        self._problem, self._unreadable = None, ""

    def _may_hold(self, digest: str) -> None:
        self._ours = (*(each for each in self._ours if each != digest), digest)

    def _read(self, found: bytes, path: Path) -> Document:
        """Return another state of this session. Raises FileProblem that says why it is none."""
        try:
            theirs = session_file.loads(found, path.name)
        except FileProblem as error:
            first = error.problems[0]
            line = f"line {first.line}: " if first.line else ""
            raise _left_alone(path, f"cannot be read now ({line}{first.message})") from error
        if theirs.session.id != self.known.id:
            raise _left_alone(path, "is another workshop now")
        if theirs.read_only and not self.follows:
            raise _left_alone(path, f"may only be read now ({theirs.read_only})")
        return theirs


def _standing_at(session: Session, other: Session) -> Session:
    """Return the session at the place of the other one, if it has such a stage."""
    if session.place == other.place or other.place.stage not in session.kit.stages:
        return session
    return replace(session, place=other.place)


def _same(one: Session, other: Session) -> bool:
    """Whether two sessions say the same, with what the kit asks in the same order too."""
    return one == other and with_kit_of(one, other).kit is one.kit


def _left_alone(path: Path, what: str) -> FileProblem:
    told = f"somebody else changed {path.name}, and it {what}; we leave it alone"
    return FileProblem([Problem(file=str(path), message=told)])
