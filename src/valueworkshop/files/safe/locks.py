"""Locks between processes: one on an open file, the turn to save, the seat at a workshop.

The system releases each when the process ends, however it ends.
"""

import contextlib
import errno
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from valueworkshop.files.safe.state_folder import made

WAITS: Final = 200
"""How often we try to get our turn,"""

PAUSE: Final = 0.01
"""and seconds between two tries: two seconds in all. A save takes a few hundredths."""

_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)

_HELD: Final = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}
"""What the system says if somebody else has locked a file."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # others cannot read locked bytes there, so we lock one behind all content

    def hold(descriptor: int) -> bool:
        """Lock the open file; return whether nobody else holds it.

        Raises OSError if it cannot tell.
        """
        place = os.lseek(descriptor, 0, os.SEEK_CUR)
        try:
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            return False
        finally:
            os.lseek(descriptor, place, os.SEEK_SET)
        return True

else:
    import fcntl

    def hold(descriptor: int) -> bool:
        """Lock the open file; return whether nobody else holds it.

        Raises OSError if it cannot tell.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            return False
        return True


@contextlib.contextmanager
def turn(state: Path, path: Path, pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Be the only window on this computer that saves the file at `path`.

    Raises OSError if another one takes too long. If we cannot lock anything, because the state
    folder is full or read-only, we go on without: we compare what is on the disk anyway.
    """
    descriptor = None
    with contextlib.suppress(OSError):
        descriptor = _opened(state / "turns", path)
    try:
        if descriptor is not None:
            for _ in range(WAITS):
                if _held(descriptor):
                    break
                pause(PAUSE)
            else:
                raise OSError(errno.EAGAIN, "another window is saving it", str(path))
        yield
    finally:
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)


class Seat:
    """The lock on one open workshop. A process that dies releases it, however it dies.

    `shared` says that another window has the workshop open already; then we hold no lock. If we
    cannot lock anything, because the state folder is full or read-only, we assume that nobody else
    is there.
    """

    def __init__(self, state: Path, path: Path) -> None:
        """Take the lock if nobody holds it."""
        self.shared = False
        self._descriptor = -1
        with contextlib.suppress(OSError):
            self._descriptor = _opened(state / "seats", path)
            self.shared = not hold(self._descriptor)

    def leave(self) -> None:
        """Release the lock, so that another window can take it."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1


def _opened(folder: Path, path: Path) -> int:
    """Open the lock file for `path` in a folder of locks of one sort. Raises OSError.

    It stays when nobody holds it: if we deleted it, two windows could hold two files of one name.
    """
    name = hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
    return os.open(made(folder) / f"{name}.lock", _FLAGS, 0o600)


def _held(descriptor: int) -> bool:
    """Lock the open file. On a file system without locks, return True as if we had."""
    try:
        return hold(descriptor)
    except OSError:
        return True
