"""Asks what the team learnt about an assumption, and how the room knows."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.stages.agreed.promises import Assumption, Outcome
from valueworkshop.tui.widgets.box import Box, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.static import Static
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
        Binding("enter", "keep", "Keep", id="learnt.enter"),
        Binding("tab", "app.focus_next", "Next field", id="learnt.field"),
        Binding("escape", "keep", "Back", show=False, id="learnt.keep"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    LearntScreen Box {
        & > .about { max-height: 3; }
        & > Writing { margin-bottom: 1; }
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
        with Box(f"It is {self._outcome.value}. What did we learn?", broad=True):
            yield Static(Content(one_line(self._assumed.text)), classes="about")
            yield Writing(id="learnt")
            yield row("known", Choice(grades, grade.value, id="grade"))
            yield row("who or what", LongLine(known.source, id="source"))
            yield row("when", LongLine(known.when, id="when"))
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        writing = self.query_one(Writing)
        writing.write(self._assumed.learnt)
        writing.focus()

    def holds(self) -> bool:
        """Return whether something was learnt before."""
        return bool(self._assumed.learnt)

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
