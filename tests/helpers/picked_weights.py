"""Workshops of the essentials whose checklist has a weight that people pick, or one they rate."""

from dataclasses import replace

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import Weighing

STAGE = "checklist"


def weighed_by(session: Session, weighing: Weighing | None) -> Session:
    """Return the session with a checklist in which people pick, or with None rate, the weight."""
    stage = session.kit.stages[STAGE]
    asks = replace(stage.asks, weight=weighing)
    stages = {**session.kit.stages, STAGE: replace(stage, asks=asks)}
    return replace(session, kit=replace(session.kit, stages=stages))


def with_picks(session: Session) -> Session:
    """Return the session with a checklist in which people pick what matters most and least."""
    return weighed_by(session, Weighing.BEST_WORST)
