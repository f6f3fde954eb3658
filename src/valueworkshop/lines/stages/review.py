"""What became of last time in line mode: one action, then one assumption, after the other."""

from dataclasses import replace
from typing import Final

from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.agreed.promises import (
    Answers,
    Decision,
    Outcome,
    Promise,
    decide,
    settle,
)
from valueworkshop.core.stages.review import show
from valueworkshop.core.stages.review.score import ASSUMPTIONS
from valueworkshop.core.stages.review.show import Review
from valueworkshop.lines.talk import Talk

_DECISIONS: Final = {each.value: each.value for each in Decision}
_OUTCOMES: Final = {each.value: each.value for each in Outcome}
_GRADES: Final = {each.value: each.value for each in (Grade.HEARD, Grade.MEASURED)}


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask what became of each action, or of each assumption; an empty line leaves it."""
    here = KINDS["review"].here(talk.session, stage)
    place, given = show.place(here, at), here.given
    if at == ASSUMPTIONS:
        talk.say(place.question)
        _ask_assumptions(talk, here, given)
    elif not given.actions:
        talk.say(*place.notes, "An empty line goes on.")
        talk.ask("go on")
    else:
        talk.say(place.question)
        _ask_actions(talk, here, given)
        talk.say(*show.came_of(KINDS["review"].here(talk.session, stage)))


def _ask_actions(talk: Talk, here: Review, given: Answers) -> None:
    for number, (key, promise) in enumerate(given.promises, 1):
        talk.say(f"Action {number} of {len(given.promises)}: {_promised(here, promise)}")
        talk.say(*show.more_on(promise))
        talk.say(f"{_numbered(_DECISIONS)}. An empty line goes on.")
        _decide(talk, here.stage, key)


def _ask_assumptions(talk: Talk, here: Review, given: Answers) -> None:
    for number, (key, assumed) in enumerate(given.assumed, 1):
        talk.say(f"Assumption {number} of {len(given.assumed)}: {assumed.text}")
        talk.say(*show.on_assumption(here, assumed))
        talk.say(f"{_numbered(_OUTCOMES)}. An empty line goes on.")
        _settle(talk, here.stage, key)


def _promised(here: Review, promise: Promise) -> str:
    now = f"now: {show.DECIDED[promise.decision]}" if promise.decision else "not decided"
    said = "; ".join([*show.who_and_when(here, promise), now])
    return f"{promise.was.title.rstrip('.')}: {said}."


def _numbered(words: dict[str, str]) -> str:
    return ", ".join(f"{number} {word}" for number, word in enumerate(words.values(), 1))


def _decide(talk: Talk, stage: str, key: str) -> None:
    while (choice := talk.ask_one_of("it is", _DECISIONS)) is not None:
        decision = Decision(choice)
        reason = talk.ask("why") if decision is Decision.DROP else ""
        if decision is Decision.DROP and not reason:
            talk.say(show.NOT_DROPPED)
            continue
        talk.commit(decide(talk.session, stage, key, decision, reason), show.SAID[decision])
        return


def _settle(talk: Talk, stage: str, key: str) -> None:
    choice = talk.ask_one_of("it is", _OUTCOMES)
    if choice is None:
        return
    outcome = Outcome(choice)
    if outcome is Outcome.KEPT:
        talk.commit(settle(talk.session, stage, key, outcome), show.SAID[outcome])
        return
    found = Evidence(grade=Grade.HEARD)

    def keep(learnt: str, evidence: Evidence) -> None:
        """Keep each answer at once: the next question may never be answered."""
        session = settle(talk.session, stage, key, outcome, learnt=learnt, evidence=evidence)
        talk.commit(session)

    learnt = talk.ask_text("what you learnt")
    keep(learnt, found)
    talk.say(f"How do you know? {_numbered(_GRADES)}.")
    if (grade := talk.ask_one_of("known", _GRADES)) is not None:
        found = replace(found, grade=Grade(grade))
        keep(learnt, found)
    found = replace(found, source=talk.ask("who or what"))
    keep(learnt, found)
    keep(learnt, replace(found, when=talk.ask("when")))
    talk.say(show.SAID[outcome])
