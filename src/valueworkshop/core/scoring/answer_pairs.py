"""Many people's answers as counts of pairs: what we keep of a survey once its rows are gone.

A pair is (needed, today) on a scale of whole numbers from any low to any high; None is no answer to
that question. All sums are of fractions, so that no order of answers or files changes a bit of
them. A number that nobody gave is None, never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, pi, sqrt
from typing import TypeAlias

from valueworkshop.core.scoring.agreement import (
    Level,
    agreement,
    distance_from_median,
    level,
    median,
)
from valueworkshop.core.scoring.intervals import Group

_MOST_STEPS = 10
_WIDEST = Fraction(25)

Pair: TypeAlias = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """How many people gave each pair of answers, on a scale from `low` to `high`.

    Raises ValueError if low is not below high, an answer is not on the scale, or a count is below
    0.
    """

    low: int
    high: int
    counts: Mapping[Pair, int]

    def __post_init__(self) -> None:
        """Raise ValueError for counts that have no score."""
        if not self.low < self.high:
            raise ValueError(f"a scale from {self.low} to {self.high} has no room for an answer")
        for pair, count in self.counts.items():
            if count < 0:
                raise ValueError(f"{count} people cannot have answered {pair}")
            for given in pair:
                if given is not None and not self.low <= given <= self.high:
                    raise ValueError(f"{given} is not on the scale from {self.low} to {self.high}")

    @property
    def span(self) -> int:
        """The points of the scale from the lowest answer to the highest."""
        return self.high - self.low

    @property
    def step(self) -> Fraction:
        """How wide a step is in which answers were stored, in hundredths of the scale.

        That is a point of the scale. But nobody answers on more than eleven points: where a wider
        scale holds 0, 25, 50, 75 and 100 only, a step is 25 of them. No more than a quarter of the
        scale is taken for one, as few answers may share a larger divisor by luck.
        """
        if self.span <= _MOST_STEPS:
            return Fraction(100, self.span)
        given = (answer for pair, count in self.counts.items() if count for answer in pair)
        points = gcd(self.span, *(answer - self.low for answer in given if answer is not None))
        return min(Fraction(100 * points, self.span), _WIDEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """All answers to one question, in points: 0 at the low end of the scale, 100 at the high one.

    `n` people gave a number. `values` says how many are at each value; `group` is what intervals
    are made from. `counts` is by point of the scale, which starts at `low`; if the answers come
    from several scales it is empty, and then there is no median, agreement or distance either.
    """

    n: int
    mean: float | None
    values: Mapping[Fraction, int]
    group: Group | None
    counts: tuple[int, ...] = ()
    low: int = 0

    @property
    def median(self) -> float | None:
        """The middle answer on the scale of the answers."""
        return median(self.counts, self.low) if self.counts else None

    @property
    def agreement(self) -> float | None:
        """1 if unanimous, 0 if half sit at each end; None below three answers."""
        return agreement(self.counts) if self.counts else None

    @property
    def distance(self) -> float | None:
        """The mean distance from the median in scale points; None below three answers."""
        return distance_from_median(self.counts) if self.counts else None

    @property
    def level(self) -> Level | None:
        """Split, mixed or agrees; None below three answers."""
        return level(self.counts) if self.counts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """The numbers of an item from counts of pairs, all in points.

    `n` gave both answers, `short` of them see a shortfall. `signed` S is their mean u(needed) -
    u(today), -100 to 100; `gap` G = max(0, S); `surplus` O = max(0, -S). `error` is its standard
    error from two people on, with the rounding of two answers as the least variance; `floor` is the
    gap that disagreement alone would make. `differences` counts each u(needed) - u(today), and
    `group` is what intervals of the gap are made from.
    """

    n: int
    short: int | None
    signed: float | None
    error: float | None
    differences: Mapping[Fraction, int]
    group: Group | None
    needed: Side
    today: Side

    @property
    def gap(self) -> float | None:
        """G, 0 to 100."""
        return None if self.signed is None else max(0.0, self.signed)

    @property
    def surplus(self) -> float | None:
        """O, 0 to 100."""
        return None if self.signed is None else max(0.0, -self.signed)

    @property
    def floor(self) -> float | None:
        """The noise floor of the gap; None below two people."""
        return None if self.error is None else self.error / sqrt(2 * pi)

    @property
    def weight(self) -> float | None:
        """1 if there is a gap: customers' answers carry no weight of their own."""
        return None if self.signed is None else 1.0

    @property
    def priority(self) -> float | None:
        """R = w * G, here G."""
        return self.gap


