"""Asks what the team learnt about an assumption, and how the room knows."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.stages.agreed.promises import Assumption, Outcome
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line, Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What the team found out, and how."""

    text: str
    evidence: Evidence


class LearntScreen(Form[Learnt]):
    """Asks for what the team learnt, grade, source and date; Enter and Esc keep the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Keep", id="learnt.keep"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    LearntScreen {
        align: center middle;
        & > #box { width: 68; max-width: 96%; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; margin-bottom: 1; }
        & #title { text-style: bold; max-height: 3; }
        & Writing { height: 4; background: $panel; margin-bottom: 1; }
        & Horizontal { height: 1; }
        & Label { width: 12; color: $text-muted; }
        & Line { width: 1fr; background: $panel; }
    }
    """

    def __init__(self, assumed: Assumption, outcome: Outcome) -> None:
        """Ask about an assumption that was confirmed or refuted."""
        super().__init__()
        self._assumed = assumed
        self._outcome = outcome

    def compose(self) -> ComposeResult:
        """Lay out what it is about and the four fields."""
        known = self._assumed.evidence
        grade = known.grade if known.grade is not Grade.ASSUMED else Grade.HEARD
        grades = [(each.value, each.value) for each in (Grade.HEARD, Grade.MEASURED)]
        with Vertical(id="box"):
            yield Static(Content(one_line(self._assumed.text)), id="title")
            yield Static(Content(f"It is {self._outcome.value}. What did we learn?"))
            yield Writing(id="learnt")
            with Horizontal():
                yield Label("known")
                yield Choice(grades, grade.value, id="grade")
            with Horizontal():
                yield Label("who or what")
                yield Line(known.source, id="source")
            with Horizontal():
                yield Label("when")
                yield Line(known.when, id="when")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        writing = self.query_one(Writing)
        writing.write(self._assumed.learnt)
        writing.focus()

    @on(Writing.Kept)
    @on(Writing.WentOn)
    def _next(self) -> None:
        self.query_one(Choice).focus()

    @on(Input.Submitted)
    @on(Writing.Left)
    def action_keep(self) -> None:
        """Keep the fields."""
        self.dismiss(self.standing())

    def standing(self) -> Learnt:
        """Return the contents of the fields."""
        grade = Grade(self.query_one("#grade", Choice).value)
        source = one_line(self.query_one("#source", Line).value)
        when = one_line(self.query_one("#when", Line).value)
        evidence = Evidence(grade=grade, source=source, when=when)
        return Learnt(text=self.query_one(Writing).text, evidence=evidence)
