"""A driver on a projector: its vote, and where it lies once it was revealed."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Shown, sentences
from valueworkshop.core.stages.drivers.picture import CORNERS
from valueworkshop.core.stages.drivers.score import drivers
from valueworkshop.core.stages.votes import projected


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the driver at which the team stands."""
    item = projected.revealed_at(session, stage, at)
    found = drivers(session, stage) if item else None
    spot = found.spots.get(item) if found else None
    told = f"On the quadrant: {CORNERS.of(spot)}." if spot else ""
    return projected.shown(session, stage, at, sentences([told]))
