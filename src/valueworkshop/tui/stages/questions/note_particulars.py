"""What a note keeps beside its text: how we know it, whom it is about, who said it."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import DO_NOTHING, Note
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line

_WIDE: Final = 88
"""With so many cells all fits on one line."""


class Particulars(Vertical):
    """Under the text, on one line of a wide screen. Tab goes through them; Enter keeps the note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Keep note", id="particulars.keep"),
        Binding("escape", "leave", show=False, id="particulars.leave"),
    ]

    DEFAULT_CSS = """
    Particulars {
        height: 2;
        & > Horizontal { height: 1; }
        & Label { color: $text-muted; margin: 0 1 0 2; width: auto; }
        & #grade { margin-left: 2; }
        & #source { width: 1fr; }
        & #when { width: 13; }
        & #said-by { width: 1fr; }
        & .hidden { display: none; }
        &.-one-line { layout: horizontal; height: 1; }
        &.-one-line > Horizontal { width: 3fr; }
        &.-one-line > Horizontal.-second { width: 2fr; }
    }
    """

    @dataclass
    class Done(Message):
        """Somebody pressed Enter in one of the fields."""

    @dataclass
    class Left(Message):
        """Somebody pressed Esc in one of the fields."""

    def compose(self) -> ComposeResult:
        """Lay out evidence, source and date above; segment, competitor and speaker below."""
        grades = [(grade.value, grade.value) for grade in Grade]
        with Horizontal():
            grade = Choice(grades, Grade.ASSUMED.value, id="grade")
            grade.can_focus = False  # ctrl+t changes it from anywhere; Tab goes to the source
            yield grade
            yield Label("source")
            yield Line(id="source")
            yield Label("when")
            yield Line(id="when")
        with Horizontal(classes="-second"):
            yield Label("for", id="segment-label")
            yield Choice([("", "any")], id="segment")
            yield Label("about", id="competitor-label")
            yield Choice([("", "no competitor")], id="competitor")
            yield Label("said by")
            yield Line(id="said-by")

    def offer(self, session: Session, *, competitors: bool) -> None:
        """Offer the session's segments and, if a question is about them, its competitors."""
        segments = [(key, segment.name) for key, segment in ordered(session.segments)]
        self._choice("segment").offer([("", "any"), *segments])
        rivals = [(key, rival.name) for key, rival in ordered(session.competitors)]
        if session.do_nothing:
            rivals.append((DO_NOTHING, "doing nothing"))
        self._choice("competitor").offer([("", "no competitor"), *rivals])
        self._show("segment", shown=bool(segments))
        self._show("competitor", shown=competitors)
        self._short = not competitors
        self._fit()

    def on_mount(self) -> None:
        """Know nothing of a question yet."""
        self._short = False

    def on_resize(self) -> None:
        """Take one line if all fits on it."""
        self._fit()

    def _fit(self) -> None:
        self.set_class(self._short and self.size.width >= _WIDE, "-one-line")

    def note(self, question: str, text: str) -> Note:
        """Return a note on `question` with `text` and the contents of the fields."""
        return Note(
            question=question,
            text=text,
            evidence=Evidence(
                grade=Grade(self._choice("grade").value),
                source=self._line("source"),
                when=self._line("when"),
            ),
            segment=self._choice("segment").value,
            competitor=self._choice("competitor").value,
            said_by=self._line("said-by"),
        )

    def fill(self, note: Note) -> None:
        """Show a note's particulars."""
        self._choice("grade").value = note.evidence.grade.value
        self._choice("segment").value = note.segment
        self._choice("competitor").value = note.competitor
        self.query_one("#source", Line).value = note.evidence.source
        self.query_one("#when", Line).value = note.evidence.when
        self.query_one("#said-by", Line).value = note.said_by

    def clear(self) -> None:
        """Empty the fields: what is known about one note is not known about the next."""
        self.fill(Note(question="", text=""))

    def next_grade(self) -> None:
        """Go to the next grade of evidence."""
        self._choice("grade").action_step(1)

    def _choice(self, name: str) -> Choice:
        return self.query_one(f"#{name}", Choice)

    def _line(self, name: str) -> str:
        return one_line(self.query_one(f"#{name}", Line).value)

    def _show(self, name: str, *, shown: bool) -> None:
        self._choice(name).set_class(not shown, "hidden")
        self.query_one(f"#{name}-label").set_class(not shown, "hidden")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())

    def action_done(self) -> None:
        """Keep the note."""
        self.post_message(self.Done())

    def action_leave(self) -> None:
        """Go back to the text, and keep the fields as they are."""
        self.post_message(self.Left())
