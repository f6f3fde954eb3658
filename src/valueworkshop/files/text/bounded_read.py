"""Read a whole file, without ever waiting for a pipe or filling the memory."""

import os
import stat
from pathlib import Path
from typing import Final

LARGEST: Final = 10_000_000
"""No session and no kit has more bytes than this: 10 MB."""

# Opening a pipe that nobody writes to would wait for ever.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotAFileError(OSError):
    """The path is there, but it is a folder, a pipe or a device."""


class TooLargeError(OSError):
    """The file is larger than `LARGEST`."""


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """Return the content of a file. Raises OSError, also NotAFileError and TooLargeError.

    TooLargeError is raised for more than `most` bytes, or, without `most`, for more than `LARGEST`.
    """
    most = LARGEST if most is None else most
    data = _read(path, most, most + 1)  # the file may grow while it is read
    if len(data) > most:
        raise TooLargeError
    return data


def read_head(path: Path, most: int) -> bytes:
    """Return at most the first `most` bytes of a file. Raises as `read_bytes`."""
    return _read(path, LARGEST, most)


def _read(path: Path, largest: int, most: int) -> bytes:
    descriptor = os.open(path, _FLAGS)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise NotAFileError
        if found.st_size > largest:
            raise TooLargeError
        parts = []
        left, lot = most, max(found.st_size, 1 << 12)
        while left > 0 and (part := os.read(descriptor, min(left, lot))):
            parts.append(part)
            left -= len(part)
    finally:
        os.close(descriptor)
    return b"".join(parts)
