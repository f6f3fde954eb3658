"""The library: the saved workshops, and how to begin one."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from valueworkshop.app.day import Today
from valueworkshop.app.glance import Glance, glances
from valueworkshop.storage import atomic
from valueworkshop.storage.kits import kits_folder, offered
from valueworkshop.storage.problems import reason
from valueworkshop.storage.session_file import Document
from valueworkshop.storage.starting import Beginning
from valueworkshop.widgets.keybar import KeyBar
from valueworkshop.widgets.rows import Rows
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.storage.cut_off import CutOff

NEW, DEMO = ":new", ":demo"


class LibraryScreen(Screen[None]):
    """Lists the workshops of a folder, last changed first; one key opens, one begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New", id="library.new"),
        Binding("e", "export", "Export", id="library.export"),
        Binding("f", "follow", "Follow up", id="library.follow"),
        Binding("D", "demo", "Demo", show=False, id="library.demo"),
    ]

    DEFAULT_CSS = """
    LibraryScreen {
        & > #heading { dock: top; height: 2; padding: 0 1; border-bottom: solid $panel; }
        & > #opening { margin: 1 3 1 3; height: auto; max-width: 76; }
        & > #workshops { margin: 1 2 0 2; height: 1fr; }
        & > #where { color: $text-muted; height: auto; margin: 0 3; }
        & > #message { height: auto; min-height: 1; max-height: 4; padding: 0 2; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A workshop is to be opened, as it was read from `path`."""

        path: Path
        document: Document
        tour: bool = False

    def __init__(self, folder: Path, ids: Ids, today: Today) -> None:
        """Show the workshops of `folder`; new ones get their ids from `ids`."""
        super().__init__()
        self._ids = ids
        self._today = today
        self._folder = folder
        self.found: list[Glance] = []
        self._begun = Beginning()

    def compose(self) -> ComposeResult:
        """Lay out heading, list, folder and keys."""
        yield Static(Content.assemble(("valueworkshop", "bold")), id="heading")
        yield Static(id="opening", markup=False)
        yield WorkshopRows(id="workshops")
        yield Static(id="where", markup=False)
        yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Look through the folder in the background."""
        self.query_one(Rows).focus()
        self.query_one("#where", Static).update(Content(clean(f"Files go to {self._folder}")))
        self.load()

    @work(thread=True, exclusive=True)
    def load(self) -> None:
        """Read the workshops, and show them when all are read."""
        try:
            found = glances(self._folder)
        except OSError as error:
            self.app.call_from_thread(self.say, f"{self._folder}: {reason(error)}")
            found = []
        cut = _cut_off(self._folder)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self.show, found)
            if cut:
                self.app.call_from_thread(self._offer, cut[0])

    def show(self, found: list[Glance]) -> None:
        """Show the workshops that were found, unless this was left meanwhile."""
        if not self.is_attached:
            return
        self.found = found
        opening = self.query_one("#opening", Static)
        opening.update(
            Content.assemble(
                ("Here value means what the customer gets, as the customer sees it.\n", "bold"),
                "A workshop takes a team from opinions to owned, dated actions.",
            )
        )
        rows = [(str(index), _row(glance, self.size.width)) for index, glance in enumerate(found)]
        if found:
            opening.update(Content("Workshops, last changed first"))
        rows.append((NEW, _offer("Start a new workshop", "about two minutes to set up")))
        rows.append((DEMO, _offer("Look at a filled example", "opens as a copy of its own")))
        self.query_one(Rows).show_rows(rows)

    def _offer(self, cut: "CutOff") -> None:
        """Ask whether a workshop comes back whose first save was cut off."""
        if self.app.screen is not self:  # left meanwhile: it is asked the next time
            return
        from valueworkshop.app import first_save  # noqa: PLC0415 - imports pydantic

        def chosen(choice: str | None) -> None:
            if choice == first_save.BACK:
                self._leave(lambda: first_save.bring_back(cut, self._ids, self._today()))
            elif choice == first_save.ASIDE:
                self.say(first_save.put_aside(cut))

        self.app.push_screen(first_save.CutOffScreen(cut), chosen)

    def say(self, text: str) -> None:
        """Show a message above the keys."""
        self.query_one("#message", Static).update(Content(clean(text)))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        key = event.option.id or ""
        if key == NEW:
            self.action_new()
        elif key == DEMO:
            self.action_demo()
        else:
            self._open(self.found[int(key)].path)

    def _open(self, path: Path) -> None:
        from valueworkshop.app import opening  # noqa: PLC0415 - imports pydantic

        self._leave(lambda: opening.saved(path))

    @work(exclusive=True, group="opening")
    async def _leave(self, way: Callable[[], tuple[Path, Document]], *, tour: bool = False) -> None:
        """Open a workshop in place of this screen, or say why that cannot be."""
        from valueworkshop.app.opening import UnopenableError  # noqa: PLC0415 - imports pydantic

        try:
            path, document = await asyncio.to_thread(way)  # a disk may be slow
        except UnopenableError as error:
            self.say(str(error))
        else:
            self.post_message(self.Chosen(path, document, tour))

    def action_new(self) -> None:
        """Begin a new workshop: its title first, before it a word on value if it is the first."""
        from valueworkshop.app.naming import NamingScreen  # noqa: PLC0415 - made when asked for
        from valueworkshop.app.premise import PremiseScreen  # noqa: PLC0415 - made when asked for

        def named(beginning: Beginning | None) -> None:
            self._begun = naming.standing()
            if beginning is not None:
                from valueworkshop.app import opening  # noqa: PLC0415 - imports pydantic

                self._leave(
                    lambda: opening.begun(self._folder, beginning, self._ids, self._today())
                )

        proposed = f"Workshop of {self._today().isoformat()}"
        kits = offered(kits_folder(os.environ, Path.cwd()))
        naming = NamingScreen(proposed, kits, self._begun)
        self.app.push_screen(naming, named)
        if not self.found:
            self.app.push_screen(PremiseScreen())

    def action_follow(self) -> None:
        """Begin the workshop that follows the one under the cursor."""
        key = self.query_one(Rows).current
        if not key or key in (NEW, DEMO):
            self.say("Go to a workshop in the list: the next one begins where it ended.")
            return
        from valueworkshop.app import opening  # noqa: PLC0415 - imports pydantic

        path = self.found[int(key)].path
        self._leave(lambda: opening.followed(*opening.saved(path), self._ids, self._today()))

    def action_demo(self) -> None:
        """Open a copy of the filled example."""
        from valueworkshop.app import opening  # noqa: PLC0415 - imports pydantic

        self._leave(lambda: opening.demo(self._folder, self._ids), tour=True)

    def action_export(self) -> None:
        """Choose what to pass on of the workshop under the cursor, and in which form."""
        key = self.query_one(Rows).current
        if not key or key in (NEW, DEMO):
            self.say("Go to a workshop in the list: its result is what can be exported.")
            return
        from valueworkshop.app import opening  # noqa: PLC0415 - imports pydantic
        from valueworkshop.app.exporting import ExportScreen  # noqa: PLC0415 - on demand

        try:
            path, document = opening.saved(self.found[int(key)].path)
        except opening.UnopenableError as error:
            self.say(f"Not exported: {error}")
            return
        screen = ExportScreen(document.session, path)
        self.app.push_screen(screen, lambda told: self.say(told) if told else None)


def _cut_off(folder: Path) -> "list[CutOff]":
    """Return the workshops in a folder whose first save was cut off."""
    try:
        if not any(folder.glob(f"{atomic.TEMP}*.tmp")):
            return []
    except OSError:
        return []
    from valueworkshop.storage.cut_off import cut_off  # noqa: PLC0415 - imports pydantic

    return cut_off(folder)


class WorkshopRows(Rows):
    """The workshops, and what else can be begun here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="library.open"),
    ]


