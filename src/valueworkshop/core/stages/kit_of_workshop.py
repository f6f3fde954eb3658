"""A kit from a workshop: what this team was asked in the end, without anything that it answered."""

from dataclasses import replace

from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes.custom_items import OwnAsks, items_of


def kit_of_workshop(session: Session, kit_id: str, title: str) -> Kit:
    """Return the workshop's copy of its kit as a kit of its own, with the team's own items.

    What was left out stays out, and so does the look back at the workshop before.
    """
    stages = {
        key: _asked_now(session, key, stage)
        for key, stage in session.kit.stages.items()
        if not has(stage, Trait.LOOKS_BACK)
    }
    return replace(session.kit, id=kit_id, title=title, stages=stages)


def _asked_now(session: Session, key: str, stage: Stage) -> Stage:
    asks = stage.asks
    if isinstance(asks, OwnAsks):
        asks = asks.asked_again(session, key, items_of(session, key))
    return replace(stage, asks=asks, own={}, aside={})
