"""The command palette, which lists what can be done here by name."""

import contextlib

from textual.command import CommandPalette


class Palette(CommandPalette):
    """Textual's palette, but a page key on a list that is still empty does not end the app."""

    def _action_command_list(self, action: str) -> None:
        with contextlib.suppress(KeyError):
            super()._action_command_list(action)
