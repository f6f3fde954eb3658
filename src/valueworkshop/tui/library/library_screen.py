"""The library: the saved workshops, and how to begin one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal, Middle, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from valueworkshop.files.safe import atomic
from valueworkshop.library.folder_scan import FIRST
from valueworkshop.library.open_actions import Owned, tasks
from valueworkshop.sitting.room_clock import SystemTime, Today
from valueworkshop.tui.library.beginning_screen import BeginningScreen
from valueworkshop.tui.library.first_run import FirstRows, FirstRun
from valueworkshop.tui.library.preview import DueNext, Preview
from valueworkshop.tui.library.row_words import in_short, spread
from valueworkshop.tui.library.workshop_table import DEMO, ELSEWHERE, NEW, WorkshopTable
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.late import hand_back
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.sturdy_app import OPENING

if TYPE_CHECKING:
    from valueworkshop.core.session.ids import Ids
    from valueworkshop.core.session.session import Session
    from valueworkshop.core.session.stopwatch import TimeClock
    from valueworkshop.files.home.cut_off_saves import CutOff
    from valueworkshop.files.text.session_file import Document
    from valueworkshop.library.word_search import Hit

_WITH_ONE: Final = frozenset(
    {"filter", "sort", "turn", "group", "actions", "find", "export", "compare", "follow"}
) | {"archive", "rename", "duplicate", "delete", "portfolio"}
"""What you can do only if there is a workshop."""

_VAST, _TALL = 140, 40
"""From so many columns on the list is wider, from so many rows on more is said to be due."""

_HIGH: Final = 30
"""With fewer rows the top line says how much is late."""


class LibraryScreen(BeginningScreen):
    """Lists the workshops of a folder, last changed first; one key opens, one begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New", id="library.new"),
        Binding("slash", "filter", "Filter", id="library.filter"),
        Binding("s", "sort", "Sort", id="library.sort"),
        Binding("S", "turn", "Reverse the order", show=False, id="library.turn"),
        Binding("g", "group", "By offer", show=False, id="library.group"),
        Binding("a", "actions", "Actions", id="library.actions"),
        Binding("F", "find", "Find words", id="library.find"),
        Binding("P", "portfolio", "Portfolio", show=False, id="library.portfolio"),
        Binding("e", "export", "Export", id="library.export"),
        Binding("c", "compare", "Compare", id="library.compare"),
        Binding("f", "follow", "Follow up", id="library.follow"),
        Binding("D", "demo", "Demo", show=False, id="library.demo"),
        Binding("o", "elsewhere", "Open a file", id="library.elsewhere"),
    ]

    DEFAULT_CSS = """
    LibraryScreen {
        background: $background;
        & > #heading { dock: top; height: 1; padding: 0 1; }
        & > #home { height: 1fr; padding: 0 1; }
        & > #empty { height: 1fr; display: none; }
        & #list { width: 1fr; }
        & Preview { width: 1fr; margin-left: 1; display: none; }
        & DueNext { display: none; }
        &.-wide #list { width: 54; }
        &.-vast #list { width: 66; }
        &.-wide Preview { display: block; }
        &.-high DueNext { display: block; }
        &.-tall DueNext { height: 8; }
        &.-low FirstRun { padding: 0 2; }
        &.-narrow > #home { padding: 0; }
        &.-narrow WorkshopTable, &.-narrow WorkshopTable:focus-within { border: none; }
        &.-narrow FirstRun { border: none; padding: 0 1; }
        &.-narrow FirstRun > #network { display: none; }
        &.-empty > #home { display: none; }
        &.-empty > #empty { display: block; }
        & > #message { height: auto; min-height: 1; max-height: 4; padding: 0 2; }
    }
    """

    @dataclass
    class Chosen(Message):
        """Open a workshop, as it was read from `path`."""

        path: Path
        document: "Document"
        tour: bool = False

    @dataclass
    class Compared(Message):
        """Show a workshop beside others."""

        path: Path
        session: "Session"

    @dataclass
    class PassedOn(Message):
        """Ask for a form, and export a workshop."""

        path: Path
        session: "Session"

    def __init__(
        self, folder: Path, ids: "Ids", today: Today, clock: "TimeClock | None" = None
    ) -> None:
        """Show the workshops of `folder`; new ones get their ids from `ids`."""
        super().__init__(folder, ids, today, clock or SystemTime())
        self._looked = False
        self._due: Sequence[Owned] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list, what is due, the workshop under the cursor; or the first choices."""
        self._measure(*self.app.size)
        yield Static(id="heading")
        with Horizontal(id="home"):
            with Vertical(id="list"):
                yield WorkshopTable(self._folder, self._today)
                yield DueNext(id="due")
            yield Preview(id="preview")
        with Middle(id="empty"), Center():
            yield FirstRun()
        yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what this is; the table fills itself."""
        self.table.rows.focus()
        self.run_worker(self.table.has_rows.wait(), group=OPENING)  # what is typed goes to the list
        self._head()

    def on_resize(self) -> None:
        """Say everything anew for the new size, once it is known."""
        self._measure(*self.size)
        self.call_after_refresh(self._fit)

    def _measure(self, width: int, height: int) -> None:
        self.set_class(width >= _VAST, "-vast")
        self.set_class(height >= _TALL, "-tall")

    def _fit(self) -> None:
        if self.is_attached:
            self._head()
            self._preview()

    @on(WorkshopTable.Known)
    def _known(self, event: WorkshopTable.Known) -> None:
        self.found = self.table.shelf.records
        self._begin_or_go_on()
        self._head()
        self._preview()
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

    def _begin_or_go_on(self) -> None:
        """Show the first choices if there is no workshop, else the list; keys go there."""
        empty = not len(self.table.shelf)
        if empty != self.has_class("-empty"):
            self.set_class(empty, "-empty")
            rows = self.query_one(FirstRows) if empty else self.table.rows
            rows.focus()
            self.refresh_bindings()

    def _head(self) -> None:
        """Say where the workshops are, how many there are, and what is late if there is no card."""
        unread = self.table.shelf.unread()
        number = len(self.table.shelf)
        told = f"{number:,} workshop{'s' if number != 1 else ''}" if number else "no workshop yet"
        if unread > FIRST:
            told += f", still reading {unread:,}"
        late = sum(owned.task.is_overdue(self._today()) for owned in self._due)
        right = Content(told).stylize("$text-muted")
        if late and self.size.height < _HIGH:
            right = Content.assemble((f"! {late:,} late", "bold $gap-steep"), "   ", right)
        where = in_short(self._folder, max(self.size.width // 2 - 16, 8))
        title = Content.assemble(("valueworkshop", "bold"), (f"   {where}", "$text-muted"))
        self.query_one("#heading", Static).update(spread(title, right, self.size.width - 2))

    @on(OptionList.OptionHighlighted)
    def _preview(self) -> None:
        """Show the workshop under the cursor. All of it is known already: no file is read."""
        preview = self.query_one(Preview)
        if not preview.display:
            return
        table = self.table
        record = table.current
        chain = table.shelf.chain_of(record) if record else ()
        preview.show(table.rows.current or "", record, chain, self._today())

    @work(thread=True, exclusive=True, group="due")
    def _tell_due(self) -> None:
        """Say how many actions are late in all workshops, and which are due first."""
        found = tasks(self.found, self._today())
        hand_back(self, self._show_due, found)

    def _show_due(self, found: Sequence[Owned]) -> None:
        self._due = found
        if self.is_attached:
            self.query_one(DueNext).show(found, self._today())
            self._head()

    @work(thread=True, exclusive=True, group="cut-off")
    def _look_for_cut_off(self) -> None:
        cut = _cut_off(self._folder)
        if cut:
            hand_back(self, self._offer, cut[0])

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
        elif key == ELSEWHERE:
            self.action_elsewhere()
        else:
            self._open(Path(key))

    def opened(self, path: Path, document: "Document", *, tour: bool) -> None:
        """Show a workshop in place of this screen."""
        self.post_message(self.Chosen(path, document, tour))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep signs that are keys in the list as letters in the filter."""
        del parameters
        if action in _WITH_ONE and self.has_class("-empty"):
            return False
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
                from valueworkshop.library.place_of_action import place_of  # noqa: PLC0415 - on demand

                self._open(owned.workshop.path, lambda session: place_of(owned.task, session))

        self.app.push_screen(ActionsScreen(self.found, self._today()), chosen)

    def action_portfolio(self) -> None:
        """Show what all workshops say together."""
        from valueworkshop.tui.library.portfolio_screen import PortfolioScreen  # noqa: PLC0415 - on demand

        self.app.push_screen(PortfolioScreen(self._folder, self._today()))

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
