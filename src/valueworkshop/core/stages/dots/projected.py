"""A dot vote on a projector: how many have voted, then the dots. Never a dot before the reveal."""

from collections.abc import Iterable

from valueworkshop.core.session.dot_votes import Way
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Part, Point, Said, Voting
from valueworkshop.core.stages.dots.pools import Pool, last_revealed, running
from valueworkshop.core.stages.dots.score import results
from valueworkshop.core.stages.dots.words import outcome


def voting(session: Session, pools: Iterable[Pool]) -> tuple[Part, ...]:
    """Return that a vote is under way on some pools; who projects it fills in how many voted."""
    key = running(session, pools)
    return (_counted(session, key),) if key else ()


def _counted(session: Session, key: str) -> Voting | Said:
    """Return that people vote; where dots are counted in the room nobody knows how many did."""
    if session.dots[key].way is Way.COUNTED:
        return Said(text="Dots are counted in the room.", strong=True)
    return Voting(given=0, of=session.expected)


def vote(session: Session, pool: Pool) -> tuple[Part, ...]:
    """Return what is voted on, or what came of it; nothing where no vote was held."""
    if key := running(session, (pool,)):
        options = ordered(session.dots[key].options)
        return (*(Point(text=option.text) for _, option in options), *voting(session, (pool,)))
    if key := last_revealed(session, (pool,)):
        found = results(session, key)
        first = Said(text=outcome(session, key), strong=True)
        return (first, *(Point(text=each.text, mark=str(each.dots)) for each in found))
    return ()
