"""A bar chart in letters: where customers get less, or more, than they need.

Numbers and bars come first and have fixed widths in cells. The label comes last, because terminals
do not agree on its width: so it shifts nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.gap_points import sign
from valueworkshop.core.scoring.rounding import one_decimal, whole

NOT_RATED = "not rated"
_NONE = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: means 1-5; gap and surplus 0-100, at most one of them over 0; None is not rated."""

    label: str
    needed: float | None
    today: float | None
    gap: float | None
    surplus: float | None


def gap_bars(rows: Iterable[BarRow], width: int = 20) -> tuple[str, ...]:
    """Return a header and a line for each row; a bar of `width` cells is 100. No rows, no lines.

    A gap is drawn with █, a surplus with ░ and a minus sign. `width` is at least 9.
    """
    width = max(width, len(NOT_RATED))
    lines = tuple(_line(row, width) for row in rows)
    header = _columns(("", "gap", "needed", "today"), "0 to 100".ljust(width), "")
    return (header, *lines) if lines else ()


def _line(row: BarRow, width: int) -> str:
    means = [_NONE if mean is None else one_decimal(mean) for mean in (row.needed, row.today)]
    label = one_line(row.label) or _NONE
    if row.gap is None and row.surplus is None:
        return _columns(("", _NONE, *means), NOT_RATED.ljust(width), label)
    gap, surplus = row.gap or 0, row.surplus or 0
    fill, size = ("░", surplus) if surplus > gap else ("█", gap)
    bar = (fill * _cells(size, width)).ljust(width)
    return _columns((sign(gap - surplus), f"{whole(gap - surplus)}", *means), bar, label)


def _cells(size: float, width: int) -> int:
    """Return how many of `width` cells show `size` of 100: at least one if it reads 1 or more."""
    least = 1 if whole(size) else 0
    return min(width, max(least, round(size * width / 100)))


def _columns(numbers: Sequence[str], bar: str, label: str) -> str:
    mark, gap, needed, today = numbers
    return f"{mark:<2} {gap:>4} {needed:>6} {today:>5}  {bar}  {label}".rstrip()
