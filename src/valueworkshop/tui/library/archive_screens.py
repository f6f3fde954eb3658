"""Tidying up from the library: archive, bin, another title, a copy."""

import asyncio
import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session.ids import Ids
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.library.record import Record
from valueworkshop.tui.library.row_words import spread, title_of
from valueworkshop.tui.library.workshop_table import WorkshopTable
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, HELP_WRITING, shown_key
from valueworkshop.tui.widgets.late import ModalScreen, Screen
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.sturdy_app import OPENING
from valueworkshop.tui.widgets.writing import Line

if TYPE_CHECKING:
    from valueworkshop.library.archive import Away


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to a file: `back` undoes it, and `undone` says so."""

    back: Callable[[], Path]
    undone: str


class KeepingScreen(Screen[None]):
    """The part of the library that moves, copies and renames the file under its cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "archive", "Archive", show=False, id="library.archive"),
        Binding("R", "rename", "Rename", show=False, id="library.rename"),
        Binding("plus", "duplicate", "Duplicate", show=False, id="library.duplicate"),
        Binding("d,delete", "delete", "Delete", show=False, id="library.delete"),
        Binding("w", "put_away", "Archive and bin", show=False, id="library.put_away"),
        Binding("u,ctrl+z", "undo", "Undo", show=False, id="library.undo"),
    ]

    def __init__(self, folder: Path, ids: Ids) -> None:
        """Tidy up in `folder`; copies get their ids from `ids`."""
        super().__init__()
        self.has_spoken = False
        self._folder = folder
        self._ids = ids
        self._done: list[Done] = []
        self._acting = asyncio.Lock()

    @property
    def table(self) -> WorkshopTable:
        """The table of workshops."""
        return self.query_one(WorkshopTable)

    def say(self, text: str) -> None:
        """Show a message above the keys."""
        self.has_spoken = True
        self.query_one("#message", Static).update(Content(clean(text)))

    def _under_cursor(self) -> Record | None:
        record = self.table.current
        if record is None:
            self.say("First go to a workshop in the list.")
        return record

    def _do(
        self,
        act: Callable[[], Path],
        told: Callable[[Path], str],
        back: Callable[[Path], Path],
        undone: str,
    ) -> None:
        """Do something to a file and say what came of it.

        `back` undoes it, given the path that it made, and `undone` says so.
        """

        def done(path: Path) -> str:
            said = told(path)
            self._done.append(Done(lambda: back(path), undone))
            return f"{said} {shown_key(self, 'library.undo')} undoes it."

        self._act(act, done)

    def action_undo(self) -> None:
        """Undo what was last done to a file from here."""

        def back() -> Path:
            return self._done[-1].back()  # only known now: somebody may have typed ahead

        def undone(_: Path) -> str:
            return self._done.pop().undone

        self._act(back, undone, undoes=True)

    @work(group=OPENING)  # what is typed waits for the file, and not yet for the row
    async def _act(
        self, act: Callable[[], Path], done: Callable[[Path], str], *, undoes: bool = False
    ) -> None:
        """Change a file, say what `done` returns, and look at the folder again.

        One act after the other, none instead of another: each can be undone.
        """
        async with self._acting:
            if undoes and not self._done:
                self.say("There is nothing to undo here.")
                return
            await self._change(act, done)

    async def _change(self, act: Callable[[], Path], done: Callable[[Path], str]) -> None:
        from valueworkshop.files.text.problems import FileProblem, reason  # noqa: PLC0415 - on demand

        try:
            path = await asyncio.to_thread(act)  # a disk may be slow
        except FileProblem as error:
            self.say(f"Nothing was changed: {str(error).split(chr(10), 1)[0]}")
        except OSError as error:
            self.say(f"Nothing was changed: {reason(error)}")
        else:
            self.say(done(path))
            self.table.load()

    def action_archive(self) -> None:
        """Move the workshop under the cursor into the archive."""
        from valueworkshop.library import archive  # noqa: PLC0415 - on demand

        if (record := self._under_cursor()) is not None:
            key = shown_key(self, "library.put_away")
            self._do(
                lambda: archive.archive(record.path, _state()),
                lambda _: f"{title_of(record)} is in the archive: {key} shows it.",
                lambda path: archive.bring_back(
                    archive.Away(path=path, title=record.title, kept=archive.Kept.ARCHIVE)
                ),
                f"{title_of(record)} is back from the archive.",
            )

    def action_duplicate(self) -> None:
        """Make a copy of the workshop under the cursor, with an id of its own."""
        from valueworkshop.library import archive  # noqa: PLC0415 - on demand

        if (record := self._under_cursor()) is not None:
            title = f"{record.title} (copy)"
            self._do(
                lambda: archive.duplicate(record.path, title, self._ids),
                lambda path: f"The copy is {path.name}. It has no votes.",
                lambda path: archive.delete(path, _state(), dt.datetime.now(dt.UTC)),
                f"The copy of {title_of(record)} is in the bin.",
            )

    def action_rename(self) -> None:
        """Ask for another title for the workshop under the cursor."""
        from valueworkshop.library import archive  # noqa: PLC0415 - on demand

        record = self._under_cursor()
        if record is None:
            return

        def named(title: str | None) -> None:
            if title is not None and title != record.title:
                now = dt.datetime.now(dt.UTC)
                self._do(
                    lambda: archive.rename(record.path, title, _state(), now),
                    lambda path: f"It is now called {title}, in {path.name}.",
                    lambda path: archive.rename(
                        path, record.title, _state(), dt.datetime.now(dt.UTC)
                    ),
                    f"It is called {record.title} again.",
                )

        self.app.push_screen(TitleScreen(record.title), named)

    def action_delete(self) -> None:
        """Ask whether to move the workshop under the cursor into the bin."""
        from valueworkshop.library import archive  # noqa: PLC0415 - on demand

        record = self._under_cursor()
        if record is None:
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual's
            if yes:
                key = shown_key(self, "library.put_away")
                self._do(
                    lambda: archive.delete(record.path, _state(), dt.datetime.now(dt.UTC)),
                    lambda _: f"{title_of(record)} is in the bin: {key} shows it.",
                    lambda path: archive.bring_back(
                        archive.Away(path=path, title=record.title, kept=archive.Kept.BIN)
                    ),
                    f"{title_of(record)} is back from the bin.",
                )

        self.be_sure(
            f"Delete “{title_of(record)}”?",
            "It goes into the bin. You can bring it back from there.",
            "delete it",
            answered,
        )

    def be_sure(
        self,
        question: str,
        means: str,
        yes: str,
        answered: Callable[[bool | None], None],
    ) -> None:
        """Ask before a single letter makes or takes away a file."""
        from valueworkshop.tui.widgets.confirm_screen import SureScreen  # noqa: PLC0415 - made when asked for

        self.app.push_screen(SureScreen(question, means, yes, "leave it as it is"), answered)

    @work(group=OPENING)  # what is typed goes to its list
    async def action_put_away(self) -> None:
        """Show what is in the bin and in the archive, to bring it back."""
        from valueworkshop.files.text.problems import reason  # noqa: PLC0415 - on demand
        from valueworkshop.library import archive  # noqa: PLC0415 - on demand

        def chosen(away: "Away | None") -> None:
            if away is not None:
                self._do(
                    lambda: archive.bring_back(away),
                    lambda path: f"{away.title} is back in the list, in {path.name}.",
                    lambda path: (
                        archive.archive(path, _state())
                        if away.kept is archive.Kept.ARCHIVE
                        else archive.delete(path, _state(), dt.datetime.now(dt.UTC))
                    ),
                    f"{away.title} is back where it was.",
                )

        try:
            async with self._acting:  # with what is on its way there
                found = await asyncio.to_thread(archive.put_away, self._folder)
        except OSError as error:
            self.say(f"{clean(str(self._folder))}: {reason(error)}")
            return
        if found:
            self.app.push_screen(PutAwayScreen(found), chosen)
        else:
            self.say("The archive and the bin are both empty.")


