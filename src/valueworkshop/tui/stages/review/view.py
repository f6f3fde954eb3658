"""What became of last time: its open actions, then what was only assumed."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.agreed.promises import (
    Decision,
    Outcome,
    answers,
    decide,
    settle,
)
from valueworkshop.core.stages.review import show
from valueworkshop.core.stages.review.show import Review
from valueworkshop.tui.stages.review.last_time_rows import AssumptionRows, LookingBack, PromiseRows
from valueworkshop.tui.stages.review.learnt_form import Learnt, LearntScreen
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.words_form import WordsScreen


class ReviewView(StageView):
    """Two places: the actions of last time, and its assumptions."""

    LEAVES_ROOM = False

    DEFAULT_CSS = """
    ReviewView {
        & > #heading { text-style: bold; height: auto; }
        & > #said { color: $text-muted; height: auto; margin-bottom: 1; max-width: 76; }
        & > Rows { height: auto; max-height: 1fr; }
        & > #whole { height: auto; max-height: 9; margin-top: 1; max-width: 90; }
    }
    .-low ReviewView > Rows { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the question, the progress, the rows, and the one under the cursor in full."""
        yield Static(id="heading", markup=False)
        yield Static(id="said", markup=False)
        yield PromiseRows(id="promises")
        yield AssumptionRows(id="assumptions")
        yield Static(id="whole", markup=False)

    @property
    def assuming(self) -> bool:
        """Whether the assumptions are on screen, not the actions."""
        return show.is_about_assumptions(self._here, self.at)

    @property
    def _here(self) -> Review:
        return KINDS["review"].here(self.session, self.stage)

    @property
    def rows(self) -> LookingBack:
        """The rows on screen."""
        return self.query_one(AssumptionRows if self.assuming else PromiseRows)

    def show(self, session: Session) -> None:
        """Draw the actions or the assumptions."""
        place, given = show.place(self._here, self.at), self._here.given
        self.query_one("#heading", Static).update(Content(place.question))
        self.query_one("#said", Static).update(Content("\n".join(place.notes)))
        self.query_one(PromiseRows).display = not self.assuming
        self.query_one(AssumptionRows).display = self.assuming
        self.query_one(PromiseRows).show(session, given, self.width)
        self.query_one(AssumptionRows).show(session, given)
        self._show_whole()

    @on(LookingBack.OptionHighlighted)
    def _show_whole(self) -> None:
        here, key = self._here, self.rows.current or ""
        given = here.given
        if self.assuming and key in given.assumptions:
            assumed = given.assumptions[key]
            title, lines = assumed.text, show.on_assumption(here, assumed)
        elif not self.assuming and key in given.actions:
            promise = given.actions[key]
            title = promise.was.title
            lines = [" · ".join(show.who_and_when(here, promise)), *show.more_on(promise)]
        else:
            self.query_one("#whole", Static).update("")
            return
        told = "".join(f"\n{line}" for line in lines)
        self.query_one("#whole", Static).update(
            Content.assemble((title, "bold"), (told, "$text-muted"))
        )

    def enter(self) -> None:
        """Put the focus on the rows."""
        self.rows.focus()

    def explain(self) -> str:
        """Return what the help says about this place."""
        return show.place(self._here, self.at).about

    @on(PromiseRows.Decided)
    def _decide(self, event: PromiseRows.Decided) -> None:
        key, decision = event.key, event.decision
        if decision is not Decision.DROP:
            self._decided(key, decision)
            return
        promise = answers(self.session, self.stage).actions.get(key)
        if promise is None:
            return

        def told(reason: str | None) -> None:
            if reason and reason.strip():
                self._decided(key, decision, reason)
            else:
                self.say(show.NOT_DROPPED)

        self.ask(WordsScreen(promise.was.title, "Why do we drop it?", promise.reason), told)

    def _decided(self, key: str, decision: Decision, reason: str = "") -> None:
        if self.desk.is_refused():
            return
        self.desk.commit(decide(self.session, self.stage, key, decision, reason))
        self._go_past(key)
        self.say(show.SAID[decision])

    @on(AssumptionRows.Settled)
    def _settle(self, event: AssumptionRows.Settled) -> None:
        key, outcome = event.key, event.outcome
        assumed = answers(self.session, self.stage).assumptions.get(key)
        if assumed is None:
            return
        if outcome is Outcome.KEPT:
            if not self.desk.is_refused():
                self.desk.commit(settle(self.session, self.stage, key, outcome))
                self._go_past(key)
                self.say(show.SAID[outcome])
            return

        def told(learnt: Learnt | None) -> None:
            if learnt is None:
                return
            session = settle(
                self.session,
                self.stage,
                key,
                outcome,
                learnt=learnt.text,
                evidence=learnt.evidence,
            )
            self.desk.commit(session)
            self._go_past(key)
            self.say(show.SAID[outcome])

        self.ask(LearntScreen(assumed, outcome), told)

    def _go_past(self, key: str) -> None:
        """Go to the next row, if the cursor is still on this one."""
        if self.rows.current == key and (self.rows.highlighted or 0) < self.rows.option_count - 1:
            self.rows.action_cursor_down()

    @on(LookingBack.WentOn)
    def _go_on(self) -> None:
        self.post_message(self.Step(1))
