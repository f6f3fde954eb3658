"""The close on a projector: each question, and what was said."""

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Number, Part, Point, Said, Shown, points
from valueworkshop.core.stages.close.model import TEXTS, answers, asks
from valueworkshop.core.stages.close.parked_decisions import QUESTION
from valueworkshop.core.stages.close.score import PARKED, PLACES


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the question at which the team stands, with what was said to it."""
    if at == PARKED:
        return Shown(heading=QUESTION, parts=_parked(session), latest=True)
    field = at if at in PLACES else PLACES[0]
    given = answers(session, stage)
    parts: tuple[Part, ...] = ()
    if field in TEXTS:
        parts = points(getattr(given, field).splitlines())
    elif field == "look_again":
        parts = (Said(text=given.look_again.isoformat(), strong=True),) if given.look_again else ()
    elif given.rating:
        parts = (Number(text=str(given.rating), words="of 5"),)
    return Shown(heading=getattr(asks(session, stage), field), parts=parts, latest=True)


def _parked(session: Session) -> tuple[Part, ...]:
    """Return the parked thoughts, each with what became of it."""
    return tuple(
        Point(text=thought.text, mark="?")
        if thought.became is Became.UNDECIDED
        else Point(text=f"{thought.text} ({thought.became.value})")
        for _, thought in parking_lot.in_order(session)
    )
