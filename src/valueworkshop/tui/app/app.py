"""The application: opens the library or a workshop, and leaves nothing unsaved behind."""

import asyncio
import contextlib
import gc
from collections.abc import Iterable
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from valueworkshop.core.session.ids import Ids, random_ids
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.sitting.room_clock import Today, system_today
from valueworkshop.tui.app.preferences import Preferences
from valueworkshop.tui.app.signals import catch_signals
from valueworkshop.tui.app.typing_app import TypingApp
from valueworkshop.tui.terminal.screen_reader_cursor import show_cursor
from valueworkshop.tui.widgets.ascii_filter import PlainSigns
from valueworkshop.tui.widgets.fitted import HIGH
from valueworkshop.tui.widgets.keys import spoken_key
from valueworkshop.tui.widgets.sturdy_app import OPENING
from valueworkshop.tui.widgets.too_small import TooSmallScreen, check_size
from valueworkshop.tui.widgets.writing import Saying

if TYPE_CHECKING:
    from valueworkshop.core.session.desk import Desk
    from valueworkshop.core.session.stopwatch import Stopwatch, TimeClock
    from valueworkshop.files.text.session_file import Document
    from valueworkshop.phones.way_of_serving import Hosting
    from valueworkshop.sitting.sitting import Sitting
    from valueworkshop.tui.app.unsaved_screens import Rescue
    from valueworkshop.tui.hosting.phones_host import PhonesHost
    from valueworkshop.tui.library.library_screen import LibraryScreen
    from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

WIDE, NARROW = 120, 80
"""The list of stages shows from WIDE columns on; below NARROW only the essential shows."""


