"""Holding an open file for oneself. The system lets go when the process ends, however it ends."""

import errno
import sys

if sys.platform == "win32":
    import msvcrt
    import os

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


_HELD = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}
