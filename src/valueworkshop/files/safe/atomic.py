"""Write a file so that a crash or a power cut leaves the old content or the new, never a mix."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valueworkshop.files.safe.file_attributes import Looks, give_extended, give_owner, looks_of
from valueworkshop.files.safe.untracked import keep_out_of_git
from valueworkshop.files.text.problems import ReadOnlyFileError

TEMP: Final = ".valueworkshop-"
"""How the names of temporary files begin. They are beside the file, for a short time."""

PRIVATE: Final = 0o600
"""The mode of a new file: only its owner may read it. A workshop holds votes and names."""

FOR_OTHERS: Final = 0o644
"""The mode of a new file that is made for others to read, as far as the user's umask allows it."""

UNTRACKED: Final = f"{TEMP}*"
"""The pattern by which git ignores such names, and others that are there only for a while."""

_NEW: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_INTO: Final = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_LINKS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_FOLDER_SYNC: Final = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}

_FIXED: Final = {errno.EBUSY, errno.EXDEV}
"""What the system says about a file that is mounted by itself: no other file can replace it."""

_HELD_OPEN: Final = {5, 32, 33}
"""What Windows says while another program reads the file: no access, shared, locked."""

_WAITS: Final = 40
_PAUSE: Final = 0.05
"""How often, and how many seconds each time, we wait for that program: two seconds in all."""


class UnsyncedError(OSError):
    """All is written, but the disk has not confirmed it: a power cut may bring back the old."""


class OvertakenError(OSError):
    """Somebody else changed the file while we wrote what was to replace it: theirs is there."""


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not there on Windows

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone leaves data in the drive there
    else:
        os.fsync(descriptor)


@dataclass(frozen=True, slots=True)
class Calls:
    """The system calls that writing makes, in one place so that tests can let each of them fail."""

    open: Callable[..., int] = os.open
    write: Callable[..., int] = os.write
    chmod: Callable[..., None] = os.chmod
    sync: Callable[[int], None] = _sync
    close: Callable[[int], None] = os.close
    replace: Callable[[Path, Path], None] = os.replace
    link: Callable[[Path, Path], None] = os.link
    unlink: Callable[[Path], None] = os.unlink
    pause: Callable[[float], None] = time.sleep


SYSTEM: Final = Calls()


def write(
    path: Path,
    data: bytes,
    calls: Calls = SYSTEM,
    *,
    looks: Looks | None = None,
    mode: int = PRIVATE,
    still: Callable[[], bool] | None = None,
) -> None:
    """Replace what the file holds by `data`. A link still leads to the file.

    The file keeps its mode, and its owner, group and extended attributes as far as we may set them.
    A file that does not exist yet gets `looks`, or `mode` if there are none. Raises OSError, naming
    the file, with the old content still there; or UnsyncedError with the new content there. Raises
    ReadOnlyFileError for a file that is marked read-only, though a rename could replace it.

    A slow disk may take seconds. If `still` returns False just before the file is replaced, it is
    not replaced, and we raise OvertakenError.
    """
    with _naming(path):
        target = _followed(path)
        found = _looks(target)
        temp = _written_beside(target, data, found or looks, mode, calls)
        if still is not None and not still():
            _discard(temp, calls)
            raise OvertakenError(errno.EAGAIN, "somebody else is changing the file", str(target))
        _replace(target, data, temp, calls, is_there=found is not None)


def _replace(target: Path, data: bytes, temp: Path, calls: Calls, *, is_there: bool) -> None:
    try:
        _moved(temp, target, calls)
    except OSError as error:
        if error.errno not in _FIXED or not is_there:
            _discard(temp, calls)
            raise
        _poured(data, target, temp, calls)
    except BaseException:
        _discard(temp, calls)
        raise
    _confirm(target, calls)


def create(
    path: Path,
    data: bytes,
    calls: Calls = SYSTEM,
    *,
    looks: Looks | None = None,
    mode: int = PRIVATE,
) -> None:
    """Make a new file that holds `data`, and holds all of it from the first moment.

    It gets `looks`, those of the file it is a copy of, as far as we may set them, or `mode` if
    there are none. Raises FileExistsError if anything has that name already, else OSError; both
    name the file.
    """
    with _naming(path):
        _create(path, data, calls, looks, mode)


