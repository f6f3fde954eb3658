"""A message on a screen that has no line of its own for one."""

import textual.screen as textuals
from textual.content import Content
from textual.message_pump import MessagePump

from valueworkshop.core.clean_text import clean
from valueworkshop.tui.widgets.static import Static


class MessageLine(Static):
    """Words above the keys, over whatever is there: nothing moves when they come."""

    DEFAULT_CSS = """
    MessageLine {
        layer: message;
        dock: bottom;
        margin-bottom: 1;
        height: auto;
        max-height: 3;
        padding: 0 2;
        background: $background;
        color: $foreground;
    }
    """


class Telling(MessagePump):
    """For a screen: it shows messages; one that has a line for them says so itself."""

    def say(self, text: str) -> None:
        """Show a message above the keys, until the next one."""
        if not isinstance(self, textuals.Screen) or not self.is_attached:
            return
        said = Content(clean(text))
        for line in self.query(MessageLine):
            line.update(said)
            line.display = bool(text)
            return
        if text:
            self.mount(MessageLine(said))
