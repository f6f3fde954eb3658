"""Write a report to a file, and never replace another one without being asked to."""

import os
from itertools import count
from pathlib import Path

from valueworkshop.files.safe import atomic


def write_beside(
    session_path: Path, made: str | bytes, suffix: str = ".md", mode: int = atomic.FOR_OTHERS
) -> Path:
    """Write a report beside its session; return the path.

    A file of that name with the same content stays, unless more people may read it than `mode`
    allows. A file with another content stays too, and the report gets a number. Raises OSError.
    """
    data = made.encode() if isinstance(made, str) else made
    for number in count(1):
        name = session_path.stem if number == 1 else f"{session_path.stem}-{number}"
        path = session_path.with_name(name + suffix)
        try:
            atomic.create(path, data, mode=mode)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == data and not _opener(path, mode):
                return path
        else:
            return path
    raise AssertionError  # count does not end


def _opener(path: Path, mode: int) -> bool:
    """Whether more people may read a file than `mode` allows."""
    return os.name != "nt" and bool(path.stat().st_mode & 0o044 & ~mode)
