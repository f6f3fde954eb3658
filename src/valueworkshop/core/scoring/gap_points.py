"""Points of a gap, or of what is left, in letters: a sign for how large, and whole numbers."""

from fractions import Fraction

from valueworkshop.core.scoring.rounding import whole

STEEP, SOME = 25, 10
"""Points of gap from which a sign gets heavier: one step on the scale, and about half of one."""


def sign(signed: float | None) -> str:
    """Return the sign that goes with the colour of a gap; a space if there is none."""
    if signed is None:
        return " "
    if whole(signed) >= STEEP:
        return "▼▼"
    if whole(signed) >= SOME:
        return "▼"
    return "▲" if whole(signed) <= -SOME else "="


def points(value: float | None) -> str:
    """Return points as a whole number with its sign; '–' for none."""
    return "–" if value is None else f"{whole(value)}"


def signed(value: Fraction | float | None) -> str:
    """Return points as a whole number with its sign: +12, -3, 0; '–' for none."""
    if value is None:
        return "–"
    return f"{whole(value):+d}" if whole(value) else "0"
