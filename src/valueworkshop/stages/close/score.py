"""How much of the close is done."""

from valueworkshop.stages.close.model import TEXTS, answers
from valueworkshop.stages.kind import Progress
from valueworkshop.workshop.session import Session

PLACES = (*TEXTS, "look_again", "rating")


def places(_session: Session, _stage: str) -> list[str]:
    """Return the five questions of the close."""
    return list(PLACES)


def progress(session: Session, stage: str) -> Progress:
    """Count the questions with an answer."""
    given = answers(session, stage)
    return Progress(sum(bool(getattr(given, place)) for place in PLACES), len(PLACES))
