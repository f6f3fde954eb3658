"""Points spread over a few things: mean shares, how concentrated they are, how far two differ.

Everybody spreads 100 points. People who give none at all abstain; we rescale any other total to 100
and count how often, so that we can say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """How a group spread its points: the mean share of each thing, 0 to 1, together 1.

    `shares` is empty if nobody spread any. `n` counts those who did, `abstained` those who gave
    none, `rescaled` those of n whose points did not add up to 100.
    """

    shares: Mapping[str, float]
    n: int
    abstained: int
    rescaled: int


def allocate(things: Sequence[str], ballots: Iterable[Mapping[str, int]]) -> Allocation:
    """Return how ballots of points by thing spread over `things`; a thing not on a ballot got 0.

    Points are whole and not below 0. Any order of the ballots gives the same numbers.
    """
    spreads, abstained, rescaled = [], 0, 0
    for ballot in ballots:
        points = [ballot.get(thing, 0) for thing in things]
        total = sum(points)
        if not total:
            abstained += 1
            continue
        rescaled += total != WHOLE
        spreads.append([point / total for point in points])
    n = len(spreads)
    shares = {
        thing: fsum(spread[place] for spread in spreads) / n
        for place, thing in enumerate(things)
        if n
    }
    return Allocation(shares=shares, n=n, abstained=abstained, rescaled=rescaled)


def top_two(shares: Iterable[float]) -> float:
    """Return the sum of the two largest shares, 0 to 1."""
    return fsum(sorted(shares, reverse=True)[:2])


def concentration(shares: Iterable[float]) -> float:
    """Return the sum of the squared shares (Herfindahl, Simpson): 1 / how many if even, 1 if one.

    The shares add up to 1.
    """
    return fsum(share * share for share in shares)


def effective_number(shares: Iterable[float]) -> float | None:
    """Return over how many things the points are spread in effect: 1 / concentration, from 1.

    None if there are no shares.
    """
    squared = concentration(shares)
    return 1 / squared if squared else None


def points_to_move(before: Mapping[str, float], after: Mapping[str, float]) -> float | None:
    """Return how many of 100 points must move to get from one spread to the other, 0 to 100.

    Half the sum of the differences; it is the same in both directions. None if one is empty.
    """
    if not before or not after:
        return None
    things = {**before, **after}
    return WHOLE * fsum(abs(before.get(each, 0) - after.get(each, 0)) for each in things) / 2


def leading(shares: Mapping[str, float]) -> list[str]:
    """Return the one or two things with the largest shares, the largest first.

    A thing leads only with more than an even share; if more than two tie for a place, none of them
    leads.
    """
    if not shares:
        return []
    even = 1 / len(shares)
    above = {thing: share for thing, share in shares.items() if share - even > _SAME}
    found: list[str] = []
    while above and len(found) < _MOST_LEADING:
        largest = max(above.values())
        tied = [thing for thing, share in above.items() if largest - share <= _SAME]
        if len(found) + len(tied) > _MOST_LEADING:
            break
        found += tied
        above = {thing: share for thing, share in above.items() if thing not in tied}
    return found


_MOST_LEADING = 2
_SAME = 1e-9
"""We take shares closer than this as equal: they are quotients of small whole numbers."""
