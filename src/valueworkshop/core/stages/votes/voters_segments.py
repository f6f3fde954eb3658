"""Which customers voters had in mind, and whose votes may be shown apart for it.

We never show fewer than three votes on an item apart, nor anything that would reveal so few by
subtraction from all. The room's one rating belongs to nobody: it can be shown for its segment.
"""

from collections import Counter
from collections.abc import Mapping

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import ROOM, Ballot
from valueworkshop.core.stages.votes.secrecy import told_apart


def of_segment(ballots: Mapping[str, Ballot], hands: int, segment: str) -> dict[str, Ballot]:
    """Return the ballots on an item of those who had a segment in mind, none if not to be shown.

    `hands` are those that were counted beside the ballots.
    """
    if segment not in segments_told(ballots, hands):
        return {}
    return {voter: ballot for voter, ballot in ballots.items() if ballot.segment == segment}


def segments_told(ballots: Mapping[str, Ballot], hands: int) -> set[str]:
    """Return the segments whose votes on an item may be shown apart."""
    if set(ballots) == {ROOM}:
        return {ballots[ROOM].segment}
    counted = Counter(ballot.segment for ballot in ballots.values())
    counted[""] += hands
    return told_apart(counted)


def after(session: Session, segment: str) -> str:
    """Return the segment after this one, for the key that changes it; '' is before the first."""
    keys = ["", *(key for key, _ in ordered(session.segments))]
    return keys[(keys.index(segment) + 1) % len(keys)] if segment in keys else ""
