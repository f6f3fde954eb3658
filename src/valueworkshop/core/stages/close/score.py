"""How much of the close is done."""

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.close.model import TEXTS, answers
from valueworkshop.core.stages.close.worth import worth
from valueworkshop.core.stages.kind import Progress, Trait

PLACES = (*TEXTS, "look_again", "rating")


PARKED = "parked"
"""The place of the parked thoughts: between what was decided and when to look again."""


def places(session: Session, _stage: str) -> list[str]:
    """Return the five questions of the close, with the parked thoughts among them if any are."""
    behind = list(PLACES[len(TEXTS) :])
    return [*TEXTS, *([PARKED] if session.parked else []), *behind]


def progress(session: Session, stage: str) -> Progress:
    """Count the questions with an answer, and the parked thoughts that are decided."""
    given = answers(session, stage)
    said = [getattr(given, place) for place in PLACES[:-1]]
    done = sum(map(bool, [*said, worth(session, stage)]))
    return Progress(done + parking_lot.decided(session), len(PLACES) + len(session.parked))


def is_over(session: Session) -> bool:
    """Whether every close of the workshop is done, and there is one: then it is over."""
    stages = stages_with(session.kit, Trait.ENDS_WORKSHOP)
    found = [progress(session, stage) for stage in stages]
    return bool(found) and all(each.done == each.total for each in found)
