"""Numbers as they are said: halves are rounded away from 0, so 12.5 is 13 and -12.5 is -13."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import Final

_BIT = Fraction(1, 10**9)  # a half that was made from quotients may come out a bit below one half

_MOST: Final = 4096
"""Screens say the same numbers again and again: we keep this many, as fractions are slow."""


@lru_cache(maxsize=_MOST)
def whole(value: Fraction | float) -> int:
    """Return the nearest whole number, of two equally near the one further from 0."""
    size = floor(abs(Fraction(value)) + Fraction(1, 2) + _BIT)
    return size if value >= 0 else -size


def tenths(value: Fraction | float) -> Fraction:
    """Return the nearest number with one decimal, of two equally near the one further from 0."""
    return Fraction(whole(10 * Fraction(value)), 10)


@lru_cache(maxsize=_MOST)
def one_decimal(value: Fraction | float) -> str:
    """Return a number as it is said with one decimal: 2.25 is '2.3'."""
    return f"{float(tenths(value)):.1f}"


@lru_cache(maxsize=_MOST)
def two_decimals(value: Fraction | float) -> str:
    """Return a number as it is said with two decimals: 0.125 is '0.13'."""
    return f"{float(Fraction(whole(100 * Fraction(value)), 100)):.2f}"


def add_up(parts: Iterable[Fraction | float], total: Fraction | float) -> bool:
    """Return whether the parts, as they are said, make the total as it is said.

    Where they do not, 'rounded' stands beside them.
    """
    return sum(whole(part) for part in parts) == whole(total)
