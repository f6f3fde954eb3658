"""Small questions while a survey is matched: one of several, or one line of text."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList

from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, HELP_WRITING
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.writing import Line


class PickScreen(ModalScreen[str | None]):
    """Offers choices in words; gives the value of the picked one, None for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="pick.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    PickScreen { align: center middle; }
    """

    def __init__(self, asked: str, choices: Mapping[str, str], chosen: str = "") -> None:
        """Ask a question; the cursor begins on the current choice."""
        super().__init__()
        self._asked, self._choices, self._chosen = asked, choices, chosen

    def compose(self) -> ComposeResult:
        """Lay out the question above the list."""
        with Box(self._asked, lists=True):
            yield PickRows(id="offered")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        rows = [(value, Content(f"  {words}")) for value, words in self._choices.items()]
        self.query_one(PickRows).show_rows(rows, self._chosen)
        self.query_one(PickRows).focus()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


class PickRows(Rows):
    """What can be picked: a click picks."""

    AT_ONCE = True

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "This one", id="pick.this")]


class LineScreen(ModalScreen[str | None]):
    """Asks for one line of text; gives it, or None if the user goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="ask_line.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    LineScreen { align: center middle; }
    """

    def __init__(self, asked: str, hint: str = "", value: str = "") -> None:
        """Ask a question, with a word of help, and with the current value."""
        super().__init__()
        self._asked, self._hint, self._value = asked, hint, value

    def compose(self) -> ComposeResult:
        """Lay out the question above the line."""
        with Box(self._asked, self._hint):
            yield LongLine(self._value, id="answer")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Line).focus()

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)
