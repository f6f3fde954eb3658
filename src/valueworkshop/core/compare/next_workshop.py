"""The workshop after a workshop: the same kit, people and settings, and what was left open."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.kit import Kit, Minutes, Stage
from valueworkshop.core.session.order import SPACING
from valueworkshop.core.session.session import Earlier, Place, Session
from valueworkshop.core.stages import has, kind_with, stages_with
from valueworkshop.core.stages.agreed.model import Status
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.agreed.promises import (
    Answers,
    Assumption,
    Decision,
    Outcome,
    Promise,
    answers,
)
from valueworkshop.core.stages.agreed.promises import Asks as ReviewAsks
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.ledger.model import Line
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes.links import unlinked
from valueworkshop.core.summary.gap_summary import summarise

_KEPT: Final = frozenset({"items", "left_out", "known", "unit"})
"""What a stage keeps of its answers: what it asks and how, never what was answered."""


def next_after(session: Session, ids: Ids, today: dt.date) -> Session:
    """Return an empty workshop that follows one: it begins with what became of last time.

    Kit, people, segments, offers, settings and the team's own items are the same; answers are not
    kept. Its people get new voter ids when they vote.
    """
    plan = _with_review(session)
    stage = next(iter(stages_with(plan, Trait.LOOKS_BACK)))
    after = Session(
        id=ids(),
        title=next_title(session.title, today),
        organisation=session.organisation,
        date=today,
        facilitator=session.facilitator,
        offer=session.offer,
        do_nothing=session.do_nothing,
        open_votes=session.open_votes,
        ways=session.ways,
        people={key: unlinked(person) for key, person in session.people.items()},
        segments=session.segments,
        competitors=session.competitors,
        follows=Earlier(id=session.id, title=session.title, date=session.date),
        kit=plan,
        place=Place(stage=stage),
        answers=_asked_again(session, plan),
    )
    return after.with_answers(stage, _left(session, ids))


def next_title(title: str, today: dt.date) -> str:
    """Return a title that differs from the one before: by its day, else by a number."""
    if found := _DAY.search(title):
        return f"{title[: found.start()]}{today.isoformat()}"
    if found := _NUMBER.search(title):
        return f"{title[: found.start()]} {int(found[1]) + 1}"
    return f"{title} 2"


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_NUMBER: Final = re.compile(r" ([0-9]{1,4})$")


def _with_review(session: Session) -> Kit:
    """Return the kit with one review stage before all others; its own one if it has one."""
    stages = {
        key: stage for key, stage in session.kit.stages.items() if not has(stage, Trait.LOOKS_BACK)
    }
    if own := stages_with(session.kit, Trait.LOOKS_BACK):
        return replace(session.kit, stages={own[0]: session.stage(own[0]), **stages})
    kind = kind_with(Trait.LOOKS_BACK)
    key = kind if kind not in stages else f"{kind}-of-last-time"
    first = Stage(
        kind=kind,
        title="What became of last time",
        minutes=Minutes(six=10, twelve=12),
        intro="Each open action: done, kept, dropped or carried over. Then what was only assumed.",
        say="One word on each action from its owner; we do not discuss why yet.",
        asks=ReviewAsks(),
    )
    return replace(session.kit, stages={key: first, **stages})


def _asked_again(session: Session, plan: Kit) -> dict[str, Any]:
    """Return the answers of stages in which a team said what to ask, without what it answered."""
    found = {}
    for key in plan.stages:
        given = session.answers.get(key)
        if given is None or key not in session.kit.stages:
            continue
        if has(session.stage(key), Trait.WEIGHS_CHOICES):
            continue
        names = [field.name for field in fields(given) if field.name in _KEPT]
        kept = {name: _unanswered(getattr(given, name)) for name in names}
        asked = type(given)(**kept)
        if asked != type(given)():
            found[key] = asked
    return found


def _unanswered(kept: Any) -> Any:
    """Return items without the amounts that the team gave them; all else as it is."""
    if isinstance(kept, Mapping):
        return {
            key: replace(each, amount=None) if isinstance(each, Line) else each
            for key, each in kept.items()
        }
    return kept


def _left(session: Session, ids: Ids) -> Answers:
    return Answers(actions=_promises(session), assumptions=_assumptions(session, ids))


def _promises(session: Session) -> dict[str, Promise]:
    """Return the actions that are still open, with all we know of their history."""
    before = _reviewed(session)
    found: dict[str, Promise] = {}
    for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS):
        for key, action in agreed(session, stage).in_order:
            if action.status in (Status.DONE, Status.DROPPED):
                continue
            earlier = before.actions.get(key)
            what = _DECIDED.get(earlier.decision, "agreed") if earlier else "agreed"
            due = f", due {action.due.isoformat()}" if action.due else ", no date"
            found[key] = Promise(
                was=action,
                since=earlier.since if earlier else session.date,
                history=(*(earlier.history if earlier else ()), _on(session, f"{what}{due}")),
            )
    planless = not stages_with(session.kit, Trait.HOLDS_ACTIONS)
    for key, promise in before.promises:
        goes_on = planless and promise.decision in (Decision.KEEP, Decision.CARRY)
        if key not in found and (promise.decision is None or goes_on):
            what = _DECIDED.get(promise.decision, "not decided")
            history = (*promise.history, _on(session, what))
            found[key] = replace(promise, decision=None, history=history)
    return {
        key: replace(promise, order=(place + 1) * SPACING)
        for place, (key, promise) in enumerate(found.items())
    }


_DECIDED: Final[dict[Decision | None, str]] = {
    Decision.KEEP: "kept",
    Decision.CARRY: "carried over",
}


def _on(session: Session, what: str) -> str:
    return f"{session.date.isoformat()}: {what}" if session.date else what


def _assumptions(session: Session, ids: Ids) -> dict[str, Assumption]:
    """Return assumptions that matter and were never tested: the oldest first, then by priority."""
    kept = [
        replace(assumed, outcome=None)
        for _, assumed in _reviewed(session).assumed
        if assumed.outcome in (None, Outcome.KEPT)
    ]
    known = {(assumed.subject, assumed.text) for assumed in kept}
    kept += [
        Assumption(
            subject=gap.key,
            text=gap.title,
            since=session.date,
            priority=whole(gap.score.priority or 0),
        )
        for gap in summarise(session, wait=False).gaps
        if gap.asks is Asks.ASK_CUSTOMERS and (gap.key, gap.title) not in known
    ]
    kept += [each for each in _notes(session) if (each.subject, each.text) not in known]
    oldest = sorted(kept, key=lambda each: (each.since or dt.date.max, -each.priority, -each.dots))
    return {ids(): replace(each, order=(n + 1) * SPACING) for n, each in enumerate(oldest)}


def _notes(session: Session) -> Iterator[Assumption]:
    """Yield the assumed notes to which the room gave dots in a vote that was revealed."""
    for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS):
        given = questions.answers(session, stage)
        for question in questions.asks(session, stage).questions:
            seen = counting(session, About.NOTES, stage, question)
            for key, note in given.of(question):
                if key in seen and seen[key].dots and note.evidence.grade is Grade.ASSUMED:
                    yield Assumption(
                        subject=f"{stage}/{question}",
                        text=note.text,
                        since=session.date,
                        dots=seen[key].dots,
                    )


def _reviewed(session: Session) -> Answers:
    stages = stages_with(session.kit, Trait.LOOKS_BACK)
    return answers(session, stages[0]) if stages else Answers()
