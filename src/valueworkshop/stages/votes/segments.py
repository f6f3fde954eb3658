"""Which customers voters had in mind, and whose votes may be shown apart for it.

Fewer than three votes on an item are never shown apart, and neither is what would tell of so few by
subtraction from all. The room's one rating is nobody's own: it can be shown for its segment.
"""

from collections import Counter
from collections.abc import Mapping

from valueworkshop.stages.frame.model import FEWEST_APART
from valueworkshop.stages.votes.model import ROOM, Ballot
from valueworkshop.workshop.order import ordered
from valueworkshop.workshop.session import Session


def of_segment(ballots: Mapping[str, Ballot], hands: int, segment: str) -> dict[str, Ballot]:
    """Return the ballots on an item of those who had a segment in mind, none if not to be shown.

    `hands` are those that were counted beside the ballots.
    """
    if segment not in _told_apart(ballots, hands):
        return {}
    return {voter: ballot for voter, ballot in ballots.items() if ballot.segment == segment}


def _told_apart(ballots: Mapping[str, Ballot], hands: int) -> set[str]:
    if set(ballots) == {ROOM}:
        return {ballots[ROOM].segment}
    counted = Counter(ballot.segment for ballot in ballots.values())
    left = counted.pop("", 0) + hands
    by_size = sorted(counted, key=lambda segment: (-counted[segment], segment))
    shown = [segment for segment in by_size if counted[segment] >= FEWEST_APART]
    left += sum(counted[segment] for segment in by_size[len(shown) :])
    if 0 < left < FEWEST_APART and shown:
        shown.pop()  # the smallest, so that nobody can be told by what is left
    return set(shown)


def after(session: Session, segment: str) -> str:
    """Return the segment that a key press turns this one into; '' is before the first."""
    keys = ["", *(key for key, _ in ordered(session.segments))]
    return keys[(keys.index(segment) + 1) % len(keys)] if segment in keys else ""
