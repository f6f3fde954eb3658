"""A text goes into the user's own editor and comes back. The app steps aside, and runs on."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from valueworkshop.core.clean_text import one_line
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
from valueworkshop.tui.app.served import Served
from valueworkshop.tui.app.signals import deaf_to_the_keyboard
from valueworkshop.tui.widgets.fields import say_on
from valueworkshop.tui.widgets.writing import Line, Writing

LOOKS: Final = 1.0
"""Seconds between two looks at the file: a kill takes what was saved since the last one at most."""

LEAVES: Final = 2.0
"""Seconds that an editor gets to end when the app must."""

_STAYS: Final = "Your text here stays as it was."


async def edit(app: Served, field: Writing | Line) -> None:
    """Let the user write the text of a field in their own editor, and say what came of it."""
    if app._driver is None or not app._driver.can_suspend:  # noqa: SLF001 - Textual gives no other way
        say_on(
            field.screen, f"No editor can open here: there is no terminal to give to it. {_STAYS}"
        )
        return
    try:
        words = editor_of(os.environ)
        path = hand_out(field.text, state_folder(os.environ, Path.cwd()))
    except EditorError as error:
        say_on(field.screen, f"{error} {_STAYS}")
        return
    away = _Away(app, field, path)
    try:
        wrong = await away.while_editing(words)
        told = away.comes_back(wrong)
    finally:
        away.tidy()
        app.draw_whole()
        app.refresh(layout=True)
    say_on(app.screen, told)


class _Away:
    """A text that is in an editor: what the field held before, and what it got from there."""

    def __init__(self, app: Served, field: Writing | Line, path: Path) -> None:
        """Note what the field holds now; the editor has it in the file at `path`."""
        self._app, self._field, self._path = app, field, path
        self._before = self._now = field.text
        self._seen = self._state()

    async def while_editing(self, words: Sequence[str]) -> str:
        """Give the terminal to the editor until it ends; return what went wrong, '' if nothing."""
        process: Process | None = None
        with self._app.suspend(), _terminal_kept(), deaf_to_the_keyboard(self._app):
            try:
                process = await asyncio.create_subprocess_exec(
                    *words, str(self._path), env=_environment(no_color=self._app.no_color)
                )
                await self._ended(process)
            except OSError as error:
                return not_started(words[0], error)
            except ValueError:  # a zero byte in the variable
                return f"{one_line(words[0])} is no command."
            finally:
                if process is not None and process.returncode is None:
                    await _told_to_end(process)
        return end_in_words(process.returncode)

    async def _ended(self, process: Process) -> None:
        """Wait for the editor's end. What it saves survives a kill: it goes into the field."""
        end = asyncio.create_task(process.wait())
        try:
            while not (await asyncio.wait({end}, timeout=LOOKS))[0]:
                if self._is_ours() and self._state() != self._seen:
                    self._seen = self._state()
                    with contextlib.suppress(EditorError):
                        self._put(taken_back(self._path) or self._before)
                        self._app.note_typed()
        finally:
            end.cancel()

    def comes_back(self, wrong: str) -> str:
        """Put what was written into the field, or what was there before; return what to say."""
        ours = self._is_ours()
        if ours:
            self._put(self._before)
        if wrong:
            return f"{wrong} {_STAYS}{self._kept_if_new()}"
        try:
            text = taken_back(self._path)
        except EditorError as error:
            return f"{error} {_STAYS} The file is kept: {self._path}"
        if not ours:
            return f"The field is not there any more.{self._kept_if_new()}"
        if not text.strip() and self._before.strip():
            return f"The editor's file came back empty. {_STAYS}"
        if text == self._before.rstrip("\n"):
            return (
                "Nothing changed in your editor. If it has a window of its own, tell it to wait, "
                "as in 'code --wait'."
            )
        self._put(text)
        return "Your text is back from your editor."

    def tidy(self) -> None:
        """Delete the file, unless it has words that are in no field."""
        if not self._is_new():
            put_away(self._path)

    def _kept_if_new(self) -> str:
        return f" What the editor saved is kept: {self._path}" if self._is_new() else ""

    def _is_new(self) -> bool:
        """Whether the file has other words than the field had before, and has now."""
        try:
            text = taken_back(self._path)
        except EditorError:
            return self._path.exists()
        return bool(text.strip()) and _on_a_line(text) not in map(
            _on_a_line, (self._before, self._now)
        )

    def _is_ours(self) -> bool:
        """Whether the field is there, and holds what we put into it."""
        return self._field.is_attached and self._field.text == self._now

    def _put(self, text: str) -> None:
        if text != self._now:
            self._field.put(text)
            self._now = self._field.text

    def _state(self) -> tuple[int, int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0, 0)
        return found.st_mtime_ns, found.st_size, found.st_ino


def _on_a_line(text: str) -> str:
    """Return a text as a field of one line holds it."""
    return " ".join(text.rstrip("\n").split("\n"))


def _environment(*, no_color: bool) -> Mapping[str, str]:
    """Return the environment as the user has it: Textual takes NO_COLOR out of it."""
    return {**os.environ, "NO_COLOR": "1"} if no_color else os.environ


async def _told_to_end(process: Process) -> None:
    """Ask an editor to end: the app must, and two programs cannot share a terminal."""
    with contextlib.suppress(ProcessLookupError, TimeoutError):
        process.terminate()
        await asyncio.wait_for(process.wait(), LEAVES)


@contextlib.contextmanager
def _terminal_kept() -> Iterator[None]:
    """Set the terminal as it was: an editor that was killed may have left it raw or silent."""
    if sys.platform == "win32":
        yield
        return
    import termios  # noqa: PLC0415 - not on Windows

    terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
    try:
        before = termios.tcgetattr(terminal)
    except termios.error:
        yield
        return
    try:
        yield
    finally:
        # A program that is not in front is stopped when it sets the terminal; the editor may have
        # put itself in front.
        usual = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        with contextlib.suppress(OSError, termios.error):
            os.tcsetpgrp(terminal, os.getpgrp())
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        signal.signal(signal.SIGTTOU, usual)
