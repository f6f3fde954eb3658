"""A touchpoint on a projector: its vote, and the curve so far once it was revealed."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import WIDTH, Shown, picture
from valueworkshop.core.stages.journey.picture import journey
from valueworkshop.core.stages.journey.score import moments
from valueworkshop.core.stages.votes import projected


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the touchpoint at which the team stands."""
    seen = projected.revealed_at(session, stage, at)
    curve = picture(journey(moments(session, stage), WIDTH)) if seen else ()
    return projected.shown(session, stage, at, curve)
