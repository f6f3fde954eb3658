"""What to talk about after a reveal: who stands alone, what may explain a spread.

Facts about answers, never about people: we say whose they are only in an open vote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.scoring.agreement import Level, distance_from_median, level
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import second_rounds
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import Abstained, asks, facets_rated
from valueworkshop.core.stages.votes.score import counted, facet_totals
from valueworkshop.core.stages.votes.secrecy import names_of

ALONE: Final = 2
"""A lone answer is at least this many points from all others."""

_FEWEST = 4  # of three people, one alone is a third
_POINTS = range(1, 6)
_HALF = 2


def alone(facet: Facet) -> tuple[int, int, int] | None:
    """Return the one answer far from all others as (answer, lowest and highest of the others).

    None if there is none: the others must be within one point of each other.
    """
    given = [
        point for point, count in zip(_POINTS, facet.counts, strict=True) for _ in range(count)
    ]
    if len(given) < _FEWEST:
        return None
    for one, others in ((given[0], given[1:]), (given[-1], given[:-1])):
        near = min(abs(one - other) for other in others)
        if near >= ALONE and others[-1] - others[0] <= 1:
            return one, others[0], others[-1]
    return None


def ends(session: Session, stage: str, item: str, facet: str) -> tuple[str, ...]:
    """Return the names behind the lowest and the highest answers, as two lists in words.

    Empty in a secret vote, and if people agree.
    """
    if not is_revealed(session, stage, item):
        return ()
    if facet_totals(session, stage, item, facet).level in {None, Level.AGREES}:
        return ()
    vote, ballots, _ = counted(session, stage, item)
    names = names_of(session, vote)
    given = {
        names[voter]: answer
        for voter, ballot in ballots.items()
        if voter in names
        and (answer := ballot.get(facet, item)) is not None
        and not isinstance(answer, Abstained)
    }
    low, high = min(given.values(), default=0), max(given.values(), default=0)
    if low == high:
        return ()
    return tuple(
        f"{', '.join(sorted(name for name, answer in given.items() if answer == end))}: {end}"
        for end in (low, high)
    )


def widest_first(session: Session, stage: str) -> list[str]:
    """Return the revealed items, those on which people are furthest apart first.

    What counts is the facet with the largest mean distance from the middle answer; equal ones keep
    the order of the kit. Splits that the team keeps come last: it has talked about them.
    """
    items = [item for item in asks(session, stage).items if is_revealed(session, stage, item)]
    kept = {item for item in items if second_rounds.split_of(session, stage, item)}
    return sorted(items, key=lambda item: (item in kept, -_widest(session, stage, item)))


def _widest(session: Session, stage: str, item: str) -> float:
    facets = (facet_totals(session, stage, item, key) for key in facets_rated(session, stage))
    return max((facet.distance or 0.0 for facet in facets), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Whether the customers in mind go with a wide spread.

    `medians` are the middle answers by segment, for segments that may be shown apart: at least two.
    `may` is whether they may explain the spread.
    """

    medians: Mapping[str, float]
    may: bool


def explained(session: Session, stage: str, item: str, facet: str) -> Explained | None:
    """Say whether the customers whom people had in mind may explain a wide spread.

    None if the spread is not wide, or if fewer than two segments can be shown apart.
    """
    if not is_revealed(session, stage, item):
        return None
    totals = facet_totals(session, stage, item, facet)
    by_segment = {
        segment: facet_totals(session, stage, item, facet, segment).counts
        for segment, _ in ordered(session.segments)
    }
    return explains(totals.counts, by_segment)


def explains(counts: Sequence[int], by_segment: Mapping[str, Sequence[int]]) -> Explained | None:
    """Return whether segments may explain the spread of all answers; both are counts of 1 to 5.

    They may if each segment agrees in itself, if the distance from the middle that is left inside
    them is at most half of that of the same people together, and if their middles are two points
    apart. Segments with fewer than three numbers do not count.
    """
    known = {key: tuple(each) for key, each in by_segment.items() if level(each) is not None}
    if level(counts) in {None, Level.AGREES} or len(known) < 2:
        return None
    together = tuple(map(sum, zip(*known.values(), strict=True)))
    inside = sum(_distance(each) for each in known.values())
    medians = {key: _median(each) for key, each in known.items()}
    return Explained(
        medians=medians,
        may=all(level(each) is Level.AGREES for each in known.values())
        and _HALF * inside <= _distance(together)
        and max(medians.values()) - min(medians.values()) >= ALONE,
    )


def _distance(counts: Sequence[int]) -> float:
    """Return the sum of all distances from the median."""
    return (distance_from_median(counts) or 0.0) * sum(counts)


def _median(counts: Sequence[int]) -> float:
    found = Facet(counts=tuple(counts)).median
    return 0.0 if found is None else found