def _create(path: Path, data: bytes, calls: Calls, looks: Looks | None, mode: int) -> None:
    temp = _written_beside(path, data, looks, mode, calls)
    try:
        calls.link(temp, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _put_under(path, temp, calls)
    finally:
        _discard(temp, calls)
    _confirm(path, calls)


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Make an error name the file that the caller passed, not a temporary one, nor none."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def make_folder(folder: Path, mode: int = 0o777, *, safe: int = 1, calls: Calls = SYSTEM) -> None:
    """Make a folder, and the folders above it that are missing.

    The names of all folders made here outlive a power cut, and so do the names of the last `safe`
    levels of the path. With `safe` 0 we wait for no disk. Raises OSError.
    """
    levels = [folder, *folder.parents]
    missing = [each for each in levels if not each.is_dir()]
    for each in reversed(missing):
        try:
            each.mkdir(mode=mode, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(each)) from error
    for each in dict.fromkeys([*missing, *levels[:safe]]) if safe else ():
        with contextlib.suppress(OSError):  # a disk that fails will say so at the file itself
            _sync_folder(each.parent, calls)


def _put_under(path: Path, temp: Path, calls: Calls) -> None:
    """Rename `temp` to a free name, on a file system without hard links.

    An empty file takes the name first, so that we replace nobody else's file; `temp` replaces it.
    """
    calls.close(calls.open(path, _NEW, PRIVATE))
    try:
        _moved(temp, path, calls)
    except BaseException:
        _discard(path, calls)
        raise


def _followed(path: Path) -> Path:
    """Return where a link leads, even if nothing is there. Raises OSError for a circle of links."""
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(path))


def _looks(target: Path) -> Looks | None:
    """Return the looks of a file that we may write, None for no file. Raises OSError otherwise."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(target))
    if not found.st_mode & 0o222:
        raise ReadOnlyFileError(errno.EACCES, "the file is read-only", str(target))
    if not _may_write(target):
        if hasattr(os, "statvfs") and os.statvfs(target).f_flag & os.ST_RDONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(target))
        raise PermissionError(errno.EACCES, "the file is read-only to you", str(target))
    return looks_of(target, found)


def _may_write(path: Path) -> bool:
    if os.access in os.supports_effective_ids:
        return os.access(path, os.W_OK, effective_ids=True)
    return os.access(path, os.W_OK)


def _written_beside(
    target: Path, data: bytes, looks: Looks | None, mode: int, calls: Calls
) -> Path:
    """Write `data` to a new file in the target's folder, safe on the disk, and return its path."""
    keep_out_of_git(target.parent, UNTRACKED)
    temp = target.parent / f"{TEMP}{os.urandom(8).hex()}.tmp"
    _written(temp, data, looks, calls, mode)
    return temp


def _written(
    path: Path, data: bytes, looks: Looks | None, calls: Calls, mode: int = PRIVATE
) -> None:
    # What replaces a private file is private from the start.
    descriptor = calls.open(path, _NEW, mode if looks is None else PRIVATE)
    try:
        try:
            _fill(descriptor, data, calls)
            if looks is not None:
                fitting = give_owner(descriptor, looks)
                calls.chmod(descriptor if os.chmod in os.supports_fd else path, fitting)
                give_extended(descriptor, looks)
            calls.sync(descriptor)
        finally:
            calls.close(descriptor)
    except BaseException:
        _discard(path, calls)
        raise


def _fill(descriptor: int, data: bytes, calls: Calls) -> None:
    left = memoryview(data)
    while left:
        left = left[calls.write(descriptor, left) :]


def _moved(temp: Path, target: Path, calls: Calls) -> None:
    """Rename `temp` to the target. On Windows, wait while another program has the target open."""
    for _ in range(_WAITS):
        try:
            calls.replace(temp, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_OPEN:
                raise
        else:
            return
        calls.pause(_PAUSE)
    calls.replace(temp, target)


def _poured(data: bytes, target: Path, temp: Path, calls: Calls) -> None:
    """Write `data` into a file that cannot be replaced by a rename.

    Until that is done, `temp` holds all of `data`, safe on the disk. If writing fails, we put the
    old content back and leave `temp` for the sweep, which moves it to the backups: nobody knows
    what a disk holds after it has failed.
    """
    doubtful = False
    try:
        _sync_folder(temp.parent, calls)
        before = target.read_bytes()
        descriptor = calls.open(target, _INTO)
        try:
            _make_room(descriptor, len(before), len(data))
            doubtful = True
            _over(descriptor, data, calls)
            doubtful = False
        except OSError:
            with contextlib.suppress(OSError):
                _over(descriptor, before, calls)
            raise
        finally:
            calls.close(descriptor)
    finally:
        if not doubtful:
            _discard(temp, calls)


def _make_room(descriptor: int, before: int, after: int) -> None:
    """Have the disk reserve room for a file that grows. Raises OSError before anything changes."""
    if after > before and hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, before, after - before)


def _over(descriptor: int, data: bytes, calls: Calls) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    _fill(descriptor, data, calls)
    os.ftruncate(descriptor, len(data))
    calls.sync(descriptor)


def _discard(temp: Path, calls: Calls) -> None:
    """Remove a temporary file. One that stays does no harm, compared with the error at hand."""
    with contextlib.suppress(OSError):
        calls.unlink(temp)


def _confirm(path: Path, calls: Calls) -> None:
    """Make the new name safe: without this, a power cut can bring the old file back."""
    try:
        _sync_folder(path.parent, calls)
    except OSError as error:
        raise UnsyncedError(error.errno, error.strerror, str(path)) from error


def _sync_folder(folder: Path, calls: Calls) -> None:
    if os.name == "nt":
        return
    try:
        descriptor = calls.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # a folder that we may write to but not list
    try:
        calls.sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        calls.close(descriptor)
