"""How sure an index is: what becomes of it when each person in turn is left out.

From that come the range ('without any one of us: 31 to 38') and the margin, an interval that held
the true value in 86 to 90 % of trials (benchmarks/verdicts.py); the range held it in 28 to 50 %.

Where ballots of two stages are not linked, anyone of the one may be anyone of the other. Then range
and margin are those of leaving out the one who weighs most in each: no real person weighs more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from valueworkshop.core.scoring.intervals import student_t

_OUTSIDE = 0.1  # the margin is an interval of 90 %


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An index with each person of one group left out; None where there is none then."""

    indices: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """How far the true index may be from the one found, in points.

    `error` is its standard error by the jackknife, `half` half the width of the 90 % interval,
    which is `low` to `high`, cut off at 0 and 100.
    """

    error: float
    half: float
    low: float
    high: float


def range_of(value: float, groups: Sequence[LeftOut]) -> tuple[float, float]:
    """Return the lowest and highest index with any one person left out, itself included."""
    ranges = []
    for group in groups:
        found = [value, *(index for index in group.indices if index is not None)]
        ranges.append((min(found), max(found)))
    if len(ranges) == 1:
        return ranges[0]
    low = value + fsum(low - value for low, _ in ranges)
    high = value + fsum(high - value for _, high in ranges)
    return max(low, 0.0), min(high, 100.0)


def margin_of(value: float, groups: Sequence[LeftOut]) -> Margin | None:
    """Return the margin of an index; None where somebody alone carries it.

    SE = sqrt((n - 1) / n * sum of (index without i - their mean)**2), Tukey's jackknife (Annals of
    Mathematical Statistics 29, 1958), and t at 95 % with n - 1 degrees of freedom. The errors of
    groups that are not linked add up, and the smallest has the degrees of freedom.
    """
    errors = []
    for group in groups:
        known = [index for index in group.indices if index is not None]
        if len(known) < len(group.indices) or len(known) < 2:
            return None
        errors.append(_jackknife(known))
    if not errors:
        return None
    error = fsum(errors)
    half = student_t(min(len(group.indices) for group in groups) - 1, _OUTSIDE) * error
    return Margin(error=error, half=half, low=max(0.0, value - half), high=min(100.0, value + half))


def _jackknife(without: Iterable[float]) -> float:
    left = sorted(without)
    n, middle = len(left), fsum(left) / len(left)
    return sqrt((n - 1) / n * fsum((index - middle) ** 2 for index in left))
