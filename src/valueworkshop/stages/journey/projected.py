"""A touchpoint on a projector: its vote, and the curve so far once it was revealed."""

from valueworkshop.stages.journey.picture import journey
from valueworkshop.stages.journey.score import moments
from valueworkshop.stages.projected import WIDTH, Shown, picture
from valueworkshop.stages.votes import projected
from valueworkshop.workshop.session import Session


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the touchpoint at which the team stands."""
    seen = projected.revealed_at(session, stage, at)
    curve = picture(journey(moments(session, stage), WIDTH)) if seen else ()
    return projected.shown(session, stage, at, curve)
