"""The command palette, which lists by name what you can do here."""

import contextlib
from collections.abc import Iterator
from functools import partial

from textual.app import SystemCommand
from textual.binding import ActiveBinding
from textual.command import CommandPalette, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from valueworkshop.tui.app.served import Served
from valueworkshop.tui.widgets.clickable import is_many
from valueworkshop.tui.widgets.keys import display, working
from valueworkshop.tui.widgets.late import ClosedOnce
from valueworkshop.tui.workshop.go_to_screen import places_by_name
from valueworkshop.tui.workshop.workshop_screen import LIBRARY, WorkshopScreen


class Palette(ClosedOnce, CommandPalette):
    """Textual's palette, but a page key on a list that is still empty does not end the app."""

    def on_mount(self) -> None:
        """Put a sign before the search that is one cell wide in every terminal."""
        self.query_one(SearchIcon).icon = "/"
        self.query_one(Input).cursor_blink = False

    def _action_command_list(self, action: str) -> None:
        with contextlib.suppress(KeyError):
            super()._action_command_list(action)


class Places(Provider):
    """Every stage, question, item and field, once you type a part of its name."""

    async def search(self, query: str) -> Hits:
        """Yield the places whose names fit; what people wrote is not markup."""
        if not isinstance(self.screen, WorkshopScreen):
            return
        matcher = self.matcher(query)
        for name, place, _ in places_by_name(self.screen.desk.session):
            if (score := matcher.match(name)) > 0:
                go = partial(self.screen.navigation.go, place)
                yield Hit(score, Content(name.strip()), go, text=name.strip(), help="Go there")


def commands(app: Served, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield what the keys that work on `screen` do, and what has no key."""
    seen = {("command_palette", "Commands")}
    for active in working(screen):
        binding = active.binding
        told = (binding.action, binding.description)
        # Ours have ids. You type a digit, you do not choose it from a list.
        ours = binding.description and binding.id and not is_many(binding)
        if ours and active.enabled and told not in seen:
            seen.add(told)
            do = partial(_later, app, active)
            yield SystemCommand(binding.description, f"key: {display(binding)}", do)
    if isinstance(screen, WorkshopScreen) and screen.sitting.saver.status.left_alone:
        yield SystemCommand(
            "Both versions", "Compare yours with the file as others saved it", screen.file_watch.ask
        )
    if isinstance(screen, WorkshopScreen):
        yield SystemCommand(
            LIBRARY, "Save, leave this workshop and see all the others", screen.leave
        )
    if isinstance(screen, WorkshopScreen) and not screen.sitting.only_read:
        yield SystemCommand("Compare", "Compare this workshop with others", app.compare)
        yield SystemCommand("Follow up", "Start the next workshop after this one", app.follow_up)
    if app.sitting is not None and not app.sitting.only_read:
        yield from app.rescues()
    if app.mouse_is_ours:
        yield SystemCommand("Mouse off", "Select text with the terminal instead", app.action_mouse)
    else:
        yield SystemCommand("Mouse on", "Click keys, rows and answers", app.action_mouse)
    if not app.no_color:
        yield SystemCommand("Light or dark", "Switch between light and dark", app.action_theme)


def _later(app: Served, active: ActiveBinding) -> None:
    """Do what a key does, once the palette is gone."""
    app.call_later(app.run_action, active.binding.action, active.node)
