"""The actions and the assumptions of last time: one key each says what became of them."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.promises import Answers, Decision, Outcome, is_late
from valueworkshop.core.stages.review.show import DECIDED, age
from valueworkshop.tui.widgets.rows import Rows

_AGE, _OWNER, _ROOM_FOR_OWNER = 11, 16, 76


class LookingBack(Rows):
    """A row for each; Enter leaves them as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="review.go_on"),
    ]

    class WentOn(Message):
        """Somebody goes on."""

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

    def show(self, session: Session, given: Answers, width: int) -> None:
        """Show the actions in the order of last time."""
        owners = width >= _ROOM_FOR_OWNER
        self.show_rows(
            [
                (
                    key,
                    Content.assemble(
                        _mark(
                            DECIDED[promise.decision] if promise.decision else "",
                            "? late" if is_late(session, promise) else "?",
                        ),
                        (set_cell_size(age(promise.since, session.date), _AGE), "$text-muted"),
                        _cut(promise.was.owner or "nobody", _OWNER) if owners else "",
                        (one_line(promise.was.title), "" if promise.decision else "bold"),
                    ),
                )
                for key, promise in given.promises
            ]
        )

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

    def show(self, session: Session, given: Answers) -> None:
        """Show the assumptions, the oldest first."""
        self.show_rows(
            [
                (
                    key,
                    Content.assemble(
                        _mark(assumed.outcome.value if assumed.outcome else ""),
                        (set_cell_size(age(assumed.since, session.date), _AGE), "$text-muted"),
                        (one_line(assumed.text), "" if assumed.outcome else "bold"),
                    ),
                )
                for key, assumed in given.assumed
            ]
        )

    def action_settle(self, outcome: str) -> None:
        """Say what became of the assumption under the cursor."""
        if key := self.current:
            self.post_message(self.Settled(key, Outcome(outcome)))


def _mark(said: str, unsaid: str = "?") -> Content:
    style = "$text-muted" if said else "$warning bold"
    return Content.assemble("  ", (set_cell_size(said or unsaid, 14), style))


def _cut(text: str, cells: int) -> Content:
    return Content(one_line(text)).truncate(cells - 2, ellipsis=True, pad=True) + "  "
