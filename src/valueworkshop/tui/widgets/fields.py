"""The fields of a form: Tab goes through them, and does not leave them after the last."""

from typing import Any, Final

from textual.css.query import QueryType
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line, Saying, Writing

LAST: Final = "This is the last field."


def is_field(widget: Widget | None) -> bool:
    """Whether typing into a widget gives an answer, and not a key or a search."""
    return isinstance(widget, Writing | Choice) or (isinstance(widget, Line) and not widget.SEARCH)


class ByFields(MessagePump):
    """For a screen: Tab goes from field to field, and selects the text of a full one.

    After the last field you stay there: elsewhere letters are keys, and in the first field they
    would replace its text.
    """

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Go to the next field; from the last one of a form nowhere."""
        if not isinstance(self, Screen):
            return None
        _place(self)
        if _is_behind_all(self):
            say_on(self, LAST)
            return self.focused
        return _selected(Screen.focus_next(self, selector))

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Go to the previous field."""
        if not isinstance(self, Screen):
            return None
        _place(self)
        return _selected(Screen.focus_previous(self, selector))


def say_on(screen: Screen[Any], text: str) -> None:
    """Show a message on a screen's line."""
    if isinstance(screen, Saying):
        screen.say(text)


def _place(screen: Screen[Any]) -> None:
    """Give what was shown a moment ago its place: Textual's order of fields is that on screen."""
    screen._refresh_layout()  # noqa: SLF001 - as Textual would by itself, a moment later


def _is_behind_all(screen: Screen[Any]) -> bool:
    """Whether the focus is in the last field of a form with text fields."""
    chain = screen.focus_chain
    writes = any(isinstance(each, Line | Writing) and is_field(each) for each in chain)
    return writes and is_field(screen.focused) and screen.focused is chain[-1]


def _selected(widget: Widget | None) -> Widget | None:
    if isinstance(widget, Line) and is_field(widget):
        widget.select_all()
    return widget
