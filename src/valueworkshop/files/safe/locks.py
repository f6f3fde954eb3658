"""Locks between processes: a file held for oneself, the turn to save, the seat at a workshop.

The system lets go of each when the process ends, however it ends.
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
"""How many times a turn is waited for,"""

PAUSE: Final = 0.01
"""with so many seconds in between: two seconds in all. A save takes a few hundredths."""

_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)

_HELD: Final = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}
"""What the system says where somebody else holds a file."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # what is locked there cannot be read by others, so it lies behind all content

    def hold(descriptor: int) -> bool:
        """Hold the open file; return whether nobody else does. Raises OSError for no such lock."""
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
        """Hold the open file; return whether nobody else does. Raises OSError for no such lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            return False
        return True


@contextlib.contextmanager
def turn(state: Path, path: Path, pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Be the only one of this computer who saves the file at `path`.

    Raises OSError where another one takes too long. Where nothing can be held, for the state
    folder is full or read-only, one goes on alone: what is on the disk is compared anyway.
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
    """The seat at one file. A process that dies leaves it, however it dies.

    `shared` says that another window had it already; then this one holds nothing. Where nothing
    can be held, for the state folder is full or read-only, nobody is known to be there.
    """

    def __init__(self, state: Path, path: Path) -> None:
        """Take the seat if it is free."""
        self.shared = False
        self._descriptor = -1
        with contextlib.suppress(OSError):
            self._descriptor = _opened(state / "seats", path)
            self.shared = not hold(self._descriptor)

    def leave(self) -> None:
        """Let another window have it."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1


def _opened(folder: Path, path: Path) -> int:
    """Open the file that stands for `path` among locks of one sort. Raises OSError.

    It stays when nobody holds it: taking it away would let two hold two files of one name.
    """
    name = hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
    return os.open(made(folder) / f"{name}.lock", _FLAGS, 0o600)


def _held(descriptor: int) -> bool:
    """Hold what is open; also where the file system knows no such thing."""
    try:
        return hold(descriptor)
    except OSError:
        return True
