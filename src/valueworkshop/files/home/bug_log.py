"""The last bug that ended the program, for `doctor --report`: where it was, and nobody's text."""

import contextlib
import datetime as dt
import traceback
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Final

from valueworkshop import __version__
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.state_folder import made
from valueworkshop.files.text.bounded_read import read_bytes

NAME: Final = "last-bug.txt"

_MOST_CALLS: Final = 40
_MOST_BYTES: Final = 100_000


def note(error: BaseException, state: Path) -> None:
    """Write down a bug in the state folder, in place of the one before. A full disk is no error."""
    when = dt.datetime.now(dt.UTC)
    lines = [f"{when:%Y-%m-%d %H:%M} UTC, valueworkshop {__version__}", *_described(error)]
    with contextlib.suppress(OSError):
        atomic.write(made(state) / NAME, "".join(f"{line}\n" for line in lines).encode())


def noted(state: Path) -> str:
    """Return what we wrote down about the last bug, '' for none."""
    try:
        return read_bytes(state / NAME, _MOST_BYTES).decode(errors="replace").strip()
    except OSError:
        return ""


def _described(error: BaseException) -> Iterator[str]:
    """Yield the kind of an error and its latest calls, then those of the error it came from.

    We leave out messages, which may quote what people wrote, and folders, which may name people.
    """
    for _ in range(3):
        yield type(error).__name__
        for frame in traceback.extract_tb(error.__traceback__)[-_MOST_CALLS:]:
            yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        origin = error.__cause__ or getattr(error, "error", None)  # Textual's of a worker
        if not isinstance(origin, BaseException):
            return
        error = origin


def _place(filename: str) -> str:
    """Return the path of a module of ours from our package on, of others the name."""
    parts = PurePath(filename).parts
    ours = [at for at, part in enumerate(parts) if part == "valueworkshop"]
    return "/".join(parts[ours[-1] :] if ours else parts[-1:])
