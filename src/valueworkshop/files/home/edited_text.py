"""A text in the user's own editor: which editor that is, and the private file that it gets."""

import os
import shlex
import signal
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from valueworkshop.core.clean_text import LONGEST, clean, one_line
from valueworkshop.files.safe.state_folder import made
from valueworkshop.files.text.bounded_read import TooLargeError, read_bytes
from valueworkshop.files.text.problems import reason

VARIABLES: Final = ("VISUAL", "EDITOR")
"""Name the editor; the first that is set counts."""

FOLDER: Final = "edited"
"""In the state folder: the files that editors have now, and those that could not be taken."""

_MOST_BYTES: Final = 4 * LONGEST


class EditorError(Exception):
    """Says in one sentence why there is no editor, or why a text cannot be taken from it."""


def editor_of(env: Mapping[str, str]) -> list[str]:
    """Return the words of the command that starts the editor, at least one. No shell reads them.

    Raises EditorError.
    """
    variable = next((name for name in VARIABLES if env.get(name, "").strip()), "")
    if not variable:
        raise EditorError("Which editor? Set the variable EDITOR to it, such as nano, and restart.")
    try:
        words = shlex.split(env[variable], posix=os.name != "nt")
    except ValueError:
        raise EditorError(f"{variable} has a quote that never ends, so no editor opened.") from None
    if not words:
        raise EditorError(f"{variable} is empty, so no editor opened.")
    return [word.strip('"') for word in words] if os.name == "nt" else words


def hand_out(text: str, state: Path) -> Path:
    """Write a text into a new file that only this user can read; return its path.

    Raises EditorError.
    """
    try:
        folder = made(state / FOLDER)
        number, name = tempfile.mkstemp(prefix="note-", suffix=".txt", dir=folder)
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            file.write(f"{text}\n")
    except OSError as error:
        why = f"{one_line(str(state))}: {reason(error)}"
        raise EditorError(f"Your text could not be given to the editor ({why}).") from error
    return Path(name)


def taken_back(path: Path) -> str:
    """Return the text of a file, cleaned, without line ends after it. Raises EditorError."""
    try:
        text = read_bytes(path, _MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EditorError("The editor's file is not UTF-8.") from None
    except TooLargeError:
        raise EditorError(_TOO_LONG) from None
    except OSError as error:
        raise EditorError(f"The editor's file cannot be read: {reason(error)}.") from error
    text = clean(text).rstrip("\n")
    if len(text) > LONGEST:
        raise EditorError(_TOO_LONG)
    return text


def end_in_words(code: int | None) -> str:
    """Say how an editor ended, if not well; '' if it did."""
    if not code:
        return ""
    if code < 0:
        return f"A signal ended your editor ({signal.Signals(-code).name})."
    return f"Your editor ended with an error (exit code {code})."


def not_started(command: str, error: OSError) -> str:
    """Say why a program could not be started."""
    if isinstance(error, FileNotFoundError):
        return f"There is no program {one_line(command)}."
    return f"{one_line(command)} could not be started: {reason(error)}."


_TOO_LONG: Final = f"The editor's file has more than the {LONGEST:,} letters that a field takes."


def put_away(path: Path) -> None:
    """Delete a file, and what an editor left beside it under its name: copies, swap files."""
    for each in path.parent.glob(f"*{path.name}*"):
        with suppress(OSError):
            each.unlink()


def left_over(state: Path) -> tuple[Path, ...]:
    """Return the files of editors that are still there."""
    return tuple(sorted((state / FOLDER).glob("*")))
