"""A dot vote on a projector: how many have voted, then the dots. Never a dot before the reveal."""

from collections.abc import Iterable

from valueworkshop.stages.dots.pools import Pool, last_revealed, running
from valueworkshop.stages.dots.score import results
from valueworkshop.stages.dots.words import outcome
from valueworkshop.stages.projected import Part, Point, Said, Voting
from valueworkshop.workshop.order import ordered
from valueworkshop.workshop.session import Session


def voting(session: Session, pools: Iterable[Pool]) -> tuple[Voting, ...]:
    """Return that a vote is under way on some pools; who projects it fills in how many voted."""
    return (Voting(given=0, of=session.expected),) if running(session, pools) else ()


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
