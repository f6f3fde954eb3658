"""What matters against how it is today: where to begin, and where there may be too much."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.quadrant import Corners
from valueworkshop.core.stages.votes.facet_quadrant import Against, against, lines
from valueworkshop.core.stages.votes.model import NEEDED, TODAY, WEIGHT, asks, facets_asked

CORNERS = Corners(
    up_left="put this right first",
    up_right="keep it up",
    down_left="can wait",
    down_right="more than they need?",
)


def importance(session: Session, stage: str) -> Against | None:
    """Return the revealed items by importance (up) and by how true they are today (across).

    Importance is the weight if the team gives one, else what is needed. None if a stage asks for
    something else.
    """
    up = WEIGHT if WEIGHT in facets_asked(session, stage) else NEEDED
    return against(session, stage, up, TODAY)


def importance_lines(session: Session, stage: str, width: int) -> list[str]:
    """Return that as a quadrant of at most `width` cells; no line if the stage does not ask."""
    found = importance(session, stage)
    labels = {key: item.text for key, item in asks(session, stage).items.items()}
    return [] if found is None else lines(found, labels, CORNERS, width)
