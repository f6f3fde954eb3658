"""How complete the agreed actions are."""

from collections.abc import Iterator, Mapping
from typing import Final

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Action, Answers, Status, answers, asks
from valueworkshop.core.stages.dots.pools import Pool, running
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.stages.dots.words import too_many
from valueworkshop.core.stages.kind import Progress, Slip

CHOOSE: Final = "choose"
ACT: Final = "act"
"""The ids of the two places."""


def places(_session: Session, _stage: str) -> list[str]:
    """Return the two steps: choosing what to work on, and agreeing actions."""
    return [CHOOSE, ACT]


def progress(session: Session, stage: str) -> Progress:
    """Count the actions with owner and date, of all that are still agreed (at least one)."""
    actions = living(answers(session, stage))
    ready = [action for action in actions if not lacking(action)]
    return Progress(len(ready), max(len(actions), 1))


def lacking(action: Action) -> list[str]:
    """Return what an action still needs so that it happens: an owner, a date.

    One that was done or dropped needs nothing more.
    """
    if action.status in (Status.DONE, Status.DROPPED):
        return []
    missing = []
    if not action.owner.strip():
        missing.append("an owner")
    if action.due is None:
        missing.append("a due date")
    return missing


def living(given: Answers) -> list[Action]:
    """Return the actions that are still agreed, in order: all except the dropped."""
    return [action for _, action in given.in_order if action.status is not Status.DROPPED]


def pool_of(stage: str) -> Pool:
    """Return the candidates as something to put dots on, without their texts."""
    return Pool(about=About.CANDIDATES, title="", texts={}, stage=stage)


def dots_of(session: Session, stage: str) -> Mapping[str, int] | None:
    """Return the dots of each candidate: of the last vote, else typed; None while people vote."""
    if running(session, (pool_of(stage),)):
        return None
    seen = counting(session, About.CANDIDATES, stage)
    if seen:
        return {key: result.dots for key, result in seen.items()}
    return answers(session, stage).dots


def excess(session: Session, stage: str) -> str:
    """Say if more dots were typed than people have, '' if not, and if dots come from a vote."""
    pools, typed = (pool_of(stage),), sum(answers(session, stage).dots.values())
    room = session.expected * asks(session, stage).dots
    voted = running(session, pools) or counting(session, About.CANDIDATES, stage)
    return "" if voted or not room or typed <= room else too_many(typed, room)


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find dots below 0."""
    for candidate, dots in answers(session, stage).dots.items():
        if dots < 0:
            yield ("dots", candidate), "must be 0 or more"
