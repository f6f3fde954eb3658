"""Drafts: a whole session in the state folder, for as long as its own file cannot be written."""

import contextlib
import datetime as dt
import json
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.locks import hold
from valueworkshop.files.safe.state_folder import key_of, made
from valueworkshop.files.text import bounded_read

_HEAD: Final = b"# draft "
_LOCK: Final = ".lock"
_MOST: Final = 50
"""How many digests a draft names: each attempt to save that fails may add one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftDraft:
    """A draft that no living process holds.

    `seq` counts up from draft to draft, whatever the clock does. `over` has the digests of what the
    session's file may hold if nobody else has changed it since.
    """

    path: Path
    seq: int
    over: frozenset[str]
    data: bytes


class Draft:
    """The draft of one sitting. Only one thread at a time may use it: see `Drafting.alone`."""

    def __init__(
        self,
        state: Path,
        session_id: str,
        write: Callable[[Path, bytes], None] = atomic.write,
    ) -> None:
        """Begin without a draft."""
        self._folder = drafts_folder(state, session_id)
        self._write = write
        self._path: Path | None = None
        self._lock = -1
        self._seq = 0
        self._data = b""

    def write(self, data: bytes, over: Sequence[str]) -> None:
        """Keep `data`, which could not be saved over a file with one of these digests.

        Only the last digests are named. A power cut leaves this draft or the one before, never half
        of one. Raises OSError.
        """
        if self._path is not None and data == self._data:
            return
        made(self._folder, safe=self._path is None)
        if self._path is None:
            self._seq = max((each.seq for each in _found(self._folder)), default=0)
            path = self._folder / f"{secrets.token_hex(8)}.toml"
            self._hold(path)
        else:
            path = self._path
        self._seq += 1
        head = json.dumps({"seq": self._seq, "over": over[-_MOST:]}).encode()
        self._write(path, b"%b%b\n%b" % (_HEAD, head, data))
        self._path, self._data = path, data

    def discard(self) -> None:
        """Delete the draft: the file holds its content now."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()
                self._path.with_suffix(_LOCK).unlink()
            self._path = None
        self.close()

    def close(self) -> None:
        """End the sitting. If there is a draft, it stays for the next sitting."""
        if self._lock >= 0:
            with contextlib.suppress(OSError):
                os.close(self._lock)
            self._lock = -1

    def _hold(self, path: Path) -> None:
        """Show other windows that this draft belongs to a living process."""
        self.close()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        self._lock = os.open(path.with_suffix(_LOCK), flags, 0o600)
        with contextlib.suppress(OSError):  # some file systems have no locks
            hold(self._lock)


def drafts_folder(state: Path, session_id: str) -> Path:
    """Return the folder of a session's drafts."""
    return state / "drafts" / key_of(session_id)


def left_drafts(state: Path, session_id: str) -> list[LeftDraft]:
    """Return the drafts that killed sittings left, the newest first. Raises no OSError."""
    found = _found(drafts_folder(state, session_id))
    return sorted(
        (draft for draft in found if not _held(draft.path)),
        key=lambda draft: (draft.seq, draft.path.name),
        reverse=True,
    )


def put_drafts_away(drafts: Iterable[LeftDraft], shelf: Path, name: str, now: dt.datetime) -> None:
    """Move drafts to the backups of the session whose file is called `name`. Raises OSError."""
    for draft in drafts:
        if draft.data:
            kind = backups.Kind.DRAFT
            backups.keep(shelf, draft.data, kind=kind, name=name, now=now)
        draft.path.unlink()
        draft.path.with_suffix(_LOCK).unlink(missing_ok=True)


def _found(folder: Path) -> list[LeftDraft]:
    try:
        paths = [path for path in folder.glob("*.toml") if not path.is_symlink()]
    except OSError:
        return []
    drafts = []
    for path in paths:
        with contextlib.suppress(OSError):
            drafts.append(_read(path, bounded_read.read_bytes(path)))
    return drafts


def _read(path: Path, data: bytes) -> LeftDraft:
    """Return a draft.

    If its head is damaged, it counts as the oldest, over nothing, all of it data.
    """
    head, _, rest = data.partition(b"\n")
    try:
        said = json.loads(head.removeprefix(_HEAD))
        seq, over = said["seq"], frozenset(map(str, said["over"]))
        if type(seq) is not int:
            raise TypeError  # noqa: TRY301 - as any other damage
    except (ValueError, TypeError, KeyError, RecursionError):
        return LeftDraft(path=path, seq=0, over=frozenset(), data=data)
    return LeftDraft(path=path, seq=seq, over=over, data=rest)


def _held(path: Path) -> bool:
    """Whether a living process holds this draft."""
    try:
        descriptor = os.open(path.with_suffix(_LOCK), os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        return not hold(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)
