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


def is_over(session: Session) -> bool:
    """Whether every close of the workshop is done, and there is one: then it is over."""
    stages = session.kit.of_kind("close")
    found = [progress(session, stage) for stage in stages]
    return bool(found) and all(each.done == each.total for each in found)
