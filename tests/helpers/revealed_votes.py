"""Workshops with revealed votes on the team's own items."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import reveal, take_ballot
from valueworkshop.core.stages.votes.model import Ballot, facets_asked


def revealed(session: Session, stage: str, item: str, answer: int, other: int) -> Session:
    """Return the session in which two people gave these two answers to the facets of an item."""
    facets = facets_asked(session, stage)
    given = {f: {item: a} for f, a in zip(facets, (answer, other), strict=True)}
    for voter in ("v1", "v2"):
        session = take_ballot(session, stage, "1", voter, Ballot(answers=given))  # type: ignore[arg-type]
    return reveal(session, stage, "1", item)
