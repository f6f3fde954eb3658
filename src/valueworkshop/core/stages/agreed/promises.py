"""Last time's open actions and untested assumptions, and what the team decides on each.

This keeps them as they were, so that the workshop is complete without the one before it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.order import last, ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.edits import grade


class Decision(StrEnum):
    """What becomes of an action: done, still open, dropped, or in the new plan with a new date."""

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
    """An action that was open last time; `was` is its state then.

    `since` is the day of the workshop that first agreed it; `history` says, oldest first, what each
    workshop since then did with it. It has the same id in all of them.
    """

    was: Action
    since: dt.date | None = None
    history: tuple[str, ...] = ()
    decision: Decision | None = None
    reason: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What mattered last time and was only assumed: an item, or a note that people put dots on.

    `subject` is 'stage/item', for a note 'stage/question'; `text` is what was assumed, in the words
    of then. `priority` is R of last time in whole points, 0 to 100, and `dots` those of the last
    vote. `learnt` is what the team found out, and `evidence` how.
    """

    subject: str
    text: str
    since: dt.date | None = None
    priority: int = 0
    dots: int = 0
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
    """Return what last time left and what was decided, empty if there was nothing."""
    return session.given(stage, Answers)


def decide(
    session: Session, stage: str, key: str, decision: Decision | None, reason: str = ""
) -> Session:
    """Say what becomes of an action; None takes that back. Dropping needs a reason.

    An action that is kept or carried over is in this workshop's plan under its id, if carried over
    without a day until it gets a new one; any other is not.
    """
    given = answers(session, stage)
    why = clean(reason) if decision is Decision.DROP else ""
    if key not in given.actions or (decision is Decision.DROP and not why.strip()):
        return session
    promise = replace(given.actions[key], decision=decision, reason=why)
    session = session.with_answers(stage, replace(given, actions={**given.actions, key: promise}))
    return _into_the_plan(session, key, promise)


def _into_the_plan(session: Session, key: str, promise: Promise) -> Session:
    """Put an action that goes on into the plan, or remove it; what was agreed there stays."""
    plan = next(iter(stages_with(session.kit, Trait.HOLDS_ACTIONS)), None)
    if plan is None:
        return session
    given = agreed(session, plan)
    actions = {other: action for other, action in given.actions.items() if other != key}
    if promise.decision in (Decision.KEEP, Decision.CARRY):
        stands = given.actions.get(key) or replace(promise.was, due=None, order=last(actions))
        if promise.decision is Decision.KEEP:
            stands = replace(stands, due=stands.due or promise.was.due)
        elif stands.due == promise.was.due:
            stands = replace(stands, due=None)
        actions[key] = stands
    if actions == dict(given.actions):
        return session
    return session.with_answers(plan, replace(given, actions=actions))


def status_of(session: Session, key: str, promise: Promise) -> Status:
    """Return how far an action is: by what was decided, then by what the plan says about it."""
    if promise.decision is Decision.DONE:
        return Status.DONE
    if promise.decision is Decision.DROP:
        return Status.DROPPED
    plans = (
        agreed(session, plan).actions for plan in stages_with(session.kit, Trait.HOLDS_ACTIONS)
    )
    stands = next((actions[key] for actions in plans if key in actions), promise.was)
    return stands.status


def settle(
    session: Session,
    stage: str,
    key: str,
    outcome: Outcome | None,
    *,
    learnt: str = "",
    evidence: Evidence | None = None,
) -> Session:
    """Say what became of an assumption and what the team learnt; None takes that back.

    If this workshop asks the same item in the same words, that is its evidence from now on. What
    the team learnt about a note becomes a note on the same question.
    """
    given = answers(session, stage)
    if key not in given.assumptions:
        return session
    before = given.assumptions[key]
    known = evidence.cleaned if evidence is not None else Evidence()
    now = replace(before, outcome=outcome, learnt=clean(learnt), evidence=known)
    session = session.with_answers(
        stage, replace(given, assumptions={**given.assumptions, key: now})
    )
    return _as_evidence(_as_note(session, key, now), before, now)


def is_tested(assumed: Assumption) -> bool:
    """Whether somebody found out how it really is."""
    return assumed.outcome in (Outcome.CONFIRMED, Outcome.REFUTED)


def _as_evidence(session: Session, before: Assumption, now: Assumption) -> Session:
    """Grade the item that was assumed; what an earlier test said about it goes."""
    stage, _, item = now.subject.rpartition("/")
    if stage not in session.kit.stages:
        return session
    asked = votes.asks(session, stage).items.get(item)
    if asked is None or asked.text != now.text:
        return session
    if is_tested(now):
        return grade(session, stage, item, now.evidence)
    stands = votes.answers(session, stage).evidence.get(item)
    if is_tested(before) and stands == before.evidence:
        return grade(session, stage, item, Evidence())
    return session


def _as_note(session: Session, key: str, now: Assumption) -> Session:
    """Note what the team learnt under the question, or remove that note again."""
    stage, _, question = now.subject.rpartition("/")
    if stage not in stages_with(session.kit, Trait.HOLDS_QUESTIONS):
        return session
    if not is_tested(now) or not now.learnt.strip():
        there = key in questions.answers(session, stage).notes
        return questions.delete_note(session, stage, key) if there else session
    note = questions.Note(question=question, text=now.learnt, evidence=now.evidence)
    if key in questions.answers(session, stage).notes:
        return questions.change_note(session, stage, key, note)
    return questions.add_note(session, stage, key, note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """Last time's open actions counted: done, dropped, late and otherwise open; together all.

    Late ones are still open, with a day before that of this workshop.
    """

    done: int = 0
    late: int = 0
    dropped: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """How many there were."""
        return self.done + self.late + self.dropped + self.open


def through(session: Session, stage: str) -> Through:
    """Count what became of last time's actions. If nobody decided on one, it is open."""
    return _counted(session, answers(session, stage).actions)


def by_function(session: Session, stage: str) -> dict[str, Through]:
    """Return the same for each function, '' for actions without one, in the actions' order."""
    sorted_out: dict[str, dict[str, Promise]] = {}
    for key, promise in answers(session, stage).promises:
        sorted_out.setdefault(promise.was.function, {})[key] = promise
    return {name: _counted(session, found) for name, found in sorted_out.items()}


def _counted(session: Session, promises: Mapping[str, Promise]) -> Through:
    done = late = dropped = still = 0
    for key, promise in promises.items():
        status = status_of(session, key, promise)
        if status is Status.DONE:
            done += 1
        elif status is Status.DROPPED:
            dropped += 1
        elif is_late(session, promise):
            late += 1
        else:
            still += 1
    return Through(done=done, late=late, dropped=dropped, open=still)


def is_late(session: Session, promise: Promise) -> bool:
    """Whether its due day was before that of this workshop."""
    due, today = promise.was.due, session.date
    return due is not None and today is not None and due < today
