"""A line of the ledger on a projector: its vote, and the whole ledger once it was revealed."""

from valueworkshop.stages.ledger.picture import bars
from valueworkshop.stages.ledger.score import ledger
from valueworkshop.stages.projected import WIDTH, Shown, picture
from valueworkshop.stages.votes import projected
from valueworkshop.workshop.session import Session


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the line at which the team stands."""
    seen = projected.revealed_at(session, stage, at)
    drawn = picture(bars(ledger(session, stage), WIDTH)) if seen else ()
    return projected.shown(session, stage, at, drawn)
