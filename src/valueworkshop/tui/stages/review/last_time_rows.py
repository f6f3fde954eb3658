"""The actions and the assumptions of last time: one key each says what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.show import spoken
from valueworkshop.core.stages.agreed.promises import (
    Answers,
    Decision,
    Outcome,
    Promise,
    is_late,
)
from valueworkshop.core.stages.review.show import DECIDED, age
from valueworkshop.tui.widgets.spaced_rows import SpacedRows

SIGNS: Final[Mapping[str, str]] = {
    "done": "✓",
    "stays": "=",
    "carried over": "→",
    "dropped": "×",
    "confirmed": "✓",
    "refuted": "×",
    "kept": "=",
}
"""The sign of what was decided, beside its word."""

_WORD: Final = max(map(len, SIGNS)) + 2


@dataclass(frozen=True, slots=True)
class _Said:
    """Something of last time: what was decided on it, its words, and what stands below them."""

    key: str
    decided: str
    words: str
    below: str
    late: str = ""


class LookingBack(SpacedRows):
    """A row for each; Enter leaves them as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="review.go_on"),
    ]

    class WentOn(Message):
        """Somebody goes on."""

    def show_said(self, said: Sequence[_Said], size: tuple[int, int], *, high: bool) -> None:
        """Show rows with what is below their words if that fits, and a blank row between."""
        width, height = size
        rows: list[tuple[str, list[Content]]] = []
        for tells, gap in ((True, True), (True, False), (False, False)):
            rows = [(each.key, _lines(each, width, tells=tells)) for each in said]
            if sum(len(lines) + gap for _, lines in rows) - gap <= height or (high and gap):
                break
        self.show_spaced(rows, Content("") if gap else None)
        self.styles.max_height = max(height, 1)

    def action_go_on(self) -> None:
        """Leave what is here as it is."""
        self.post_message(self.WentOn())


class PromiseRows(LookingBack):
    """An action per row, after the decision on it and its age."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "decide('done')", "Done", id="review.done"),
        Binding("s", "decide('keep')", "Stays", id="review.keep"),
        Binding("c", "decide('carry over')", "Carry over", id="review.carry"),
        Binding("x", "decide('drop')", "Drop", id="review.drop"),
    ]

    @dataclass
    class Decided(Message):
        """Somebody said what becomes of an action."""

        key: str
        decision: Decision

    def show(self, session: Session, given: Answers, size: tuple[int, int], *, high: bool) -> None:
        """Show the actions in the order of last time, in `size` cells across and down."""
        rows = [
            _Said(
                key,
                DECIDED[promise.decision] if promise.decision else "",
                one_line(promise.was.title),
                " · ".join(
                    filter(
                        None,
                        (
                            one_line(promise.was.owner) or "nobody",
                            "" if (late := _late(session, promise)) else _due(promise),
                            age(promise.since, session.date),
                        ),
                    )
                ),
                late,
            )
            for key, promise in given.promises
        ]
        self.show_said(rows, size, high=high)

    def action_decide(self, decision: str) -> None:
        """Say what becomes of the action under the cursor."""
        if key := self.current:
            self.post_message(self.Decided(key, Decision(decision)))


class AssumptionRows(LookingBack):
    """An assumption per row, after what became of it and its age."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "settle('confirmed')", "Confirmed", id="review.confirmed"),
        Binding("x", "settle('refuted')", "Refuted", id="review.refuted"),
        Binding("s", "settle('kept')", "Stays assumed", id="review.kept"),
    ]

    @dataclass
    class Settled(Message):
        """Somebody said what became of an assumption."""

        key: str
        outcome: Outcome

    def show(self, session: Session, given: Answers, size: tuple[int, int], *, high: bool) -> None:
        """Show the assumptions, the oldest first, in `size` cells across and down."""
        rows = [
            _Said(
                key,
                assumed.outcome.value if assumed.outcome else "",
                one_line(assumed.text),
                " · ".join(filter(None, (age(assumed.since, session.date), assumed.learnt))),
            )
            for key, assumed in given.assumed
        ]
        self.show_said(rows, size, high=high)

    def action_settle(self, outcome: str) -> None:
        """Say what became of the assumption under the cursor."""
        if key := self.current:
            self.post_message(self.Settled(key, Outcome(outcome)))


def _late(session: Session, promise: Promise) -> str:
    """Say by how much an action that goes on was late on the day of this workshop."""
    gone = promise.decision in (Decision.DONE, Decision.DROP)
    if gone or not is_late(session, promise) or promise.was.due is None or session.date is None:
        return ""
    return spoken.away(promise.was.due, session.date)


def _due(promise: Promise) -> str:
    return f"due {promise.was.due.isoformat()}" if promise.was.due else "no date"


def _lines(said: _Said, width: int, *, tells: bool) -> list[Content]:
    """Return a row: the sign of what was said, its words, and below them the rest."""
    open_ = not said.decided
    sign, word = ("?", "open") if open_ else (SIGNS.get(said.decided, "·"), said.decided)
    style = "bold $warning" if open_ else "$text-muted"
    head = Content.assemble("  ", (f"{sign} ", style), (f"{word:<{_WORD}}", style))
    room = max(width - head.cell_length, 10)
    found = Content(said.words).stylize("bold" if open_ else "").wrap(room)
    late = Content.assemble((f"! {said.late}  ", "bold $gap-steep")) if said.late else Content("")
    if tells:
        below = Content.assemble(late, (one_line(said.below), "$text-muted"))
        found = [*found, *(below.wrap(room) if below.plain else [])]
    elif late.plain:
        words = Content(said.words).stylize("bold" if open_ else "")
        found = Content.assemble(late, words).wrap(room)
    blank = Content(" " * head.cell_length)
    return [Content.assemble(head if n == 0 else blank, line) for n, line in enumerate(found)]
