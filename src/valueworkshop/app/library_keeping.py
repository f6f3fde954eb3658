"""Keeping order from the library: archive, bin, another title, a copy of one's own."""

import asyncio
import datetime as dt
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from valueworkshop.app.library_rows import spread, title_of
from valueworkshop.app.library_table import WorkshopTable
from valueworkshop.library.record import Record
from valueworkshop.storage.state import state_folder
from valueworkshop.widgets.keybar import KeyBar
from valueworkshop.widgets.keys import HELP_HERE, HELP_WRITING, shown_key
from valueworkshop.widgets.late import ModalScreen, Screen
from valueworkshop.widgets.long_rows import LongRows
from valueworkshop.widgets.pressed import pressing
from valueworkshop.widgets.writing import Line
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.library.keeping import Away


class KeepingScreen(Screen[None]):
    """What a library has of this: it moves, copies and renames the file under its cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "archive", "Archive", show=False, id="library.archive"),
        Binding("R", "rename", "Rename", show=False, id="library.rename"),
        Binding("plus", "duplicate", "Duplicate", show=False, id="library.duplicate"),
        Binding("d,delete", "delete", "Delete", show=False, id="library.delete"),
        Binding("w", "put_away", "What is put away", show=False, id="library.put_away"),
    ]

    def __init__(self, folder: Path, ids: Ids) -> None:
        """Keep order in `folder`; copies get their ids from `ids`."""
        super().__init__()
        self.has_spoken = False
        self._folder = folder
        self._ids = ids

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
            self.say("Go to a workshop in the list first.")
        return record

    @work(exclusive=True, group="keeping")
    async def _do(self, act: Callable[[], Path], told: Callable[[Path], str]) -> None:
        """Do something to a file, say what came of it, and look at the folder again."""
        from valueworkshop.storage.problems import FileProblem, reason  # noqa: PLC0415 - on demand

        try:
            path = await asyncio.to_thread(act)  # a disk may be slow
        except FileProblem as error:
            self.say(f"Nothing is changed: {str(error).split(chr(10), 1)[0]}")
        except OSError as error:
            self.say(f"Nothing is changed: {reason(error)}")
        else:
            self.say(told(path))
            self.table.load()

    def action_archive(self) -> None:
        """Move the workshop under the cursor into the archive."""
        from valueworkshop.library import keeping  # noqa: PLC0415 - on demand

        if (record := self._under_cursor()) is not None:
            key = shown_key(self, "library.put_away")
            self._do(
                lambda: keeping.archive(record.path, _state()),
                lambda _: f"{title_of(record)} is in the archive: {key} shows it.",
            )

    def action_duplicate(self) -> None:
        """Make a copy of the workshop under the cursor that is one of its own."""
        from valueworkshop.library import keeping  # noqa: PLC0415 - on demand

        if (record := self._under_cursor()) is not None:
            title = f"{record.title} (copy)"
            self._do(
                lambda: keeping.duplicate(record.path, title, self._ids),
                lambda path: f"The copy is {path.name}. It has no votes.",
            )

    def action_rename(self) -> None:
        """Ask for another title of the workshop under the cursor."""
        from valueworkshop.library import keeping  # noqa: PLC0415 - on demand

        record = self._under_cursor()
        if record is None:
            return

        def named(title: str | None) -> None:
            if title is not None and title != record.title:
                now = dt.datetime.now(dt.UTC)
                self._do(
                    lambda: keeping.rename(record.path, title, _state(), now),
                    lambda path: f"It is called {title} now, in {path.name}.",
                )

        self.app.push_screen(TitleScreen(record.title), named)

    def action_delete(self) -> None:
        """Ask whether the workshop under the cursor goes into the bin."""
        from valueworkshop.library import keeping  # noqa: PLC0415 - on demand

        record = self._under_cursor()
        if record is None:
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual's
            if yes:
                key = shown_key(self, "library.put_away")
                self._do(
                    lambda: keeping.delete(record.path, _state(), dt.datetime.now(dt.UTC)),
                    lambda _: f"{title_of(record)} is in the bin: {key} shows it.",
                )

        self.app.push_screen(DeleteScreen(title_of(record)), answered)

    @work(exclusive=True, group="keeping")
    async def action_put_away(self) -> None:
        """Show what is in the bin and in the archive, to bring it back."""
        from valueworkshop.library import keeping  # noqa: PLC0415 - on demand
        from valueworkshop.storage.problems import reason  # noqa: PLC0415 - on demand

        def chosen(away: "Away | None") -> None:
            if away is not None:
                self._do(
                    lambda: keeping.bring_back(away),
                    lambda path: f"{away.title} is back, in {path.name}.",
                )

        try:
            found = await asyncio.to_thread(keeping.put_away, self._folder)
        except OSError as error:
            self.say(f"{clean(str(self._folder))}: {reason(error)}")
            return
        if found:
            self.app.push_screen(PutAwayScreen(found), chosen)
        else:
            self.say("Nothing is put away: neither the bin nor the archive holds anything.")


class TitleScreen(ModalScreen[str | None]):
    """Asks for a title."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Rename", show=False, id="title.keep"),
        Binding("escape", "dismiss(None)", "As it was", id="title.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    TitleScreen {
        align: center middle;
        & > #box { width: 64; max-width: 96%; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
        & Line { background: $panel; }
    }
    """

    def __init__(self, title: str) -> None:
        """Ask for another title than this."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        with Vertical(id="box"):
            yield Static("What shall it be called?", id="title", markup=False)
            yield Line(self._title, id="name")
        yield KeyBar()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Take the title, if it has a word."""
        if title := one_line(self.query_one(Line).value):
            self.dismiss(title)


class DeleteScreen(ModalScreen[bool]):
    """Asks whether a workshop goes into the bin; Enter answers nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes, into the bin", id="delete.yes"),
        Binding("escape", "dismiss(False)", "Keep it", id="delete.no"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    DeleteScreen {
        align: center middle;
        & > #box { width: 64; max-width: 96%; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
    }
    """

    def __init__(self, title: str) -> None:
        """Ask about the workshop of this title."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the question and what it means."""
        yes, no = shown_key(self, "delete.yes"), shown_key(self, "delete.no")
        with Vertical(id="box"):
            yield Static(Content(f"Delete “{self._title}”?"), id="title")
            yield Static("It goes into the bin, which gives it back.\n", markup=False)
            yield Static(pressing(f"{yes}  yes, into the bin", "dismiss(True)"))
            yield Static(pressing(f"{no}  keep it", "dismiss(False)"))
        yield KeyBar()


class AwayRows(LongRows):
    """What was put away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Bring back", id="away.open"),
    ]


class PutAwayScreen(ModalScreen["Away | None"]):
    """Lists the bin and the archive; Enter brings a workshop back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="away.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    PutAwayScreen {
        background: $background;
        & > #head { height: 2; padding: 0 1; border-bottom: solid $panel; }
        & > #box { height: 1fr; padding: 1 2 0 2; }
        & #away { height: 1fr; width: 100%; }
        &.-narrow > #box { padding: 1 1 0 1; }
    }
    """

    def __init__(self, found: "Sequence[Away]") -> None:
        """List what was put away, the bin first."""
        super().__init__()
        self.found = found
        self._rows: dict[str, Away] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Static(id="head")
        with Vertical(id="box"):
            yield AwayRows(id="away")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the keys move in the list."""
        self.query_one(LongRows).focus()

    def on_resize(self) -> None:
        """Draw in the room there is."""
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
        title = Content("What is put away").stylize("bold")
        count = Content(f"{len(self.found):,}").stylize("$text-muted")
        self.query_one("#head", Static).update(spread(title, count, self.size.width - 2))

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
_HEADS = {"bin": "In the bin, the last deleted first", "archive": "In the archive"}


def _state() -> Path:
    return state_folder(os.environ, Path.cwd())
