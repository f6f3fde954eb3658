"""What to do if a workshop cannot be saved: try again, save elsewhere, or copy its text."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.files.home.sessions_folder import free_path, listed
from valueworkshop.files.safe.state_folder import refusal
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.tui.app.served import Served
from valueworkshop.tui.widgets.box import Box, Page, Problem
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, HELP_WRITING, key_lines
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.sturdy_app import OPENING
from valueworkshop.tui.widgets.writing import Line
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

AGAIN, ELSEWHERE, COPY, PRINT = "again", "elsewhere", "copy", "print"

_ENDS = (os.sep, os.altsep or os.sep)
"""What the path of a folder ends with."""

_TAKEN = "There is already a file of this name. Choose another one: we never replace a file."


class Rescue:
    """Does to the open workshop what a screen or a command asks for."""

    def __init__(self, app: Served, sitting: Sitting) -> None:
        """Act for a sitting of the app."""
        self._app = app
        self._sitting = sitting

    def commands(self) -> Iterator[SystemCommand]:
        """Yield what the command palette lists."""
        yield SystemCommand(
            "Save elsewhere", "Continue in a new file; the old one stays as it is", self.elsewhere
        )
        yield SystemCommand("Copy all text", "Copy the whole workshop to the clipboard", self.copy)
        yield SystemCommand(
            "Save again", "Try once more; if the folder is gone, make it again", self.again
        )
        yield SystemCommand(
            "Print all text at the end", "In this terminal, after you quit", self.print_later
        )

    def ask(self) -> None:
        """Ask what to do."""

        def chosen(choice: str | None) -> None:
            if choice is not None:
                doing = {AGAIN: self.again, ELSEWHERE: self.elsewhere, COPY: self.copy}
                doing.get(choice, self.print_later)()

        if not isinstance(self._app.screen, UnsavedScreen):
            self._app.push_screen(UnsavedScreen(self._sitting), chosen)

    def again(self) -> None:
        """Save once more."""
        self._app.settle()
        self._app.run_worker(self._again())

    def elsewhere(self) -> None:
        """Ask for another file, and go on there."""
        self._app.settle()
        self._app.run_worker(self._elsewhere(), group=OPENING)

    def copy(self) -> None:
        """Copy the whole workshop to the clipboard."""
        if text := self._text():
            self._app.copy_to_clipboard(text)
            self._say(
                f"Copied {len(text):,} letters, if your terminal lets programs copy. If not, "
                "`: Print all text at the end` prints them after you quit."
            )

    def print_later(self) -> None:
        """Print the whole workshop when the user leaves the app."""
        if self._text():
            self._app.print_at_end = True
            self._say("After you quit, all text will be printed in this terminal.")

    def _text(self) -> str:
        self._app.settle()
        try:
            return self._sitting.text()
        except FileProblem as error:
            self._say(f"Could not copy: {error.problems[0].message}.")
            return ""

    async def _again(self) -> None:
        self._say(await asyncio.to_thread(self._sitting.write_again))

    async def _elsewhere(self) -> None:
        proposed = await asyncio.to_thread(proposal, self._sitting.path, self._app.folder)
        await self._app.push_screen(ElsewhereScreen(self._sitting, proposed), self._moved)

    def _moved(self, path: Path | None) -> None:
        if path is not None:
            self._say(f"Saved to {path}. You now work in that file.")

    def _say(self, text: str) -> None:
        for screen in self._app.screen_stack:
            if isinstance(screen, WorkshopScreen):
                screen.say(text)


class UnsavedScreen(ModalScreen[str]):
    """Says why a workshop cannot be saved and where its text is, and asks what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", f"dismiss('{AGAIN}')", "Try again", id="unsaved.again"),
        Binding("s", f"dismiss('{ELSEWHERE}')", "Save elsewhere", id="unsaved.elsewhere"),
        Binding("c", f"dismiss('{COPY}')", "Copy all", id="unsaved.copy"),
        Binding("p", f"dismiss('{PRINT}')", "Print at the end", show=False, id="unsaved.print"),
        Binding("escape", "dismiss(None)", "Go on", id="unsaved.close"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = "UnsavedScreen { align: center middle; }"

    def __init__(self, sitting: Sitting) -> None:
        """Ask about the workshop of a sitting."""
        super().__init__()
        self._sitting = sitting

    def compose(self) -> ComposeResult:
        """Lay out what is wrong, and what each key does."""
        status = self._sitting.saver.status
        safe = (
            "A draft of it is on this computer: you get it back when you open this again."
            if status.drafted
            else f"It is only in memory: {status.unprotected or 'there is no draft'}."
        )
        with Page("This workshop cannot be saved"):
            yield Static(Content(clean(f"{status.reason}: {status.path.name}")), classes="about")
            yield Static(Content(clean(f"{safe} We keep trying to save.")), classes="about")
            yield Static(
                key_lines(
                    self,
                    {
                        "unsaved.again": "try again; if the folder is gone, make it again",
                        "unsaved.elsewhere": "save somewhere else, and continue there",
                        "unsaved.copy": "copy all text to the clipboard",
                        "unsaved.print": "print all text here after you quit",
                        "unsaved.close": "carry on without saving for now",
                    },
                )
            )
            yield Static(Content(clean(f"\n{status.path}")), classes="muted")
        yield KeyBar()


class ElsewhereScreen(ModalScreen[Path]):
    """Asks for a path until the workshop is saved there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save there", id="elsewhere.save"),
        Binding("escape", "dismiss(None)", "Back", id="elsewhere.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = "ElsewhereScreen { align: center middle; }"

    def __init__(self, sitting: Sitting, proposed: Path) -> None:
        """Ask where to save the workshop of a sitting, and propose a path."""
        super().__init__()
        self._sitting = sitting
        self._proposed = proposed
        self._saving = False

    def compose(self) -> ComposeResult:
        """Lay out question and line."""
        with Box("Where do you want to save this workshop?", "the old file stays as it is"):
            yield Static(Content("Type a file or a folder."), classes="about")
            yield LongLine(clean(str(self._proposed)), id="path")
            yield Problem(id="wrong")
        yield KeyBar()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save to the path in the line, once: a second time the new file would be in the way."""
        if not self._saving:
            self._saving = True
            self.run_worker(self._save(self.query_one(Line).value), group=OPENING)

    async def _save(self, typed: str) -> None:
        try:
            await self._save_there(typed)
        finally:
            self._saving = False

    async def _save_there(self, typed: str) -> None:
        self._tell("Saving …")
        try:
            here, ends_as_folder = self._typed_path(typed), one_line(typed).endswith(_ENDS)
            path = await asyncio.to_thread(meant, here, self._sitting.path, folder=ends_as_folder)
            document = await asyncio.to_thread(self._sitting.write_elsewhere, path)
        except FileExistsError:
            self._tell(_TAKEN)
        except OSError as error:
            self._tell(f"It cannot be saved there: {reason(error)}.")
        except (ValueError, RuntimeError):  # such as ~nobody
            self._tell("A file cannot have this name.")
        except FileProblem as error:
            self._tell(f"It cannot be saved there: {error.problems[0].message}.")
        else:
            self._sitting.go_on_in(path, document)
            self.dismiss(path)

    def _typed_path(self, typed: str) -> Path:
        # The path on screen may be cleaned: if it is unchanged, the user means the path itself.
        unchanged = typed == clean(str(self._proposed))
        return self._proposed if unchanged else Path(one_line(typed)).expanduser()

    def _tell(self, text: str) -> None:
        self.query_one(Problem).tell(clean(text))


def meant(typed: Path, before: Path, *, folder: bool = False) -> Path:
    """Return the file that somebody means: for a folder, the file in it with the name of `before`.

    The name is one that the library lists. A `folder` need not exist yet. Raises OSError and
    ValueError if we cannot look at the path.
    """
    path = Path.cwd() / typed
    if folder or path.is_dir():
        path = path / before.name
    return path.with_name(listed(path.name))


def proposal(before: Path, folder: Path) -> Path:
    """Return a path for a new file that can be written, else one in the user's home.

    It is beside `before`, which gives the name, or in `folder`, or wherever there is room.
    """
    folders = (before.parent, folder, Path.home(), Path(tempfile.gettempdir()))
    good = (each for each in folders if os.path.isdir(each) and not refusal(each))  # noqa: PTH112 - never raises
    found = next(good, Path.home())
    try:
        return free_path(found, listed(before.name))
    except OSError:
        return found / listed(before.name)
