"""Last time's open actions and untested assumptions, and what is decided on each.

What was there is kept here as it was, so that this workshop is whole without the one before it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from valueworkshop.stages.actions.model import Action, Status
from valueworkshop.stages.actions.model import answers as agreed
from valueworkshop.stages.votes.edits import grade
from valueworkshop.stages.votes.model import asks as voted_on
from valueworkshop.workshop.evidence import Evidence
from valueworkshop.workshop.order import last, ordered
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import clean


class Decision(StrEnum):
    """What becomes of an action: done; open as it is; given up; into the new plan, dated anew."""

    DONE = "done"
    KEEP = "keep"
    DROP = "drop"
    CARRY = "carry over"


class Outcome(StrEnum):
    """What became of an assumption."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The wording of the two questions."""

    actions: str = "What became of it?"
    assumptions: str = "Has anybody asked customers since?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An action that was open last time, as it stood then.

    `since` is the day of the workshop that first agreed it; `history` tells, oldest first, what
    each workshop since then made of it. Its id here is its id in every one of them.
    """

    action: Action
    since: dt.date | None = None
    history: tuple[str, ...] = ()
    decision: Decision | None = None
    reason: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """An item that weighed and was only assumed: 'stage/item', the words asked, since which day.

    `priority` is R of last time in whole points, 0 to 100. `learnt` is what was found out, and
    `evidence` how.
    """

    item: str
    text: str
    since: dt.date | None = None
    priority: int = 0
    outcome: Outcome | None = None
    learnt: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What last time left, by id: actions by their own ids, assumptions by ids of this session."""

    actions: Mapping[str, Promise] = field(default_factory=dict)
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)

    @property
    def promises(self) -> list[tuple[str, Promise]]:
        """The (id, action) pairs in order."""
        return ordered(self.actions)

    @property
    def assumed(self) -> list[tuple[str, Assumption]]:
        """The (id, assumption) pairs in order, the oldest first."""
        return ordered(self.assumptions)


def asks(session: Session, stage: str) -> Asks:
    """Return what the stage asks."""
    return session.asked(stage, Asks)


def answers(session: Session, stage: str) -> Answers:
    """Return what was there and what was decided, empty if there was nothing."""
    return session.given(stage, Answers)


def decide(
    session: Session, stage: str, key: str, decision: Decision | None, reason: str = ""
) -> Session:
    """Say what becomes of an action; None takes that back. Only dropping has a reason.

    One that is kept or carried over stands in this workshop's plan under its id, carried over
    without a day; one that is not, is taken out of it again.
    """
    given = answers(session, stage)
    if key not in given.actions:
        return session
    why = clean(reason) if decision is Decision.DROP else ""
    promise = replace(given.actions[key], decision=decision, reason=why)
    session = session.with_answers(stage, replace(given, actions={**given.actions, key: promise}))
    return _into_the_plan(session, key, promise)


def _into_the_plan(session: Session, key: str, promise: Promise) -> Session:
    plan = next(iter(session.kit.of_kind("actions")), None)
    if plan is None:
        return session
    given = agreed(session, plan)
    left = {other: action for other, action in given.actions.items() if other != key}
    if promise.decision in (Decision.KEEP, Decision.CARRY):
        due = promise.action.due if promise.decision is Decision.KEEP else None
        order = given.actions[key].order if key in given.actions else last(given.actions)
        left[key] = replace(promise.action, due=due, order=order)
    if left == dict(given.actions):
        return session
    return session.with_answers(plan, replace(given, actions=left))


def settle(
    session: Session,
    stage: str,
    key: str,
    outcome: Outcome | None,
    *,
    learnt: str = "",
    evidence: Evidence | None = None,
) -> Session:
    """Say what became of an assumption and what was learnt; None takes that back.

    Where this workshop asks the same item in the same words, it is known by that from now on.
    """
    given = answers(session, stage)
    if key not in given.assumptions:
        return session
    known = evidence.cleaned if evidence is not None else Evidence()
    settled = replace(given.assumptions[key], outcome=outcome, learnt=clean(learnt), evidence=known)
    session = session.with_answers(
        stage, replace(given, assumptions={**given.assumptions, key: settled})
    )
    of_stage, _, item = settled.item.rpartition("/")
    if of_stage in session.kit.stages and outcome in (Outcome.CONFIRMED, Outcome.REFUTED):
        asked = voted_on(session, of_stage).items.get(item)
        if asked is not None and asked.text == settled.text:
            return grade(session, of_stage, item, known)
    return session


def status_of(promise: Promise) -> Status:
    """Return how far an action is by what was decided."""
    if promise.decision is Decision.DONE:
        return Status.DONE
    if promise.decision is Decision.DROP:
        return Status.DROPPED
    return promise.action.status
