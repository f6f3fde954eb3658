"""The palette, which lists by name what you can do here, where you can go, and the looks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, OptionList

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.tui.app.actions_handed_on import hand_on, program_of
from valueworkshop.tui.app.looks import Look, looks, swatch
from valueworkshop.tui.app.served import Served
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.clickable import is_many
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING, display, working
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.workshop.go_to_screen import places_by_name
from valueworkshop.tui.workshop.keep_as_kit import keep_as_kit
from valueworkshop.tui.workshop.stages_screen import show_stages
from valueworkshop.tui.workshop.workshop_screen import LIBRARY, WorkshopScreen

HERE, EVERYWHERE, WORKSHOP, LOOKS, PLACES = (
    "Here",
    "Everywhere",
    "This workshop",
    "Looks, shown as you go through them",
    "Go to",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something you can do: its name, section, key and what it means, and what does it."""

    title: str
    do: Callable[[], object]
    section: str = WORKSHOP
    help: str = ""
    key: str = ""
    look: Look | None = None


class CommandRows(LongRows):
    """The commands: a click does one."""

    AT_ONCE = True


class Palette(ModalScreen[Command | None]):
    """Type to filter, arrows to choose, Enter to do; a look is worn while the cursor is on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Do it", id="palette.pick"),
        Binding("escape", "dismiss(None)", "Back", id="palette.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    Palette {
        align: center middle;
        & #none { display: none; color: $text-muted; }
    }
    """

    def __init__(self, app: Served, below: Screen[object]) -> None:
        """Offer what you can do on the screen `below`."""
        super().__init__()
        self._served = app
        self._worn = app.theme
        self._resting: Timer | None = None
        self._offered = [*commands(app, below), *_looks(app)]
        self._places = list(_places(below))
        self._by_id = {str(n): each for n, each in enumerate([*self._offered, *self._places])}
        self._titles = {
            section: max(cell_len(each.title) for each in self._offered if each.section == section)
            for section in {each.section for each in self._offered}
        }

    def compose(self) -> ComposeResult:
        """Lay out the filter above the commands."""
        also = ", or of a place" if self._places else ""
        with Box("What do you want to do?", broad=True, lists=True):
            yield FilterLine(id="filter", placeholder=f"type part of its name{also}")
            yield Static("Nothing here has that name.", id="none", markup=False)
            yield CommandRows(id="commands")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all commands."""
        self._show("")
        self.query_one(FilterLine).focus()

    def _show(self, wanted: str) -> None:
        words = folded(wanted).split()
        found = [key for key, each in self._by_id.items() if self._fits(each, words)]
        rows, headings = list[str](), set[str]()
        for key in found:
            heading = self._by_id[key].section
            if heading not in headings:
                headings.add(heading)
                rows.append(heading)
            rows.append(key)
        best = min(found, key=lambda key: self._rank(self._by_id[key], wanted), default=None)
        shown = self.query_one(CommandRows)
        shown.show_ids(rows, self._draw, best, headings=frozenset(headings))
        self.query_one("#none").display = not rows
        self._preview()

    def _fits(self, command: Command, words: Sequence[str]) -> bool:
        if command.section == PLACES and not words:
            return False
        about = command.title if command.section == PLACES else _words_of(command)
        return all(word in folded(about) for word in words)

    def _rank(self, command: Command, wanted: str) -> int:
        """Return how far a command is from what was typed: 0 for its whole name."""
        title, typed = folded(command.title), folded(wanted).strip()
        return 0 if title == typed else 1 if title.startswith(typed) else 2 if typed in title else 3

    def _draw(self, key: str) -> Content:
        """Return the row of a command, or a heading, as wide as the list."""
        command = self._by_id.get(key)
        if command is None:
            return Content.assemble(("  ", ""), (key, "bold $text-muted"))
        width = max(self.query_one(CommandRows).scrollable_content_region.width, 20)
        right = swatch(command.look) if command.look else _key(command.key)
        room = width - right.cell_length - 4
        title = Content(command.title)
        apart = self._titles.get(command.section, 0)
        if command.help and apart + 2 + cell_len(command.help) <= room:
            title = title.pad_right(apart - title.cell_length)
        words = Content.assemble("    ", title)
        if command.help and room - title.cell_length > _LEAST:
            words = Content.assemble(words, ("  ", ""), (command.help, "$text-muted"))
        words = words.truncate(room + 3, ellipsis=True)
        gap = " " * (width - 1 - words.cell_length - right.cell_length)
        return Content.assemble(words, gap, right, " ")

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        if event.value or self.query_one(CommandRows).option_count < len(self._offered):
            self._show(event.value)

    @on(OptionList.OptionHighlighted)
    def _preview(self) -> None:
        """Show the look under the cursor, once it rests there: each is all of the screen anew."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_RESTS, self._wear)

    def _wear(self) -> None:
        """Wear the look under the cursor; elsewhere the one that was worn before."""
        command = self._by_id.get(self.query_one(CommandRows).current or "")
        name = command.look.name if command is not None and command.look else self._worn
        if self.app.theme != name and self.is_active:
            self._served.wear(name)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        """Do what is under the cursor, once this list is gone."""
        command = self._by_id.get(self.query_one(CommandRows).current or "")
        if command is not None:
            self._worn = command.look.name if command.look else self._worn
            self.dismiss(command)

    def on_unmount(self) -> None:
        """Wear again what was worn, unless another look was chosen."""
        if self.app.theme != self._worn and self.app.is_running:
            self._served.wear(self._worn)


