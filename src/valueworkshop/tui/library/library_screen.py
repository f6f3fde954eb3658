"""The library: the saved workshops, and how to begin one."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Place, Session
from valueworkshop.files.home.kits import kits_folder, offered
from valueworkshop.files.home.new_sessions import Beginning
from valueworkshop.files.safe import atomic
from valueworkshop.files.text.session_file import Document
from valueworkshop.library.folder_scan import FIRST
from valueworkshop.library.open_actions import Owned, place_of, tasks
from valueworkshop.library.record import Record
from valueworkshop.sitting.room_clock import Today
from valueworkshop.tui.library.archive_screens import KeepingScreen
from valueworkshop.tui.library.row_words import due_lines, spread, title_of
from valueworkshop.tui.library.workshop_table import DEMO, NEW, WorkshopTable
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.sturdy_app import OPENING

if TYPE_CHECKING:
    from valueworkshop.files.home.cut_off_saves import CutOff
    from valueworkshop.library.word_search import Hit

_HIGH, _DUE = 30, 4
"""A screen with this many rows has room for actions; and how many of these it shows."""


class LibraryScreen(KeepingScreen):
    """Lists the workshops of a folder, last changed first; one key opens, one begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New", id="library.new"),
        Binding("slash", "filter", "Filter", id="library.filter"),
        Binding("s", "sort", "Sort", id="library.sort"),
        Binding("S", "turn", "Reverse the order", show=False, id="library.turn"),
        Binding("g", "group", "By offer", show=False, id="library.group"),
        Binding("a", "actions", "Actions", id="library.actions"),
        Binding("F", "find", "Find words", id="library.find"),
        Binding("e", "export", "Export", id="library.export"),
        Binding("c", "compare", "Compare", id="library.compare"),
        Binding("f", "follow", "Follow up", id="library.follow"),
        Binding("D", "demo", "Demo", show=False, id="library.demo"),
    ]

    DEFAULT_CSS = """
    LibraryScreen {
        & > #heading { dock: top; height: 2; padding: 0 1; border-bottom: solid $panel; }
        & > #opening { margin: 1 3 1 3; height: auto; max-width: 76; }
        & > WorkshopTable { margin: 1 2 0 2; }
        & > #due { height: auto; margin: 1 2 0 2; display: none; }
        & > #where { color: $text-muted; height: auto; margin: 0 3; }
        &.-narrow > WorkshopTable { margin: 0 1; }
        &.-narrow > #due { margin: 0 1; }
        & > #message { height: auto; min-height: 1; max-height: 4; padding: 0 2; }
    }
    """

    @dataclass
    class Chosen(Message):
        """Open a workshop, as it was read from `path`."""

        path: Path
        document: Document
        tour: bool = False

    @dataclass
    class Compared(Message):
        """Show a workshop beside others."""

        path: Path
        session: Session

    @dataclass
    class PassedOn(Message):
        """Ask for a form, and export a workshop."""

        path: Path
        session: Session

    def __init__(self, folder: Path, ids: Ids, today: Today) -> None:
        """Show the workshops of `folder`; new ones get their ids from `ids`."""
        super().__init__(folder, ids)
        self._today = today
        self.found: Sequence[Record] = ()
        self._looked = False
        self._due: Sequence[Owned] = ()
        self._begun = Beginning()

    def compose(self) -> ComposeResult:
        """Lay out heading, table, due actions, folder and keys."""
        yield Static(id="heading")
        yield Static(id="opening", markup=False)
        yield WorkshopTable(self._folder, self._today)
        yield Static(id="due")
        yield Static(id="where", markup=False)
        yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what this is; the table fills itself."""
        self.table.rows.focus()
        self.run_worker(self.table.is_told.wait(), group=OPENING)  # what is typed goes to the list
        self._head()
        self.query_one("#where", Static).update(Content(clean(f"Files go to {self._folder}")))

    def on_resize(self) -> None:
        """Say everything anew for the new size, once it is known."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.is_attached:
            self._head()
            self._show_due(self._due)

    @on(WorkshopTable.Known)
    def _known(self, event: WorkshopTable.Known) -> None:
        self.found = self.table.shelf.records
        self._head()
        if event.all_read:
            self._tell_due()
            if not self._looked:
                self._looked = True
                self._say_where_one_stopped()
                self._look_for_cut_off()

    def _say_where_one_stopped(self) -> None:
        """Say what Enter goes on with, unless there is another message."""
        record = self.table.current
        if record is None or record.problem or record.path != self.table.last or self.has_spoken:
            return
        stage = f", at {record.stage_title}" if record.stage_title else ""
        enter = shown_key(self, "library.open")
        self.say(f"Last time you were in {record.title}{stage}. {enter} continues.")

    @on(WorkshopTable.Unlistable)
    def _unlistable(self, event: WorkshopTable.Unlistable) -> None:
        self.say(event.why)

    def _head(self) -> None:
        """Say how many there are, and where the last one stopped; with none, what this is for."""
        unread = self.table.shelf.unread()
        number = len(self.table.shelf)
        told = f"{number:,} workshop{'s' if number != 1 else ''}" if number else ""
        if unread > FIRST:
            told += f", still reading {unread:,}"
        title = Content.assemble(("valueworkshop", "bold"))
        self.query_one("#heading", Static).update(
            spread(title, Content(told).stylize("$text-muted"), self.size.width - 2)
        )
        opening = self.query_one("#opening", Static)
        opening.display = not self.found
        self.query_one("#where", Static).display = not self.found
        opening.update(
            Content.assemble(
                ("Value here means what customers get, as they see it.\n", "bold"),
                "A workshop takes your team from opinions to owned, dated actions.",
            )
        )

    @work(thread=True, exclusive=True, group="due")
    def _tell_due(self) -> None:
        """Say how many actions are open in all workshops, and which are due first."""
        found = tasks(self.found, self._today())
        self.app.call_from_thread(self._show_due, found)

    def _show_due(self, found: Sequence[Owned]) -> None:
        self._due = found
        if not self.is_attached:
            return
        today, width = self._today(), self.table.size.width - 1
        due = self.query_one("#due", Static)
        due.display = bool(found)
        late = sum(owned.task.is_overdue(today) for owned in found)
        told = f"{len(found):,} open, {late:,} late" if late else f"{len(found):,} open"
        head = spread(
            Content("   Open actions from all workshops").stylize("bold"),
            Content(told).stylize("$text-muted"),
            width,
        )
        lines = (
            [head, due_lines(found, today, width, _DUE)] if self.size.height >= _HIGH else [head]
        )
        due.update(Content("\n").join(lines))

    @work(thread=True, exclusive=True, group="cut-off")
    def _look_for_cut_off(self) -> None:
        cut = _cut_off(self._folder)
        if cut and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._offer, cut[0])

    def _offer(self, cut: "CutOff") -> None:
        """Ask whether to bring back a workshop whose first save was interrupted."""
        if self.app.screen is not self:  # the user left meanwhile: we ask next time
            return
        from valueworkshop.tui.library import cut_off_screen  # noqa: PLC0415 - imports pydantic

        def chosen(choice: str | None) -> None:
            if choice == cut_off_screen.BACK:
                self._leave(lambda: cut_off_screen.bring_back(cut, self._ids, self._today()))
            elif choice == cut_off_screen.ASIDE:
                self.say(cut_off_screen.put_aside(cut))

        self.app.push_screen(cut_off_screen.CutOffScreen(cut), chosen)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        key = event.option.id or ""
        if key == NEW:
            self.action_new()
        elif key == DEMO:
            self._open_demo()
        else:
            self._open(Path(key))

    def _open(self, path: Path, at: Callable[[Session], Place] | None = None) -> None:
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        self._leave(lambda: opening.saved_at(path, at) if at else opening.saved(path))

    @work(exclusive=True, group=OPENING)
    async def _leave(self, way: Callable[[], tuple[Path, Document]], *, tour: bool = False) -> None:
        """Open a workshop in place of this screen, or say why that is not possible."""
        from valueworkshop.sitting.opening import UnopenableError  # noqa: PLC0415 - imports pydantic

        try:
            path, document = await asyncio.to_thread(way)  # a disk may be slow
        except UnopenableError as error:
            self.say(str(error))
        else:
            self.post_message(self.Chosen(path, document, tour))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep signs that are keys in the list as letters in the filter."""
        del parameters
        return action != "filter" or not isinstance(self.focused, FilterLine)

    def action_filter(self) -> None:
        """Type words that all workshops shown must have."""
        self.table.filter()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self.table.sort()

    def action_turn(self) -> None:
        """Sort from the other end."""
        self.table.turn()

    def action_group(self) -> None:
        """Group the workshops by offer, or no longer."""
        self.table.group()

    def action_new(self) -> None:
        """Begin a new workshop: first its title; before the very first one, a word on value."""
        from valueworkshop.tui.library.new_workshop_screen import NamingScreen  # noqa: PLC0415 - made when asked for
        from valueworkshop.tui.library.welcome import PremiseScreen  # noqa: PLC0415 - made when asked for

        def named(beginning: Beginning | None) -> None:
            self._begun = naming.standing()
            if beginning is not None:
                from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

                self._leave(
                    lambda: opening.begun(self._folder, beginning, self._ids, self._today())
                )

        proposed = f"Workshop of {self._today().isoformat()}"
        kits = offered(kits_folder(os.environ, Path.cwd()))
        naming = NamingScreen(proposed, kits, self._begun)
        self.app.push_screen(naming, named)
        if not self.found:
            self.app.push_screen(PremiseScreen())

    def action_compare(self) -> None:
        """Show the workshop under the cursor beside others."""
        record = self.table.current
        if record is None:
            self.say("First go to a workshop in the list: then you can compare it with others.")
            return
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        try:
            path, document = opening.saved(record.path)
        except opening.UnopenableError as error:
            self.say(f"Could not compare: {error}")
            return
        self.post_message(self.Compared(path, document.session))

    def action_follow(self) -> None:
        """Begin the workshop that follows the one under the cursor."""
        record = self.table.current
        if record is None:
            self.say("First go to a workshop in the list: the next one starts where it ended.")
            return
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual's
            if yes:
                self._leave(
                    lambda: opening.followed(*opening.saved(record.path), self._ids, self._today())
                )

        self.be_sure(
            f"Start the next workshop after “{title_of(record)}”?",
            "It becomes a new workshop in a new file.",
            "start it",
            answered,
        )

    def action_find(self) -> None:
        """Find words in all workshops, and open the one that has them."""
        from valueworkshop.tui.library.find_screen import FindScreen  # noqa: PLC0415 - on demand

        def chosen(hit: "Hit | None") -> None:
            if hit is not None:
                self._open(hit.path, lambda _: hit.place)

        self.app.push_screen(FindScreen(self._folder, self.table.wish.words), chosen)

    def action_actions(self) -> None:
        """List the actions of all workshops, and open the workshop of one."""
        from valueworkshop.tui.library.actions_screen import ActionsScreen  # noqa: PLC0415 - on demand

        def chosen(owned: Owned | None) -> None:
            if owned is not None:
                self._open(owned.workshop.path, lambda session: place_of(owned.task, session))

        self.app.push_screen(ActionsScreen(self.found, self._today()), chosen)

    def action_demo(self) -> None:
        """Open a copy of the filled example; ask first if it would be among other workshops."""

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual's
            if yes:
                self._open_demo()

        if self.found:
            means = "It opens as a copy, in a new file among your workshops."
            self.be_sure("Open the filled-in example?", means, "open it", answered)
        else:
            self._open_demo()

    def _open_demo(self) -> None:
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        self._leave(lambda: opening.demo(self._folder, self._ids), tour=True)

    def action_export(self) -> None:
        """Choose what to export of the workshop under the cursor, and in which form."""
        record = self.table.current
        if record is None:
            self.say("First go to a workshop in the list: then you can export its result.")
            return
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        try:
            path, document = opening.saved(record.path)
        except opening.UnopenableError as error:
            self.say(f"Could not export: {error}")
            return
        self.post_message(self.PassedOn(path, document.session))


def _cut_off(folder: Path) -> "list[CutOff]":
    """Return the workshops in a folder whose first save was interrupted."""
    try:
        if not any(folder.glob(f"{atomic.TEMP}*.tmp")):
            return []
    except OSError:
        return []
    from valueworkshop.files.home.cut_off_saves import cut_off  # noqa: PLC0415 - imports pydantic

    return cut_off(folder)