class WorkshopApp(TypingApp):
    """Everything on screen. Ids, today's date and the clock are passed in.

    `calm_clock`: draw the time only if somebody asks for it, as screen readers need it.
    """

    CSS_PATH = "app.tcss"
    TITLE = "valueworkshop"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-normal"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", key_display="?", id="app.help"),
        Binding("f1", "help", "Help", show=False, id="app.help_f1"),
        Binding("colon", "command_palette", "Commands", show=False, id="app.commands"),
        Binding(
            "ctrl+p", "command_palette", "Commands", show=False, priority=True, id="app.palette"
        ),
        Binding("ctrl+r", "park", "Park a thought", show=False, priority=True, id="app.park"),
        Binding("P", "park", "Park a thought", show=False, id="app.park_letter"),
        Binding("f4", "phones", "Phones", show=False, id="app.phones"),
        Binding("ctrl+l", "redraw", "Redraw", show=False, id="app.redraw"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit"),
    ]

    def __init__(  # noqa: PLR0913 - all that tests and the command line set
        self,
        folder: Path,
        opened: "tuple[Path, Document] | None" = None,
        *,
        first: bool = False,
        tour: bool = False,
        phones: "Hosting | None" = None,
        ids: Ids | None = None,
        today: Today = system_today,
        preferences: Preferences | None = None,
        clock: "TimeClock | None" = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """Show the workshops of `folder`, or begin in the one that was `opened`.

        The premise comes before the `first` workshop of a team, the `tour` leads through the filled
        example; with `phones` their screen is open at once, and they are served so.
        """
        super().__init__(driver_class=driver_class)
        self.folder = folder
        self.ids = ids or random_ids(SystemRandom())
        self.today = today
        self.clock = clock
        self.sitting: Sitting | None = None
        self._table: WorkshopScreen | None = None
        self.print_at_end = False
        self.last_word = self.to_print = ""
        self.is_unsaved = False
        self._changing = asyncio.Lock()
        self.phones: PhonesHost | None = None
        self._desks: dict[Path, Desk] = {}
        self._watches: dict[Path, Stopwatch] = {}
        self._opened = opened
        self._first, self.hosting = first, phones
        self._tour_of = opened[0] if opened and tour else None
        self.animation_level = "none"
        self.preferences = preferences or Preferences()
        self.other_keys = self.preferences.keys
        self._to_tell = self.preferences.told
        self.accessible = self.calm_clock = self.preferences.settings.accessible
        self.set_class(self.accessible, "-accessible")
        self.wear(self.preferences.settings.theme)
        if self.preferences.settings.ascii:
            self.draw_plainly()

    def load_places(self) -> None:
        """Import every screen and every view, for a text that names a key of one."""
        from valueworkshop.tui.app.key_places import load_places  # noqa: PLC0415 - seldom

        load_places()

    def draw_plainly(self) -> None:
        """From now on draw our own signs in ASCII."""
        self.add_class("-ascii")
        self._filters.append(PlainSigns(self._said))

    def _said(self) -> object:
        """Return everything with texts of people that may be on screen."""
        if self.sitting is not None:
            return self.sitting.desk.session
        found = (getattr(screen, "found", None) for screen in reversed(self.screen_stack))
        return next((each for each in found if each), ())

    async def on_mount(self) -> None:
        """Open the library or the workshop."""
        catch_signals(self)
        self.set_keymap({key: ",".join(keys) for key, keys in self.other_keys.items()})
        self.app_resume_signal.subscribe(self, self._resumed)
        if self._opened is not None:
            await self.open_workshop(*self._opened)
            if self._first:
                from valueworkshop.tui.library.welcome import PremiseScreen  # noqa: PLC0415 - seldom

                await self.push_screen(PremiseScreen())
            if self.hosting is not None:
                await self.action_phones()
        else:
            await self.action_library()

    def on_ready(self) -> None:
        """Show the terminal's cursor to screen readers."""
        self._resumed(self)

    def _resumed(self, _app: App[None]) -> None:
        if self.accessible:
            show_cursor(self._driver)
        self.refresh(layout=True)

    def notify(self, message: str, **given: Any) -> None:
        """Show a message on the line of the screen on top."""
        if isinstance(screen := self.screen, Saying):
            screen.say(message)
        else:
            super().notify(message, **given)

    async def open_workshop(self, path: Path, document: "Document") -> None:
        """Open a workshop that was read from `path`; if somebody has it open already, ask how."""
        from valueworkshop.tui.app.entrance import enter  # noqa: PLC0415 - after the first paint

        self.stand_up()
        await enter(self, path, document)

    def on_working_other_kit(self) -> None:
        """Open the workshop anew after somebody changed what its kit asks."""
        from valueworkshop.tui.app.entrance import enter_anew  # noqa: PLC0415 - seldom

        enter_anew(self)

    async def sit_down(self, path: Path, document: "Document") -> None:
        """Show a workshop that was read from `path`, to edit it or only to read it."""
        from valueworkshop.core.session.desk import Desk  # noqa: PLC0415 - the library needs none of them
        from valueworkshop.sitting.sitting import Sitting  # noqa: PLC0415
        from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen  # noqa: PLC0415

        desk = Desk(document.session, ids=self.ids, today=self.today, earlier=self._desks.get(path))
        self.sitting = sitting = Sitting(desk, path, document)
        desk.listen(self._typed_later)
        bell = self.preferences.settings.bell
        kind = WorkshopScreen
        if path == self._tour_of:
            from valueworkshop.tui.app.tour import TouredScreen  # noqa: PLC0415 - seldom

            kind = TouredScreen
        self._tour_of = None
        self._table = screen = kind(sitting, self.clock, calm_clock=self.calm_clock, bell=bell)
        if path in self._watches:
            screen.time.watch.go_on(self._watches[path])
        await self._only_screen(screen)
        self.call_after_refresh(sitting.show_in_the_room)
        if not self.is_headless:
            self.call_after_refresh(_spare_the_collector)
        if sitting.only_read:
            screen.say(f"Read-only: {sitting.only_read}. You see what others change.")
            return
        from valueworkshop.tui.app.recovery_screen import offer  # noqa: PLC0415 - not for the library

        await offer(self, sitting, screen)

    async def action_library(self) -> None:
        """Show the library of saved workshops."""
        from valueworkshop.tui.library.library_screen import LibraryScreen  # noqa: PLC0415 - not for a workshop

        self.stand_up()
        await self._only_screen(LibraryScreen(self.folder, self.ids, self.today, self.clock))

    def on_library_screen_chosen(self, event: "LibraryScreen.Chosen") -> None:
        """Open the workshop that was chosen in the library, in a worker that outlives it."""
        self._tour_of = event.path if event.tour else None
        opening = (w for w in self.workers if w.node is self and w.group == OPENING)
        if all(worker.is_finished for worker in opening):
            self.run_worker(self.open_workshop(event.path, event.document), group=OPENING)

    def on_library_screen_compared(self, event: "LibraryScreen.Compared") -> None:
        """Show the workshop that was chosen in the library beside others."""
        from valueworkshop.tui.app.comparing import compare_with_others  # noqa: PLC0415 - seldom

        compare_with_others(self, event.path, event.session)

    def on_library_screen_passed_on(self, event: "LibraryScreen.PassedOn") -> None:
        """Ask how to export the workshop that was chosen in the library."""
        from valueworkshop.tui.workshop.export_screen import ExportScreen  # noqa: PLC0415 - seldom

        def told(text: str | None) -> None:
            if text and isinstance(self.screen, Saying):
                self.screen.say(text)

        self.push_screen(ExportScreen(event.session, event.path), told)

    def compare(self) -> None:
        """Show this workshop beside others."""
        from valueworkshop.tui.app.comparing import compare_with_others  # noqa: PLC0415 - seldom

        if self.sitting is not None:
            self.settle()
            compare_with_others(self, self.sitting.path, self.sitting.desk.session)

    def follow_up(self) -> None:
        """Begin the workshop that follows this one, unless text typed here cannot be saved."""
        from valueworkshop.tui.app.entrance import enter_next  # noqa: PLC0415 - seldom

        if self._table is self.screen and self._table.may_leave("Follow up"):
            enter_next(self)

    async def _only_screen(self, screen: Screen[None]) -> None:
        """Show `screen` in place of the bottom one."""
        async with self._changing:  # one at a time: two would remove each other's screens
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.push_screen(screen)
        if self._to_tell and isinstance(screen, Saying):
            screen.say(self._to_tell)
            self._to_tell = ""
        check_size(self, self.size)

    def stand_up(self) -> None:
        """End the sitting: all typed text becomes edits, every edit is saved, the clock goes on."""
        if self.sitting is not None:
            self.settle()
            if self.phones is not None:
                self.phones.hang_up()
                self.phones = None
            self._remember(self.sitting)
            self.sitting.close()
            self.note_the_end(self.sitting)
            if self.preferences.settings.hooks:
                from valueworkshop.tui.app.actions_handed_on import hand_on  # noqa: PLC0415 - few have one

                hand_on(self, self.sitting)
            self.sitting = self._table = None

    def _remember(self, sitting: "Sitting") -> None:
        """Keep what goes on when the workshop is opened again: its undo steps and its clock."""
        self._desks[sitting.path] = sitting.desk
        if self._table is not None and not sitting.only_read:
            self._watches[sitting.path] = self._table.time.watch

    def note_the_end(self, sitting: "Sitting", code: int = 0) -> None:
        """Note what to say and print after leaving, about the workshop that was open last."""
        from valueworkshop.sitting.saving_words import NOT_SAVED, in_the_end  # noqa: PLC0415 - after a workshop

        status = sitting.saver.status
        self.last_word = "" if sitting.only_read else in_the_end(status)
        self.is_unsaved = self.last_word.startswith(NOT_SAVED)
        # People who quit were asked. A signal or a bug of ours leaves no time for questions.
        if self.print_at_end or (self.is_unsaved and code and not status.drafted):
            self.print_at_end = False
            with contextlib.suppress(FileProblem):
                self.to_print = sitting.text()

    async def action_quit(self) -> None:
        """Save and leave. It asks only if something cannot be saved."""
        self.settle()
        below = self.screen_stack[1] if len(self.screen_stack) > 1 else self.screen
        table = self._table
        if below is table and not table.may_leave(spoken_key(self, "app.quit")):
            while self.screen is not table:
                await self.pop_screen()
            return
        self.exit()

    def on_working_projecting(self) -> None:
        """Show what a projector may show."""
        from valueworkshop.tui.projector.projector_screen import ProjectorScreen  # noqa: PLC0415 - when asked for

        if (table := self._table) is not None and table is self.screen:
            join = lambda: self.phones.url if self.phones else ""  # noqa: E731 - one place
            self.push_screen(ProjectorScreen(table, join), lambda _: table.go_on())

    def on_working_unsaved(self) -> None:
        """Ask what to do with a workshop that cannot be saved."""
        if self.sitting is not None:
            self.rescue(self.sitting).ask()

    def rescue(self, sitting: "Sitting") -> "Rescue":
        """Return what you can do with a sitting that cannot be saved where it is."""
        from valueworkshop.tui.app.unsaved_screens import Rescue  # noqa: PLC0415 - seldom

        return Rescue(self, sitting)

    def rescues(self) -> Iterable[SystemCommand]:
        """Return what you can do with a workshop that cannot be saved where it is."""
        return self.rescue(self.sitting).commands() if self.sitting is not None else ()

    def show_way_in(self, join: str) -> None:
        """Show at the workshop where phones join; '' once nobody can."""
        if self._table is not None:
            self._table.top.show_way_in(join)

    async def action_phones(self) -> None:
        """Let everyone in the room answer on a phone."""
        from valueworkshop.tui.app.phones_here import open_phones  # noqa: PLC0415 - when asked for

        await open_phones(self)

    def action_help(self) -> None:
        """Explain this place and its keys."""
        from valueworkshop.tui.app.help_screen import HelpScreen  # noqa: PLC0415 - made when asked for

        if not isinstance(self.screen, TooSmallScreen):
            self.push_screen(HelpScreen(self.screen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to park a thought if there is a workshop for it."""
        del parameters
        return action not in {"park", "phones"} or self.sitting is not None

    def action_park(self) -> None:
        """Park a thought, whatever is on screen."""
        if self.sitting is not None:
            from valueworkshop.tui.app.park_screen import ask_for_a_thought  # noqa: PLC0415 - on demand

            ask_for_a_thought(self, self.sitting.desk)

    def action_redraw(self) -> None:
        """Draw everything again, after something else wrote into the terminal."""
        self.draw_whole()
        self.refresh(layout=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """List everything you can do here, by name, for the command palette."""
        from valueworkshop.tui.app.palette import commands  # noqa: PLC0415 - made when asked for

        return [SystemCommand(c.title, c.help or c.key, c.do) for c in commands(self, screen)]

    def action_command_palette(self) -> None:
        """List everything you can do here."""
        from valueworkshop.tui.app.palette import Palette  # noqa: PLC0415 - made when asked for

        if not isinstance(self.screen, TooSmallScreen):
            self.push_screen(Palette(self, self.screen), lambda chosen: chosen and chosen.do())

    def on_resize(self, event: events.Resize) -> None:
        """Check whether there is enough room."""
        check_size(self, event.size)


def _spare_the_collector() -> None:
    """Exclude what is there now from garbage collection, which would slow down typing.

    In a large workshop each full collection takes some 80 ms, and a save makes enough garbage for
    one.
    """
    if gc.get_freeze_count():  # another workshop was open before this one
        gc.unfreeze()
        gc.collect()
    gc.freeze()
