"""What became of last time in line mode: one action, then one assumption, after the other."""

from dataclasses import replace
from typing import Final

from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.last_time import in_words
from valueworkshop.core.stages.agreed.promises import (
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
from valueworkshop.core.stages.review.words import DECIDED, age, functions_in_words
from valueworkshop.lines.talk import Talk

_DECISIONS: Final = {each.value: each.value for each in Decision}
_OUTCOMES: Final = {each.value: each.value for each in Outcome}
_GRADES: Final = {each.value: each.value for each in (Grade.HEARD, Grade.MEASURED)}


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask of each action what became of it, or of each assumption; an empty line leaves it."""
    given, plan = answers(talk.session, stage), asks(talk.session, stage)
    if at == ASSUMPTIONS:
        talk.say(plan.assumptions)
        for number, (key, assumed) in enumerate(given.assumed, 1):
            talk.say(f"Assumption {number} of {len(given.assumed)}: {assumed.text}")
            talk.say(*_known(talk.session, assumed))
            talk.say("1 confirmed, 2 refuted, 3 kept. An empty line goes on.")
            _settle(talk, stage, key)
        return
    if not given.actions:
        talk.say("Nothing was left open last time. An empty line goes on.")
        talk.ask("go on")
        return
    talk.say(plan.actions)
    for number, (key, promise) in enumerate(given.promises, 1):
        talk.say(f"Action {number} of {len(given.promises)}: {_promised(talk.session, promise)}")
        talk.say(*(f"Before: {line}" for line in promise.history))
        talk.say("1 done, 2 keep, 3 drop, 4 carry over. An empty line goes on.")
        _decide(talk, stage, key)
    talk.say(f"{in_words(through(talk.session, stage))}.")
    if said := functions_in_words(by_function(talk.session, stage)):
        talk.say(f"By function: {said}.")


def _decide(talk: Talk, stage: str, key: str) -> None:
    while (choice := talk.ask_one_of("it is", _DECISIONS)) is not None:
        decision = Decision(choice)
        reason = talk.ask("why") if decision is Decision.DROP else ""
        if decision is Decision.DROP and not reason:
            talk.say("Not dropped: that needs a reason.")
            continue
        talk.commit(decide(talk.session, stage, key, decision, reason), f"{_SAID[decision]}")
        return


_SAID: Final = {
    Decision.DONE: "Done.",
    Decision.KEEP: "Kept as it is: it stands in this plan.",
    Decision.DROP: "Dropped.",
    Decision.CARRY: "Carried over: it stands in this plan, and needs a new date there.",
}


def _settle(talk: Talk, stage: str, key: str) -> None:
    choice = talk.ask_one_of("it is", _OUTCOMES)
    if choice is None:
        return
    outcome = Outcome(choice)
    if outcome is Outcome.KEPT:
        talk.commit(settle(talk.session, stage, key, outcome), "Kept: it is assumed still.")
        return
    found = Evidence(grade=Grade.HEARD)

    def keep(learnt: str, evidence: Evidence) -> None:
        """Keep each answer at once: the next question may never be answered."""
        session = settle(talk.session, stage, key, outcome, learnt=learnt, evidence=evidence)
        talk.commit(session)

    learnt = talk.ask_text("what you learnt")
    keep(learnt, found)
    talk.say("How do you know? 1 heard, 2 measured.")
    if (grade := talk.ask_one_of("known", _GRADES)) is not None:
        found = replace(found, grade=Grade(grade))
        keep(learnt, found)
    found = replace(found, source=talk.ask("who or what"))
    keep(learnt, found)
    keep(learnt, replace(found, when=talk.ask("when")))
    talk.say(f"It is {outcome.value} now.")


def _promised(session: Session, promise: Promise) -> str:
    was, old = promise.was, age(promise.since, session.date)
    parts = [
        f"owner {was.owner}" if was.owner else "no owner",
        f"due {was.due.isoformat()}" if was.due else "without a day",
        "late" if is_late(session, promise) else "",
        f"agreed {old} ago" if old else "",
        f"now: {DECIDED[promise.decision]}" if promise.decision else "not decided",
        promise.reason,
    ]
    return f"{was.title.rstrip('.')}: {'; '.join(part for part in parts if part)}."


def _known(session: Session, assumed: Assumption) -> list[str]:
    old = age(assumed.since, session.date)
    said = [f"Assumed {old} ago."] if old else []
    if assumed.outcome is not None:
        said.append(f"It is {assumed.outcome.value} now. {assumed.learnt}".rstrip())
    return said
