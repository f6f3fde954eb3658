"""The ladder on screen: a digit puts the mark that is asked for on a rung."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.ladder import model
from valueworkshop.core.stages.ladder.model import Mark, Rung, View, answers, asks
from valueworkshop.core.stages.ladder.picture import LEGEND, SIGNS, in_words, ladder
from valueworkshop.core.stages.ladder.score import climb
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.votes.evidence_form import GradingScreen
from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.words_form import WordsScreen

_ABOUT = (
    "B. Joseph Pine II: you are in the business of what you charge for. Raw stuff makes a "
    "commodity, tangible things goods, activities carried out services, and the time that "
    "customers spend with you an experience. Prahalad's checklist says what to strengthen in "
    "order to climb."
)


_WHY = "Why there? What is on the bill, in customers' words?"


class LadderView(StageView, can_focus=True):
    """Asks for three marks, one after the other: now, as customers see it, aimed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "place(1)", "Rung", key_display="1-4", id="ladder.place"),
        *(Binding(str(n), f"place({n})", show=False, id=f"ladder.place_{n}") for n in (2, 3, 4)),
        Binding("d", "place(0)", "Don't know", id="ladder.dont_know"),
        Binding("w", "why", "Why there", id="ladder.why"),
        Binding("t", "grade", "Evidence", id="ladder.grade"),
        Binding("enter", "go_on", "Next", id="ladder.next"),
        Binding("shift+tab", "back", "Back", show=False, id="ladder.back"),
    ]

    DEFAULT_CSS = """
    LadderView {
        & > Static { height: auto; margin-bottom: 1; }
        & > #question { text-style: bold; }
        & > #said { color: $text-muted; }
        & > #ladder { text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the question, the ladder, the mark that is asked for, and what all say."""
        for name in ("question", "ladder", "mark", "said"):
            yield Static(id=name, markup=False)

    @property
    def mark(self) -> View:
        """The mark at which the team stands."""
        return View(self.at) if self.at in set(View) else View.NOW

    def show(self, session: Session) -> None:
        """Draw the ladder."""
        given = answers(session, self.stage)
        question = f"{SIGNS[self.mark]}  {getattr(asks(session, self.stage), self.mark.value)}"
        self.query_one("#question", Static).update(Content(question))
        rungs = range(len(Rung), 0, -1)
        lines = [
            *(pressing(line, f"place({n})") for n, line in zip(rungs, ladder(given), strict=False)),
            Content(LEGEND).stylize("$text-muted"),
        ]
        self.query_one("#ladder", Static).update(Content("\n").join(lines))
        self.query_one("#mark", Static).update(_placed(given.of(self.mark)))
        said = " ".join(in_words(given, climb(session, self.stage)))
        self.query_one("#said", Static).update(Content(said))

    def enter(self) -> None:
        """Take the keys."""
        self.focus()

    def explain(self) -> str:
        """Return what the ladder is."""
        return _ABOUT

    def action_place(self, height: int) -> None:
        """Put the mark on a rung, 1 to 4 from below; 0 says that nobody knows."""
        rung = list(Rung)[height - 1] if height else None
        self.desk.commit(model.place(self.session, self.stage, self.mark, rung))

    def action_why(self) -> None:
        """Ask why the mark stands there."""
        mark, given = self.mark, answers(self.session, self.stage).of(self.mark)

        def said(why: str | None) -> None:
            if why is not None and why != given.why:
                self.desk.commit(model.say_why(self.session, self.stage, mark, why))

        about = getattr(asks(self.session, self.stage), mark.value)
        self.ask(WordsScreen(about, _WHY, given.why), said)

    def action_grade(self) -> None:
        """Ask how the room knows."""
        mark, given = self.mark, answers(self.session, self.stage).of(self.mark)

        def graded(found: Evidence | None) -> None:
            if found is not None and found != given.evidence:
                self.desk.commit(model.grade(self.session, self.stage, mark, found))

        question = getattr(asks(self.session, self.stage), mark.value)
        self.ask(GradingScreen(question, given.evidence), graded)

    def action_go_on(self) -> None:
        """Go to the next mark."""
        self.post_message(self.Step(1))

    def action_back(self) -> None:
        """Go to the mark before."""
        self.post_message(self.Step(-1))


def _placed(mark: Mark) -> Content:
    """Return where a mark stands, why, and how that is known."""
    if mark.rung is None:
        said = "we do not know" if mark.unknown else "not placed yet: 1 to 4 puts it on a rung"
    else:
        said = f"{mark.rung.value}: {mark.rung.charged_for}"
    lines = [
        Content.assemble(("placed  ", "$text-muted"), said),
        Content.assemble(("known   ", "$text-muted"), mark.evidence.in_words),
    ]
    if mark.why:
        lines.append(Content.assemble(("why     ", "$text-muted"), mark.why))
    return Content("\n").join(lines)
