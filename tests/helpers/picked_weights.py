"""Workshops of the essentials with a weight that people rate, or one that they pick."""

from dataclasses import replace

from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import WEIGHT, Weighing

STAGE = "checklist"
_QUESTION = "How much does it sway their choice?"


def rating_kit(kit: Kit) -> Kit:
    """Return a kit with a weight that people rate in the checklist, as they once did."""
    stage = kit.stages.get(STAGE)
    if stage is None:
        return kit
    facets = {**stage.asks.facets}
    facets[WEIGHT] = replace(facets[WEIGHT], question=_QUESTION)
    asks = replace(stage.asks, weight=None, facets=facets)
    return replace(kit, stages={**kit.stages, STAGE: replace(stage, asks=asks)})


def with_ratings(session: Session) -> Session:
    """Return the session with a checklist in which people rate the weight."""
    return replace(session, kit=rating_kit(session.kit))


def with_picks(session: Session) -> Session:
    """Return the session with a checklist in which people pick what matters most and least."""
    stage = session.kit.stages[STAGE]
    stage = replace(stage, asks=replace(stage.asks, weight=Weighing.BEST_WORST))
    return replace(session, kit=replace(session.kit, stages={**session.kit.stages, STAGE: stage}))
