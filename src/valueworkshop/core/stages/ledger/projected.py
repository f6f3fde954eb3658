"""A line of the ledger on a projector: its vote, and the whole ledger once it was revealed."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import WIDTH, Shown, picture
from valueworkshop.core.stages.ledger.picture import bars
from valueworkshop.core.stages.ledger.score import ledger
from valueworkshop.core.stages.votes import projected


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the line at which the team stands."""
    seen = projected.revealed_at(session, stage, at)
    drawn = picture(bars(ledger(session, stage), WIDTH)) if seen else ()
    return projected.shown(session, stage, at, drawn)
