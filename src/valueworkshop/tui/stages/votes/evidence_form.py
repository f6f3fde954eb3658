"""Asks how the room knows what it says about an item."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line


class GradingScreen(Form[Evidence]):
    """Asks for grade, source and date; Enter and Esc both keep the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="grading.keep"),
        Binding("escape", "keep", "Back", id="grading.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    GradingScreen {
        align: center middle;
        & > #box { width: 64; max-width: 96%; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; margin-bottom: 1; }
        & #title { text-style: bold; }
        & Horizontal { height: 2; }
        & Label { width: 12; color: $text-muted; }
        & Line { width: 1fr; background: $panel; }
    }
    """

    def __init__(self, item: str, evidence: Evidence) -> None:
        """Ask about an item, and show its evidence so far."""
        super().__init__()
        self._item = item
        self._evidence = evidence

    def compose(self) -> ComposeResult:
        """Lay out the three fields."""
        grades = [(grade.value, grade.value) for grade in Grade]
        with Vertical(id="box"):
            yield Static(Content(self._item), id="title")
            yield Static(
                Content(
                    "How do we know? Heard needs who and when, measured needs a figure, n and date."
                )
            )
            with Horizontal():
                yield Label("known")
                yield Choice(grades, self._evidence.grade.value, id="grade")
            with Horizontal():
                yield Label("source")
                yield Line(self._evidence.source, id="source")
            with Horizontal():
                yield Label("when")
                yield Line(self._evidence.when, id="when")
        yield KeyBar()

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
