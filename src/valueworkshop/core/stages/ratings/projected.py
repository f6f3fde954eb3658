"""A statement on a projector: its vote, and who leads where ours is held against another."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Part, Said, Shown
from valueworkshop.core.stages.ratings.lead_and_lag import lead_in_words, other_of
from valueworkshop.core.stages.votes import projected
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.text import capital


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the item at which the team stands."""
    item, other = projected.revealed_at(session, stage, at), other_of(session, stage)
    also: list[Part] = []
    if item and other is not None:
        told = lead_in_words(scores(session, stage)[item], other)
        also.append(Said(text=f"{capital(told)}.", strong=True))
    return projected.shown(session, stage, at, also)
