"""A line above a list: what is typed says what the list shows."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.writing import Line


class FilterLine(Line):
    """Words to filter by; the arrows move in the list of the screen while one types."""

    SEARCH = True

    BINDINGS: ClassVar[list[BindingType]] = [HELP_WRITING]

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move the cursor of the list while one types."""
        moves = {"up": LongRows.action_cursor_up, "down": LongRows.action_cursor_down}
        if event.key in moves:
            event.stop()
            moves[event.key](self.screen.query_one(LongRows))
