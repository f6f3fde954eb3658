"""A text from the user's own editor, in line mode: the editor has the terminal until it ends."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.files.home.edited_text import (
    EditorError,
    editor_of,
    end_in_words,
    hand_out,
    not_started,
    put_away,
    taken_back,
)
from valueworkshop.files.safe.state_folder import state_folder


def typed_in_editor(begun: str) -> str:
    """Return the text that the user writes, beginning with what is there; '' for none.

    Raises TypedError if there is none to be had; then the file is kept if it has other words.
    """
    try:
        words = editor_of(os.environ)
        path = hand_out(begun, state_folder(os.environ, Path.cwd()))
    except EditorError as error:
        raise TypedError(str(error)) from error
    wrong = _wrong_with(words, path)
    try:
        text = taken_back(path)
    except EditorError as error:
        raise TypedError(f"{wrong or error}{_kept(path)}") from error
    if wrong and text not in ("", begun):
        raise TypedError(f"{wrong}{_kept(path)}")
    put_away(path)
    if wrong:
        raise TypedError(wrong)
    return text


def _wrong_with(words: list[str], path: Path) -> str:
    """Let an editor change a file; say what went wrong, '' if nothing."""
    with _ctrl_c_for_the_editor():
        try:
            done = subprocess.run([*words, str(path)], check=False)  # noqa: S603 - the user's own
        except OSError as error:
            return not_started(words[0], error)
        except ValueError:  # a zero byte in the variable
            return f"{words[0]!r} is no command."
    return end_in_words(done.returncode)


def _kept(path: Path) -> str:
    return f" What the editor saved is kept: {path}" if path.exists() else ""


@contextmanager
def _ctrl_c_for_the_editor() -> Iterator[None]:
    """Do nothing about ctrl+c: it is meant for the program in front of us."""
    usual = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
