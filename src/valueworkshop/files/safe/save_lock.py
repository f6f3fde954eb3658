"""One at a time: between reading a file and replacing it, no other window of ours may save it."""

import contextlib
import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from valueworkshop.files.safe.file_lock import hold
from valueworkshop.files.safe.state_folder import made

WAITS: Final = 200
"""So often a turn is waited for,"""

PAUSE: Final = 0.01
"""with so many seconds in between: two seconds in all. A save takes a few hundredths."""

_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@contextlib.contextmanager
def turn(state: Path, path: Path, pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Be the only one of this computer who saves the file at `path`.

    Raises OSError where another one takes too long. Where nothing can be held, for the state
    folder is full or read-only, one goes on alone: what is on the disk is compared anyway.
    """
    descriptor = _opened(state, path)
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


def _opened(state: Path, path: Path) -> int | None:
    # The file that is held stays: taking it away would let two hold two files of one name.
    name = hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
    try:
        return os.open(made(state / "turns") / f"{name}.lock", _FLAGS, 0o600)
    except OSError:
        return None


def _held(descriptor: int) -> bool:
    """Hold what is open; also where the file system knows no such thing."""
    try:
        return hold(descriptor)
    except OSError:
        return True
