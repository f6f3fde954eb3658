"""The command palette, which lists what can be done here by name."""

import contextlib

from textual.command import CommandPalette, SearchIcon
from textual.widgets import Input


class Palette(CommandPalette):
    """Textual's palette, but a page key on a list that is still empty does not end the app."""

    def on_mount(self) -> None:
        """Show a sign of one cell in every terminal before the search."""
        self.query_one(SearchIcon).icon = "/"
        self.query_one(Input).cursor_blink = False

    def _action_command_list(self, action: str) -> None:
        with contextlib.suppress(KeyError):
            super()._action_command_list(action)
