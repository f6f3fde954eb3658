"""Writing a file so that a crash or a power cut leaves the old content or the new, never else."""

import contextlib
import errno
import os
import secrets
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TEMP: Final = ".valueworkshop-"
"""What the names of temporary files begin with. They stand beside the file, for a short time."""

_NEW: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_NO_LINKS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_FOLDER_SYNC: Final = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not there on Windows

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone leaves data in the drive there
    else:
        os.fsync(descriptor)


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls to the system that writing makes, so that tests can let each of them fail."""

    open: Callable[..., int] = os.open
    write: Callable[..., int] = os.write
    chmod: Callable[..., None] = os.chmod
    sync: Callable[[int], None] = _sync
    close: Callable[[int], None] = os.close
    replace: Callable[[Path, Path], None] = os.replace
    link: Callable[[Path, Path], None] = os.link
    unlink: Callable[[Path], None] = os.unlink


SYSTEM: Final = Calls()


def write(path: Path, data: bytes, calls: Calls = SYSTEM) -> None:
    """Put `data` into the file in place of what it held; a link keeps leading to it.

    Raises OSError; then the old content is still there, or, where only the last step failed (the
    folder could not be made safe against a power cut), the new. A file that is marked read-only
    raises PermissionError, though a rename could replace it.
    """
    target = _followed(path)
    try:
        found = target.stat()
    except FileNotFoundError:
        mode = None
    else:
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(target))
        if not (found.st_mode & 0o222 and _may_write(target)):
            raise PermissionError(errno.EACCES, "the file is read-only", str(target))
        mode = stat.S_IMODE(found.st_mode)
    temp = _written_beside(target, data, mode, calls)
    try:
        calls.replace(temp, target)
    except BaseException:
        _discard(temp, calls)
        raise
    _sync_folder(target.parent, calls)


def create(path: Path, data: bytes, calls: Calls = SYSTEM) -> None:
    """Make a new file that holds `data`, whole from the first moment.

    Raises FileExistsError where anything has that name already, and OSError otherwise.
    """
    temp = _written_beside(path, data, None, calls)
    try:
        calls.link(temp, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _written(path, data, None, calls)  # some file systems know no hard links
    finally:
        _discard(temp, calls)
    _sync_folder(path.parent, calls)


def _followed(path: Path) -> Path:
    """Return what a link leads to, even if that is missing; a circle of links is OSError."""
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(path))


def _may_write(path: Path) -> bool:
    if os.access in os.supports_effective_ids:
        return os.access(path, os.W_OK, effective_ids=True)
    return os.access(path, os.W_OK)


def _written_beside(target: Path, data: bytes, mode: int | None, calls: Calls) -> Path:
    """Return a new file in the target's folder that holds `data`, safe on the disk."""
    temp = target.parent / f"{TEMP}{secrets.token_hex(8)}.tmp"
    _written(temp, data, mode, calls)
    return temp


def _written(path: Path, data: bytes, mode: int | None, calls: Calls) -> None:
    # What replaces a private file is private from the start.
    descriptor = calls.open(path, _NEW, 0o644 if mode is None else 0o600)
    try:
        try:
            left = memoryview(data)
            while left:
                left = left[calls.write(descriptor, left) :]
            if mode is not None:
                calls.chmod(descriptor if os.chmod in os.supports_fd else path, mode)
            calls.sync(descriptor)
        finally:
            calls.close(descriptor)
    except BaseException:
        _discard(path, calls)
        raise


def _discard(temp: Path, calls: Calls) -> None:
    """Take a temporary file away; one that stays does no harm beside the error that matters."""
    with contextlib.suppress(OSError):
        calls.unlink(temp)


def _sync_folder(folder: Path, calls: Calls) -> None:
    """Make the new name safe: without this a power cut can bring the old file back."""
    if os.name == "nt":
        return
    try:
        descriptor = calls.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # a folder one may write to but not list
    try:
        calls.sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        calls.close(descriptor)
