"""A text area and nothing else, to compare typing with. Arguments: width and height."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Bare(App[None]):
    """One text area, as large as the one we compare it with."""

    CSS = "TextArea { border: none; padding: 0 1; }"

    def compose(self) -> ComposeResult:
        """Lay out the text area."""
        area = TextArea(soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        area.cursor_blink = False
        area.styles.width, area.styles.height = map(int, sys.argv[1:])
        yield area


Bare().run()