class TitleScreen(ModalScreen[str | None]):
    """Asks for a title."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Rename", show=False, id="title.keep"),
        Binding("escape", "dismiss(None)", "Leave as it is", id="title.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = f"""
    TitleScreen {{
        align: center middle;
        & > #box {{ {CARD} border: round $primary; border-title-color: $primary;
            width: 76; max-width: 96%; height: auto; padding: 1 2; }}
        & Static {{ height: auto; }}
        & #title {{ text-style: bold; margin-bottom: 1; }}
        & Line {{ background: $panel; }}
    }}
    """

    def __init__(self, title: str) -> None:
        """Ask for another title than this."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        with Vertical(id="box"):
            yield Static("What do you want to call it?", id="title", markup=False)
            yield Line(self._title, id="name")
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the card."""
        name_card(self.query_one("#box"), "Another title")

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Take the title, if it has a word."""
        if title := one_line(self.query_one(Line).value):
            self.dismiss(title)


class AwayRows(LongRows):
    """What is in the bin and the archive."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Bring back", id="away.open"),
    ]


class PutAwayScreen(ModalScreen["Away | None"]):
    """Lists the bin and the archive; Enter brings a workshop back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="away.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    PutAwayScreen {{
        align: center middle;
        & > #box {{ {CARD} border: round $primary; border-title-color: $primary;
            width: 100; max-width: 96%; height: auto; max-height: 94%; }}
        & #away {{ height: auto; max-height: 100%; width: 100%; background: $surface; }}
    }}
    """

    def __init__(self, found: "Sequence[Away]") -> None:
        """List the workshops in the bin and the archive, the bin first."""
        super().__init__()
        self.found = found
        self._rows: dict[str, Away] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="box"):
            yield AwayRows(id="away")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the keys move in the list."""
        self.query_one(LongRows).focus()

    def on_resize(self) -> None:
        """Draw for the size there is."""
        headings, last = set(), None
        for number, away in enumerate(self.found):
            if away.kept is not last:
                last = away.kept
                headings.add(f"{_OVER}{last}")
                self._rows[f"{_OVER}{last}"] = away
            self._rows[str(number)] = away
        self.query_one(LongRows).show_ids(
            list(self._rows), self._drawn, headings=frozenset(headings)
        )
        name_card(self.query_one("#box"), "Archive and bin", f"{len(self.found):,}")

    def _drawn(self, key: str) -> Content:
        away = self._rows[key]
        if key.startswith(_OVER):
            return Content(f"   {_HEADS[away.kept.value]}").stylize("bold")
        when = f"{away.when.astimezone():%Y-%m-%d %H:%M}" if away.when else ""
        width = self.query_one(LongRows).size.width - 1
        return Content.assemble(
            "   ", spread(away.title, Content(when).stylize("$text-muted"), width - 3)
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option.id or ""])


_OVER = "over "
_HEADS = {"bin": "In the bin, last deleted first", "archive": "In the archive"}


def _state() -> Path:
    return state_folder(os.environ, Path.cwd())
