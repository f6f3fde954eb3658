"""Points as ten dots of ten each: a digit for each thing, and the last one gets what is left."""

from collections.abc import Mapping, Sequence
from typing import Final

from valueworkshop.core.scoring.point_shares import WHOLE

DOT: Final = 10
"""The points of one dot."""


def put(points: Mapping[str, int], things: Sequence[str], at: int, dots: int) -> dict[str, int]:
    """Return the points once the thing at place `at` has so many dots, or all that are left.

    What comes behind it is asked anew: it gets no points, but the last thing gets those that are
    left once the last but one has its own.
    """
    before = {key: points.get(key, 0) for key in things[:at]}
    left = max(WHOLE - sum(before.values()), 0)
    given = min(dots * DOT, left)
    made = {**dict.fromkeys(things, 0), **before, things[at]: given}
    if at == len(things) - 2:
        made[things[-1]] = left - given
    return made


def next_place(points: Mapping[str, int], things: Sequence[str], at: int) -> int:
    """Return where the next digit goes: the last place once all points are given."""
    is_all = sum(points.get(key, 0) for key in things) >= WHOLE
    return len(things) - 1 if is_all else min(at + 1, len(things) - 1)


def typed(digits: Sequence[int], things: Sequence[str]) -> dict[str, int]:
    """Return points from one number of dots for each thing; the last may be missing."""
    given = [number * DOT for number in digits]
    if len(given) == len(things) - 1:
        given.append(max(WHOLE - sum(given), 0))
    return dict(zip(things, given, strict=True))
