"""Where the view file of a session is, and which session was open last."""

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ENDING: Final = ".json"


def view_folder(state: Path) -> Path:
    """Return the folder of view files, which need not exist."""
    return state / "projector"


def view_path(state: Path, path: Path) -> Path:
    """Return the path of the view file for a session's file, whether it exists or not."""
    name = hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
    return view_folder(state) / f"{name}{ENDING}"


def opened_last(state: Path, paths: Iterable[Path]) -> Path | None:
    """Return which of these sessions' files was last open here, None if we know of none.

    Reads no file: the time at which each view was written is enough.
    """
    found: dict[Path, int] = {}
    for path in paths:
        with contextlib.suppress(OSError):
            found[path] = view_path(state, path).stat().st_mtime_ns
    return max(found, key=found.__getitem__, default=None)
