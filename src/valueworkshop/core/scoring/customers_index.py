"""The customers' index, and a company beside its customers. We never pool the two.

Customers' answers come as counts of pairs (`answer_pairs.py`) and carry no weight: each item of a
stage counts alike, and stages count as they do for the team.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum

from valueworkshop.core.scoring.answer_pairs import PairScore, Side, cliffs_delta_counted
from valueworkshop.core.scoring.intervals import (
    FEWEST_FOR_AN_INTERVAL,
    Group,
    nearer_to_0,
    welch_between,
)
from valueworkshop.core.scoring.stage_score import stage_gap
from valueworkshop.core.scoring.value_gap_index import FEWEST_PEOPLE, LEAST_COVERAGE, index_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersStage:
    """What customers gave on a stage that asks for needed and today.

    `points` is its share a in the index, `items` the score of each item that customers were asked
    about, `possible` how many pairs the people asked could have given.
    """

    key: str
    points: int
    items: Mapping[str, PairScore]
    possible: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersIndex:
    """The index of the customers, 0 to 100 points, higher is worse; and what goes with it.

    `value` is None when under half of the stage points have a gap. `gaps` are those of the stages,
    None for a stage without one. `floor` is the mean of the items' noise floors, None if an item
    has none; `coverage`, 0 to 1, the pairs given of those possible. `people` is the most that any
    item has pairs of; `provisional` holds the reasons why the index is provisional.
    """

    value: float | None
    gaps: Mapping[str, float | None]
    floor: float | None
    coverage: float | None
    people: int
    provisional: tuple[str, ...]


def customers_index(stages: Sequence[CustomersStage]) -> CustomersIndex:
    """Return the customers' index over the stages that a workshop rates for needed and today."""
    gaps = {stage.key: stage_gap(stage.items.values()) for stage in stages}
    value = index_of((stage.points, gaps[stage.key]) for stage in stages)
    people = max((item.n for stage in stages for item in stage.items.values()), default=0)
    possible = sum(stage.possible for stage in stages)
    pairs = sum(item.n for stage in stages for item in stage.items.values())
    coverage = min(1.0, pairs / possible) if possible else None
    reasons = []
    if value is not None and people < FEWEST_PEOPLE:
        reasons.append("fewer than three customers gave both answers")
    if value is not None and coverage is not None and coverage < LEAST_COVERAGE:
        reasons.append("under 70 % of the possible pairs of answers were given")
    return CustomersIndex(
        value=value,
        gaps=gaps,
        floor=None if value is None else _floor(stages),
        coverage=coverage,
        people=people,
        provisional=tuple(reasons),
    )


def _floor(stages: Sequence[CustomersStage]) -> float | None:
    """Return the same mean of the items' noise floors; None if one is not known."""
    shares = []
    for stage in stages:
        floors = [item.floor for item in stage.items.values() if item.signed is not None]
        known = [floor for floor in floors if floor is not None]
        if len(known) < len(floors):
            return None
        if floors and stage.points:
            shares.append((stage.points, fsum(known) / len(known)))
    points = sum(a for a, _ in shares)
    return fsum(a * floor for a, floor in shares) / points if points else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Customers less company, in points: -100 to 100, of a gap -200 to 200.

    `low` and `high` are Welch's 95 % interval, with the rounding of the answers as least variance,
    and `delta` is Cliff's, -1 to 1, above 0 if customers tend to be higher; all None if a side has
    fewer than five answers.
    """

    points: float
    low: float | None = None
    high: float | None = None
    delta: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.sure is not None and self.sure > 0

    @property
    def sure(self) -> float | None:
        """How far from 0 the interval is at its nearer end, below 0 if it holds 0; or None."""
        if self.low is None or self.high is None:
            return None
        return nearer_to_0(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """How far customers and company are apart on an item; None if either gave nothing."""

    gap: Difference | None
    needed: Difference | None
    today: Difference | None


def beside(company: PairScore, customers: PairScore, *, among: int = 1) -> Beside:
    """Return customers minus company: of the gap, of what is needed, of today.

    `among` is how many items are compared at once: the intervals of all hold together.
    """
    return Beside(
        gap=gaps_apart(company, customers, among=among),
        needed=_of_sides(company.needed, customers.needed, among),
        today=_of_sides(company.today, customers.today, among),
    )


def gaps_apart(one: PairScore, other: PairScore, *, among: int = 1) -> Difference | None:
    """Return the gap S of `other` minus that of `one`; None if either has none."""
    return _difference(one.group, other.group, one.differences, other.differences, among)


def _of_sides(company: Side, customers: Side, among: int) -> Difference | None:
    return _difference(company.group, customers.group, company.values, customers.values, among)


def _difference(
    ours: Group | None,
    theirs: Group | None,
    our_values: Mapping[Fraction, int],
    their_values: Mapping[Fraction, int],
    among: int,
) -> Difference | None:
    if ours is None or theirs is None:
        return None
    points = theirs.mean - ours.mean
    if min(ours.n, theirs.n) < FEWEST_FOR_AN_INTERVAL:
        return Difference(points=points)
    low, high = welch_between(theirs, ours, among=among)
    delta = cliffs_delta_counted(their_values, our_values)
    return Difference(points=points, low=low, high=high, delta=delta)