def score_pairs(several: Sequence[Pairs]) -> PairScore:
    """Return the numbers of an item over all the counts given, each on its own scale."""
    differences: dict[Fraction, int] = {}
    rounding = Fraction(0)
    n = short = 0
    for pairs in several:
        steps: dict[int, int] = {}
        for (needed, today), count in pairs.counts.items():
            if needed is not None and today is not None and count:
                steps[needed - today] = steps.get(needed - today, 0) + count
        for step, count in steps.items():
            _add(differences, Fraction(100 * step, pairs.span), count)
            rounding += count * 2 * _of_rounding(pairs)
            n += count
            short += count if step > 0 else 0
    group = _group(differences, rounding)
    return PairScore(
        n=n,
        short=short if n else None,
        signed=group.mean if group else None,
        error=sqrt(group.variance / n) if group and n > 1 else None,
        differences=differences,
        group=group,
        needed=_side(several, 0),
        today=_side(several, 1),
    )


def _side(several: Sequence[Pairs], which: int) -> Side:
    values: dict[Fraction, int] = {}
    rounding = Fraction(0)
    for pairs in several:
        answers: dict[int, int] = {}
        for pair, count in pairs.counts.items():
            given = pair[which]
            if given is not None and count:
                answers[given] = answers.get(given, 0) + count
        for given, count in answers.items():
            _add(values, Fraction(100 * (given - pairs.low), pairs.span), count)
            rounding += count * _of_rounding(pairs)
    group = _group(values, rounding)
    scales = {(pairs.low, pairs.high) for pairs in several}
    low, high = next(iter(scales), (0, 0))
    counts: tuple[int, ...] = ()
    if len(scales) == 1:
        counts = tuple(
            values.get(Fraction(100 * step, high - low), 0) for step in range(high - low + 1)
        )
    return Side(
        n=sum(values.values()),
        mean=group.mean if group else None,
        values=values,
        group=group,
        counts=counts,
        low=low,
    )


def _add(counted: dict[Fraction, int], value: Fraction, count: int) -> None:
    counted[value] = counted.get(value, 0) + count


def _of_rounding(pairs: Pairs) -> Fraction:
    """Return h**2 / 12, the variance that comes from rounding an answer to a step of h points."""
    return pairs.step**2 / 12


def _group(values: Mapping[Fraction, int], rounding: Fraction) -> Group | None:
    """Return mean and variance of counted values; the mean rounding is the least variance."""
    n = sum(values.values())
    if not n:
        return None
    total = sum((value * count for value, count in values.items()), Fraction(0))
    squares = sum((value**2 * count for value, count in values.items()), Fraction(0))
    spread = (squares - total**2 / n) / (n - 1) if n > 1 else Fraction(0)
    return Group(n=n, mean=float(total / n), variance=float(max(spread, rounding / n)))


def cliffs_delta_counted(a: Mapping[Fraction, int], b: Mapping[Fraction, int]) -> float:
    """Return Cliff's delta, -1 to 1, of two groups given as counted values.

    Raises ValueError if a group is empty.
    """
    people = sum(a.values()) * sum(b.values())
    if not people:
        raise ValueError("Cliff's delta needs answers in both groups, not an empty group")
    above = below = 0
    for x, count in a.items():
        above += count * sum(other for y, other in b.items() if x > y)
        below += count * sum(other for y, other in b.items() if x < y)
    return (above - below) / people


def pooled(all_of: Iterable[Pairs]) -> list[Pairs]:
    """Return the counts with those on the same scale added up, in the order of the scales."""
    by_scale: dict[tuple[int, int], dict[Pair, int]] = {}
    for pairs in all_of:
        counted = by_scale.setdefault((pairs.low, pairs.high), {})
        for pair, count in pairs.counts.items():
            counted[pair] = counted.get(pair, 0) + count
    return [
        Pairs(low=low, high=high, counts=counts) for (low, high), counts in sorted(by_scale.items())
    ]
