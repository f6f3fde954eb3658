"""An offer on a projector: its vote on the terms, its net, and how ours stands to it."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Part, Said, Shown, sentences
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import ATTRIBUTION, offers
from valueworkshop.core.stages.offers.words import lead_in_words, lever_in_words, net_in_words
from valueworkshop.core.stages.votes import projected
from valueworkshop.core.text import capital


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the offer at which the team stands."""
    offer = projected.revealed_at(session, stage, at)
    if not offer:
        return projected.shown(session, stage, at)
    seen = offers(session, stage)
    also: list[Part] = [Said(text=capital(f"{net_in_words(seen.scores[offer])}."), strong=True)]
    if offer == OURS:
        also += sentences([lever_in_words(seen) if seen.others else ""])
    elif offer in seen.leads:
        also += sentences([capital(f"we are {lead_in_words(seen, offer)}.")])
    return projected.shown(session, stage, at, [*also, *sentences([ATTRIBUTION])])
