"""Asks for the unit of amounts."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.place import Saying
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.writing import Line


class UnitScreen(Form[str]):
    """Asks for a currency and a span of time; Enter and Esc both keep the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="unit.enter"),
        Binding("escape", "keep", "Back", id="unit.back"),
        HELP_WRITING,
    ]

    def __init__(self, saying: Saying) -> None:
        """Show the answer so far."""
        super().__init__()
        self._saying = saying

    def compose(self) -> ComposeResult:
        """Lay out the question and the line to write in."""
        with Box(self._saying.question):
            yield Static(Content(self._saying.about), classes="about")
            yield Line(self._saying.text, id="unit", placeholder="EUR per customer and year")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Line).focus()

    def holds(self) -> bool:
        """Return whether there was an answer."""
        return bool(self._saying.text)

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Keep the text."""
        self.dismiss(self.standing())

    def standing(self) -> str:
        """Return the text."""
        return one_line(self.query_one(Line).value)
