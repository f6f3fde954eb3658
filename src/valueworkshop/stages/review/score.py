"""How much of last time's plan came true, and how much of this stage is done."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from valueworkshop.stages.kind import Progress
from valueworkshop.stages.review.model import Decision, Promise, answers
from valueworkshop.workshop.session import Session

ACTIONS, ASSUMPTIONS = "actions", "assumptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """Last time's open actions counted: done, dropped, late and otherwise open; together all.

    Late are those still open whose day was before that of this workshop.
    """

    done: int = 0
    late: int = 0
    dropped: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """How many there were."""
        return self.done + self.late + self.dropped + self.open


def through(promises: Iterable[Promise], today: dt.date | None) -> Through:
    """Count what became of actions. What nobody decided on is open."""
    done = late = dropped = still = 0
    for promise in promises:
        due = promise.action.due
        if promise.decision is Decision.DONE:
            done += 1
        elif promise.decision is Decision.DROP:
            dropped += 1
        elif due is not None and today is not None and due < today:
            late += 1
        else:
            still += 1
    return Through(done=done, late=late, dropped=dropped, open=still)


def by_function(session: Session, stage: str) -> dict[str, Through]:
    """Return the same for each function, '' for actions of none, in the order of the actions."""
    sorted_out: dict[str, list[Promise]] = {}
    for _, promise in answers(session, stage).promises:
        sorted_out.setdefault(promise.action.function, []).append(promise)
    return {name: through(found, session.date) for name, found in sorted_out.items()}


def places(session: Session, stage: str) -> list[str]:
    """Return the two parts, as far as last time left anything for them."""
    given = answers(session, stage)
    parts = ((ACTIONS, given.actions), (ASSUMPTIONS, given.assumptions))
    return [name for name, found in parts if found]


def progress(session: Session, stage: str) -> Progress:
    """Count the actions and assumptions that something was said of."""
    given = answers(session, stage)
    done = sum(promise.decision is not None for promise in given.actions.values())
    done += sum(assumed.outcome is not None for assumed in given.assumptions.values())
    return Progress(done, len(given.actions) + len(given.assumptions))