_RESTS: Final = 0.1
"""Seconds after which a look is shown: if you go through them quickly, you wait for none."""

_LEAST: Final = 12
"""A command says what it means where there are at least so many cells for it."""


def _words_of(command: Command) -> str:
    section = command.section if command.look else ""
    return f"{command.title} {command.help} {section}"


def _key(key: str) -> Content:
    return Content.styled(key, "bold $footer-key-foreground")


def _places(screen: Screen[object]) -> Iterator[Command]:
    """Yield every stage, question, item and field; what people wrote is not markup."""
    if isinstance(screen, WorkshopScreen):
        for name, place, _ in places_by_name(screen.desk.session):
            go = partial(screen.navigation.go, place)
            yield Command(title=name.strip(), do=go, section=PLACES)


def _looks(app: Served) -> Iterator[Command]:
    """Yield the looks, if the terminal can show them."""
    if app.no_color or app.has_few_colours:
        return
    for look in looks():
        keep = partial(_told, app, look)
        yield Command(title=look.setting, do=keep, section=LOOKS, look=look)


def _told(app: Served, look: Look) -> None:
    """Say for how long a look stays."""
    kept = f'theme = "{look.setting}" in the settings keeps it'
    app.notify(f"This look stays until you quit; {kept}.")


def commands(  # noqa: C901 - one branch for each that has no key
    app: Served, screen: Screen[object]
) -> Iterator[Command]:
    """Yield what the keys that work on `screen` do, and what has no key."""
    seen = {("command_palette", "Commands")}
    found: dict[str, list[Command]] = {HERE: [], EVERYWHERE: []}
    for active in working(screen):
        binding = active.binding
        told = (binding.action, binding.description)
        # Ours have ids. You type a digit, you do not choose it from a list.
        ours = binding.description and binding.id and not is_many(binding)
        if ours and active.enabled and told not in seen:
            seen.add(told)
            do = partial(_later, app, active)
            everywhere = active.node is app or isinstance(active.node, WorkshopScreen)
            section = EVERYWHERE if everywhere else HERE
            key = display(binding)
            found[section].append(
                Command(title=binding.description, do=do, section=section, key=key)
            )
    yield from (*found[HERE], *found[EVERYWHERE])
    if isinstance(screen, WorkshopScreen) and screen.sitting.saver.status.left_alone:
        help_ = "Compare yours with the file as others saved it"
        yield Command(title="Both versions", help=help_, do=screen.file_watch.ask)
    if isinstance(screen, WorkshopScreen):
        help_ = "Save, leave this workshop and see all the others"
        yield Command(title=LIBRARY, help=help_, do=screen.leave)
    if isinstance(screen, WorkshopScreen) and not screen.sitting.only_read:
        help_ = "Compare this workshop with others"
        yield Command(title="Compare", help=help_, do=app.compare)
        help_ = "Add a stage of any kit; rename, move and leave out stages"
        yield Command(title="Stages", help=help_, do=partial(show_stages, screen))
        help_ = "Begin other workshops with what this one asks"
        yield Command(title="Keep as a kit", help=help_, do=partial(keep_as_kit, screen))
        help_ = "Start the next workshop after this one"
        yield Command(title="Follow up", help=help_, do=app.follow_up)
    if isinstance(screen, WorkshopScreen) and (program := program_of(app)):
        yield _handing_on(app, screen, program)
    if app.sitting is not None and not app.sitting.only_read:
        for each in app.rescues():
            yield Command(title=each.title, help=each.help, do=each.callback)
    switch = ("Mouse off", "Select text with the terminal instead")
    if not app.mouse_is_ours:
        switch = ("Mouse on", "Click keys, rows and answers")
    yield Command(title=switch[0], help=switch[1], do=app.action_mouse, section=EVERYWHERE)
    if not app.no_color:
        help_ = "Switch between light and dark"
        yield Command(title="Light or dark", help=help_, do=app.action_theme, section=EVERYWHERE)


def _handing_on(app: Served, screen: WorkshopScreen, program: Sequence[str]) -> Command:
    help_ = f"Give what is agreed to {one_line(Path(program[0]).name)}"
    do = partial(hand_on, app, screen.sitting, asked=True)
    return Command(title="Hand on the actions", help=help_, do=do)


def _later(app: Served, active: ActiveBinding) -> None:
    """Do what a key does, once the palette is gone."""
    app.call_later(app.run_action, active.binding.action, active.node)
