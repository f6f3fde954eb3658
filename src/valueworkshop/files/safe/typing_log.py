"""The typing log: what is being typed, on disk at each key, in case the process is killed.

One file per sitting, in the state folder, locked as long as the process lives. It is never synced:
a power cut may take its last seconds, a kill takes nothing.
"""

import contextlib
import datetime as dt
import errno
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.files.safe import backups
from valueworkshop.files.safe.locks import hold
from valueworkshop.files.safe.state_folder import key_of, made
from valueworkshop.files.safe.typed_pieces import Lines, Piece, pieces_of, readable
from valueworkshop.files.text import bounded_read
from valueworkshop.files.text.problems import reason

LARGEST: Final = 4_000_000
"""Bytes after which we begin a new file, with only what the fields hold now."""

_ENDING: Final = ".lines"
_FLAGS: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class TypingLog:
    """Keeps what the fields of one sitting hold.

    Any thread may call its methods. None raises because of the disk: `refused` says why there is no
    protection, '' if there is.
    """

    def __init__(
        self, state: Path, session_id: str, write: Callable[[int, bytes], int] = os.write
    ) -> None:
        """Begin with empty fields. The file is made when somebody types."""
        self._folder = typed_folder(state, session_id)
        self._append = write
        self._lines = Lines(session_id)
        self._leaving: dict[tuple[Spot, int], Session] = {}
        self._layers = 0
        self._files: list[Path] = []
        self._descriptor = -1
        self._size = 0
        self._lock = threading.Lock()
        self.refused = ""

    def note_fields(self, standing: Mapping[Spot, str], session: Session) -> None:
        """Take what all fields hold now. Text that has left them stays until `session` is saved."""
        with self._lock:
            for spot in self._lines.standing:
                if not standing.get(spot):
                    self._leaving.setdefault((spot, 0), session)
            self._add(standing)

    def committed(self, session: Session) -> None:
        """Note that the texts up to now may be an edit of `session`: they stay until that is saved.

        This is so even if a field gets another text before that.
        """
        with self._lock:
            for spot in self._lines.standing:
                self._leaving.setdefault((spot, 0), session)

    def add(self, standing: Mapping[Spot, str]) -> None:
        """Take what some fields hold now. The texts of the other fields stay."""
        with self._lock:
            self._add(standing)

    def saved(self, session: Session, latest: Session) -> None:
        """Drop the texts that have left the fields, if the saved `session` is the latest one."""
        with self._lock:
            if session is not latest or not self._leaving:
                return
            gone = b"".join(self._lines.line(spot, "", layer) for spot, layer in self._leaving)
            self._leaving.clear()
            if self._lines.empty:
                self._empty()
            else:
                self._write(gone)

    def close(self) -> None:
        """End the sitting. Texts stay for the next sitting; if there are none, no file stays."""
        with self._lock:
            if self._lines.empty:
                self._take_away()
            self._shut()

    def _add(self, standing: Mapping[Spot, str]) -> None:
        written = b""
        before = self._lines.standing
        for spot, text in standing.items():
            if text:
                session = self._leaving.pop((spot, 0), None)
                if session is not None and text != before.get(spot):
                    self._layers += 1
                    self._leaving[spot, self._layers] = session
                    written += self._lines.line(spot, before[spot], self._layers)
                written += self._lines.line(spot, text)
        self._write(written)

    def _write(self, data: bytes) -> None:
        if not data:
            return
        try:
            if self._descriptor < 0 or self._size > LARGEST:
                self._begin()
            else:
                self._put(data)
        except OSError as error:
            self.refused = reason(error)
            self._shut()  # the file may end in half a line: the next one goes to a new file
        else:
            self.refused = ""

    def _begin(self) -> None:
        """Begin a file with all texts, and delete the files before it."""
        descriptor = self._descriptor
        path = made(self._folder) / f"{secrets.token_hex(8)}{_ENDING}"
        self._descriptor = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        if descriptor >= 0:
            os.close(descriptor)
        self._files.append(path)
        self._size = 0
        with contextlib.suppress(OSError):  # some file systems have no locks
            hold(self._descriptor)
        self._put(self._lines.whole())
        self._take_away(less=1)

    def _put(self, data: bytes) -> None:
        if self._append(self._descriptor, data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._size += len(data)

    def _empty(self) -> None:
        if self._descriptor < 0:
            self._take_away()
            return
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        self._size = 0

    def _take_away(self, *, less: int = 0) -> None:
        """Delete all files but the last `less`."""
        for path in self._files[: len(self._files) - less]:
            with contextlib.suppress(OSError):
                path.unlink()
            self._files.remove(path)

    def _shut(self) -> None:
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """What sittings that did not end well left: the texts, and the files that hold them."""

    pieces: tuple[Piece, ...] = ()
    files: tuple[Path, ...] = ()
    session_id: str


def typed_folder(state: Path, session_id: str) -> Path:
    """Return the folder for what is being typed in a session."""
    return state / "typed" / key_of(session_id)


def left_over(state: Path, session_id: str) -> LeftOver:
    """Return what killed sittings with a session left, the oldest first. Raises no OSError.

    What somebody is typing in another window does not count. Changes nothing.
    """
    files: list[Path] = []
    pieces: dict[Piece, None] = {}
    for path in _by_age(typed_folder(state, session_id)):
        data = _let_go(path)
        if data is not None:
            files.append(path)
            pieces |= dict.fromkeys(pieces_of(data, session_id)[0])
    return LeftOver(pieces=tuple(pieces), files=tuple(files), session_id=session_id)


def put_away(left: LeftOver, shelf: Path, name: str, now: dt.datetime) -> None:
    """Move what was left over to the backups of the session whose file is called `name`.

    Raises OSError. What could not be moved counts as left over the next time too.
    """
    for path in left.files:
        data = bounded_read.read_bytes(path)
        pieces, wrong = pieces_of(data, left.session_id)
        kept = readable(pieces).encode(errors="replace")
        if wrong:
            kept += b"\nThis could not be understood:\n\n" + data
        if kept:
            kind = backups.Kind.TYPED
            backups.keep(shelf, kept, kind=kind, name=f"{Path(name).stem}.txt", now=now)
        path.unlink()


def _by_age(folder: Path) -> list[Path]:
    try:
        found = [(path.lstat().st_mtime, path) for path in folder.glob(f"*{_ENDING}")]
    except OSError:
        return []
    return [path for _, path in sorted(found)]


def _let_go(path: Path) -> bytes | None:
    """Return what a file holds, None if a living process holds it or it cannot be read."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return None
    try:
        with contextlib.suppress(OSError):
            if not hold(descriptor):
                return None
        return bounded_read.read_bytes(path)
    except OSError:
        return None
    finally:
        os.close(descriptor)
