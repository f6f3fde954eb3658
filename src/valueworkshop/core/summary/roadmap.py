"""The ladder and the checklist together: which principles to strengthen in order to climb."""

from typing import Final

from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.ladder.model import answers
from valueworkshop.core.stages.ladder.score import climb
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.summary.kinds_compared import LADDER, RATINGS

PRINCIPLES: Final = frozenset(
    {"touchpoint", "together", "experience", "fulfilment", "carriers", "renewal"}
)
"""The ids of the six principles of C. K. Prahalad's checklist, by which we find a kit's stage."""

_MOST = 3


def roadmap(session: Session) -> str:
    """Say from which rung to which, and which principles have a gap of half a step or more.

    '' if the ladder or the checklist is not done: no rung for now or for the aim, or no principle
    with a gap that the room has seen.
    """
    way = next(filter(None, (_way(session, key) for key in session.kit.of_kind(LADDER))), "")
    found = next(filter(None, (_gaps(session, key) for key in session.kit.of_kind(RATINGS))), [])
    if not way or not found:
        return ""
    short = sorted((gap for gap in found if gap[0] >= STEP / 2), key=lambda gap: -gap[0])
    if not short:
        return f"{way}: no principle of the checklist is half a step short."
    named = ", ".join(f"{in_a_sentence(text)} (gap {points(gap)})" for gap, text in short[:_MOST])
    more = f" and {len(short) - _MOST} more" if len(short) > _MOST else ""
    return f"{way}: strengthen first {named}{more}."


def _way(session: Session, stage: str) -> str:
    given, rungs = answers(session, stage), climb(session, stage).to_climb
    if rungs is None or given.now.rung is None or given.aim.rung is None:
        return ""
    if rungs == 0:
        return f"To stay on the rung of {given.now.rung.value}"
    return f"{'Up' if rungs > 0 else 'Down'} from {given.now.rung.value} to {given.aim.rung.value}"


def _gaps(session: Session, stage: str) -> list[tuple[float, str]]:
    items = asks(session, stage).items
    return [
        (score.signed, items[item].text)
        for item, score in scores(session, stage).items()
        if item in PRINCIPLES and score.signed is not None
    ]
