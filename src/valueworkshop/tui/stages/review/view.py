"""What became of last time: its open actions, then what was only assumed."""

from collections.abc import Iterator
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.last_time import in_words
from valueworkshop.core.stages.agreed.promises import (
    Answers,
    Assumption,
    Decision,
    Outcome,
    Promise,
    answers,
    asks,
    by_function,
    decide,
    is_late,
    settle,
    through,
)
from valueworkshop.core.stages.review.score import ASSUMPTIONS
from valueworkshop.core.stages.review.words import age, functions_in_words
from valueworkshop.tui.stages.review.last_time_rows import AssumptionRows, LookingBack, PromiseRows
from valueworkshop.tui.stages.review.learnt_form import Learnt, LearntScreen
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.words_form import WordsScreen

_SAID: Final = {
    Decision.DONE: "Done.",
    Decision.KEEP: "It stays as it is, in this plan too.",
    Decision.DROP: "Dropped.",
    Decision.CARRY: "In this plan now: give it a new date there.",
}


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
        """Lay out the question, how far it is, the rows, and the one under the cursor in full."""
        yield Static(id="heading", markup=False)
        yield Static(id="said", markup=False)
        yield PromiseRows(id="promises")
        yield AssumptionRows(id="assumptions")
        yield Static(id="whole", markup=False)

    @property
    def assuming(self) -> bool:
        """Whether the assumptions are shown, not the actions."""
        given = answers(self.session, self.stage)
        return self.at == ASSUMPTIONS or (not given.actions and bool(given.assumptions))

    @property
    def rows(self) -> LookingBack:
        """The rows that are shown."""
        return self.query_one(AssumptionRows if self.assuming else PromiseRows)

    def show(self, session: Session) -> None:
        """Draw the actions or the assumptions."""
        plan, given = asks(session, self.stage), answers(session, self.stage)
        heading = plan.assumptions if self.assuming else plan.actions
        empty = not given.actions and not given.assumptions
        self.query_one("#heading", Static).update(Content("Last time" if empty else heading))
        self.query_one("#said", Static).update(Content(self._so_far(session, given)))
        self.query_one(PromiseRows).display = not self.assuming
        self.query_one(AssumptionRows).display = self.assuming
        self.query_one(PromiseRows).show(session, given, self.width)
        self.query_one(AssumptionRows).show(session, given)
        self._show_whole()

    def _so_far(self, session: Session, given: Answers) -> str:
        """Say what is left to do, or what came of all."""
        on = f"{shown_key(self, 'review.go_on')} goes on."
        if self.assuming:
            left = sum(each.outcome is None for each in given.assumptions.values())
            done = f"All are settled. {on}"
            return f"{left} to settle, the oldest first." if left else done
        if not given.actions:
            if session.follows.id:
                return f"Nothing was left open last time. {on}"
            return f"This workshop follows no other: there is nothing to look back on. {on}"
        left = sum(each.decision is None for each in given.actions.values())
        if left:
            return f"{left} to decide: one word from the owner, no reasons yet."
        said = f"{in_words(through(session, self.stage))}. {on}"
        functions = functions_in_words(by_function(session, self.stage))
        return f"{said}\n{functions}" if functions else said

    @on(LookingBack.OptionHighlighted)
    def _show_whole(self) -> None:
        given, key = answers(self.session, self.stage), self.rows.current or ""
        lines: list[str] = []
        if self.assuming and key in given.assumptions:
            title, lines = given.assumptions[key].text, list(_of_assumption(given.assumptions[key]))
        elif not self.assuming and key in given.actions:
            promise = given.actions[key]
            title, lines = promise.was.title, list(_of_promise(self.session, promise))
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
        """Return what the help says of this place."""
        if self.assuming:
            return (
                "What weighed last time and nobody had asked customers about. What was learnt is "
                "how this workshop knows it, where it asks the same again. Pressing another key "
                "on it changes that."
            )
        return (
            "What stays is in this plan as it was; what is carried over needs a new date there. "
            "Dropping asks for the reason. An action keeps its history from workshop to workshop. "
            "Pressing another key on it changes that."
        )

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
                self.say("Not dropped: it needs a reason.")

        self.ask(WordsScreen(promise.was.title, "Why is it dropped?", promise.reason), told)

    def _decided(self, key: str, decision: Decision, reason: str = "") -> None:
        if self.desk.is_refused():
            return
        self.desk.commit(decide(self.session, self.stage, key, decision, reason))
        self._go_past(key)
        self.say(_SAID[decision])

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
                self.say("It stays assumed: it comes again next time.")
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
            self.say(f"It is {outcome.value}.")

        self.ask(LearntScreen(assumed, outcome), told)

    def _go_past(self, key: str) -> None:
        """Go to the next row, if the cursor still stands on this one."""
        if self.rows.current == key and (self.rows.highlighted or 0) < self.rows.option_count - 1:
            self.rows.action_cursor_down()

    @on(LookingBack.WentOn)
    def _go_on(self) -> None:
        self.post_message(self.Step(1))


def _of_promise(session: Session, promise: Promise) -> Iterator[str]:
    """Yield who, by when and how old, then its history, then why it was dropped."""
    was, old = promise.was, age(promise.since, session.date)
    due = f"due {was.due.isoformat()}" if was.due else "without a day"
    told = (
        was.owner or "nobody owns it",
        was.function,
        f"{due}, late" if is_late(session, promise) else due,
        f"agreed {old} ago" if old else "",
    )
    yield " · ".join(part for part in told if part)
    if was.success:
        yield f"success shows: {was.success}"
    yield from promise.history
    if promise.reason:
        yield f"dropped: {promise.reason}"


def _of_assumption(assumed: Assumption) -> Iterator[str]:
    """Yield why it weighs, and what was learnt."""
    if assumed.dots:
        yield f"a note with {assumed.dots} {'dot' if assumed.dots == 1 else 'dots'}"
    elif assumed.priority:
        yield f"priority {assumed.priority} of 100 last time"
    if assumed.learnt:
        yield assumed.learnt
    if assumed.outcome in (Outcome.CONFIRMED, Outcome.REFUTED):
        yield assumed.evidence.in_words
