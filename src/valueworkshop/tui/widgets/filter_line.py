"""A line above a list: the words typed into it filter the list."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.writing import Line


class FilterLine(Line):
    """Words to filter by; the arrows move in the screen's list while you type."""

    SEARCH = True

    BINDINGS: ClassVar[list[BindingType]] = [HELP_WRITING]

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move the cursor of the list while you type."""
        moves = {
            "up": LongRows.action_cursor_up,
            "down": LongRows.action_cursor_down,
            "pageup": LongRows.action_page_up,
            "pagedown": LongRows.action_page_down,
        }
        if event.key in moves:
            event.stop()
            moves[event.key](self.screen.query_one(LongRows))
