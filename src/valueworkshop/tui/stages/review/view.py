"""What became of last time: its open actions, then what was only assumed."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

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
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.words_form import WordsScreen

_DETAIL, _EDGES, _HIGH = 38, 4, 34
_FEW: Final = 5
"""Rows of what is under the cursor, where it has no card."""


class ReviewView(StageView):
    """Two places: the actions of last time, and its assumptions."""

    LEAVES_ROOM = False
    HAS_CARDS = True
    GROWS = True

    DEFAULT_CSS = f"""
    ReviewView {{
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & Static {{ height: auto; }}
        & > #heading {{ text-style: bold; }}
        & > #board, & #list {{ height: 1fr; }}
        & #said {{ color: $text-muted; margin-bottom: 1; }}
        & #list Rows {{ background: $surface; }}
        & #one {{ width: {_DETAIL}; margin-left: 1; background: $panel; display: none; }}
        & > #whole {{ padding: 0 2; max-height: {_FEW}; }}
        &.-beside #one {{ display: block; }}
        &.-beside > #whole {{ display: none; }}
        &.-small .card, &.-small .card:focus-within {{ border: none; padding: 0; }}
        &.-small > #whole {{ padding: 0 1; max-height: 3; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the question, the progress and the rows; the one under the cursor beside."""
        yield Static(id="heading", markup=False)
        with Horizontal(id="board"):
            with Vertical(id="list", classes="card"):
                yield Static(id="said", markup=False)
                yield PromiseRows(id="promises")
                yield AssumptionRows(id="assumptions")
            with VerticalScroll(id="one", classes="card", can_focus=False):
                yield Static(id="words", markup=False)
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
        small, beside = (self.screen.has_class(name) for name in ("-narrow", "-wide"))
        self.set_class(small, "-small")
        self.set_class(beside, "-beside")
        heading = self.query_one("#heading", Static)
        heading.update(Content(place.question))
        heading.display = small
        name_card(self.query_one("#list"), place.question)
        said = "\n".join(place.notes)
        self.query_one("#said", Static).update(Content(said))
        width = max(self.width - self.gutter.width, 20) - (1 if small else _EDGES + 1)
        width -= _DETAIL + 1 if beside else 0
        height = self.height - len(Content(said).wrap(width)) - 1 - (1 if small else 2)
        height -= 0 if beside else 3 if small else _FEW
        high = self.app.size.height >= _HIGH
        for rows in (self.query_one(PromiseRows), self.query_one(AssumptionRows)):
            rows.display = rows is self.rows
            rows.show(session, given, (width, height), high=high)
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
            title, lines = "", []
        between = "\n\n" if self.has_class("-beside") else "\n"
        told = Content.assemble(
            (title, "bold"), *((f"{between}{line}", "$text-muted") for line in lines)
        )
        for name in ("whole", "words"):
            self.query_one(f"#{name}", Static).update(told)
        keys = [option.id for option in self.rows.options]
        place = f"{keys.index(key) + 1} of {len(keys)}" if key in keys else ""
        name_card(self.query_one("#one"), place)

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