def _row(glance: Glance, width: int) -> Content:
    """Return a workshop as a row: its title first, in a column of its own, then where it stands."""
    details = [(glance.reached, 16), (glance.index, 14), (glance.date, 12)]
    if width < _ROOM_FOR_DATES:
        del details[-1]
    told = sum(cells for _, cells in details)
    name = Content(one_line(glance.path.name) if glance.problem else glance.title)
    if glance.copy_of:  # by what its file's name has that of the original lacks
        stem = one_line(glance.path.stem)
        mark = stem.removeprefix(one_line(Path(glance.copy_of).stem)).strip(" .-_")
        name = Content(f"copy: {mark or stem}")
    name = name.truncate(max(16, min(44, width - told - 10)), ellipsis=True, pad=True)
    if glance.problem:
        return Content.assemble(" ", ("!", "bold $error"), " ", name, "  ", glance.why)
    columns = "".join(f"{text:<{cells}}" for text, cells in details)
    row = Content.assemble("   ", name.stylize("bold"), "  ")
    if width - row.cell_length - told < _ROOM_FOR_OFFER:
        # A letter or two of the offer would look as if the date went on.
        return Content.assemble(row, (columns.rstrip(), "$text-muted"))
    return Content.assemble(row, (columns, "$text-muted"), (glance.offer, "$text-muted"))


_ROOM_FOR_DATES = 70
_ROOM_FOR_OFFER = 16


def _offer(what: str, remark: str) -> Content:
    return Content.assemble(f"   {what:<26}  ", (remark, "$text-muted"))
