"""Asks how the room knows what it says about an item."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.tui.widgets.box import Box, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line

_NEEDED: Final = "heard: who and when · measured: a figure, n and date"


class GradingScreen(Form[Evidence]):
    """Asks for grade, source and date; Enter and Esc both keep the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="grading.keep"),
        Binding("tab", "app.focus_next", "Next field", id="grading.field"),
        Binding("escape", "keep", "Back", id="grading.back"),
        HELP_WRITING,
    ]

    def __init__(self, item: str, evidence: Evidence) -> None:
        """Ask about an item, and show its evidence so far."""
        super().__init__()
        self._item = item
        self._evidence = evidence

    def compose(self) -> ComposeResult:
        """Lay out the three fields."""
        grades = [(grade.value, grade.value) for grade in Grade]
        with Box("How do we know?", _NEEDED):
            yield Static(Content(self._item), classes="about")
            yield row("known", Choice(grades, self._evidence.grade.value, id="grade"))
            yield row("source", LongLine(self._evidence.source, id="source"))
            yield row("when", LongLine(self._evidence.when, id="when"))
        yield KeyBar()

    def holds(self) -> bool:
        """Return true: at least the grade is there."""
        return True

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the fields."""
        self.dismiss(self.standing())

    def standing(self) -> Evidence:
        """Return the contents of the fields."""
        grade = Grade(self.query_one("#grade", Choice).value)
        source = one_line(self.query_one("#source", Line).value)
        when = one_line(self.query_one("#when", Line).value)
        return Evidence(grade=grade, source=source, when=when)
