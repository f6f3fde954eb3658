"""The projector in a terminal of its own: it follows a workshop, and changes nothing."""

import asyncio
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.driver import Driver

from valueworkshop.files.home import bug_log, settings
from valueworkshop.files.shared.view_follower import Follower, Seen
from valueworkshop.tui.app.dressed import DressedApp, asking_driver
from valueworkshop.tui.app.preferences import Preferences
from valueworkshop.tui.app.read_preferences import preferences
from valueworkshop.tui.app.signals import leave_at_signals
from valueworkshop.tui.projector.projection import Projection
from valueworkshop.tui.widgets.ascii_filter import PlainSigns
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.motion import moves
from valueworkshop.tui.widgets.sturdy_app import run_to_its_end

EVERY: Final = 0.2
"""Seconds between two looks: an edit is on the wall within half a second."""


class WatchApp(DressedApp):
    """Shows what people may see of one workshop. Keys quit, turn pages and change the look."""

    CSS = "Screen { background: $background; color: $foreground; }"
    TITLE = "valueworkshop"
    ENABLE_COMMAND_PALETTE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape", "quit", "Quit", id="watch.quit"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="watch.quit_ctrl"),
        Binding("t", "theme", "Light or dark", id="watch.theme"),
        Binding("question_mark", "help", "Help", key_display="?", id="app.help"),
        Binding("f1", "help", "Help", show=False, id="app.help_f1"),
    ]

    def __init__(
        self,
        follower: Follower,
        preferences: Preferences | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """Follow what `follower` looks at."""
        super().__init__(driver_class=driver_class)
        self._follower = follower
        self._looking = False
        self.animation_level = "none"
        found = preferences or Preferences()
        self.other_keys = found.keys
        self.wear(found.settings.theme)
        if found.settings.ascii:
            # A line that is shown holds their words beside our signs; none may be too wide.
            self._filters.append(PlainSigns(tuple))

    def compose(self) -> ComposeResult:
        """Lay out the projection and the few keys."""
        yield Projection()
        yield KeyBar()

    async def on_mount(self) -> None:
        """Look at once, then again and again."""
        leave_at_signals(lambda code: self.exit(return_code=code))
        self.set_keymap({key: ",".join(keys) for key, keys in self.other_keys.items()})
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.query_one(Projection).focus()
        self.set_interval(EVERY, self.look)
        await self.look()

    async def look(self) -> None:
        """Show what is new, if anything is. A slow disk holds up no key."""
        if self._looking:
            return
        self._looking = True
        try:
            self.show(await asyncio.to_thread(self._follower.look))
        finally:
            self._looking = False

    def show(self, seen: Seen) -> None:
        """Show what was seen."""
        projection = self.screen_stack[0].query_one(Projection)
        projection.projected, projection.note = seen.projected, seen.note

    def load_places(self) -> None:
        """Import every screen and every view, for a text that names a key of one."""
        from valueworkshop.tui.app.key_places import load_places  # noqa: PLC0415 - seldom

        load_places()

    def action_help(self) -> None:
        """Explain what is on screen, and the keys."""
        from valueworkshop.tui.app.help_screen import HelpScreen  # noqa: PLC0415 - made when asked for

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))


def watch(path: Path, state: Path, env: Mapping[str, str] = os.environ) -> int:
    """Follow the workshop in the file at `path` until somebody leaves; return the exit code.

    `env` overrides the config file.
    """
    wanted = preferences(settings.read(settings.config_file(env, Path.cwd())), env)
    app = WatchApp(Follower(path=path, state=state), wanted, asking_driver())
    app.fit_colours()
    if moves(env) and not wanted.settings.accessible:
        app.motion = time.monotonic
    code = run_to_its_end(app)
    if app.bug is not None:
        bug_log.note(app.bug, state)
    return code
