"""The pictures of a comparison in letters: a dumb-bell for each item, a column for each workshop.

Numbers and marks come first and have fixed widths in cells; the label comes last.
"""

from collections.abc import Iterable, Sequence

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.compare.trends import ItemLine
from valueworkshop.core.compare.two_workshops import Change
from valueworkshop.core.scoring.gap_points import points, signed
from valueworkshop.core.show.moves import NEEDED_NOW, NEEDED_THEN, NOW, THEN, in_letters
from valueworkshop.core.stages.votes.gap_tracks import scale_head
from valueworkshop.core.summary.gap_summary import Gap

KEY = f"today {THEN} then {NOW} now   needed {NEEDED_THEN} then {NEEDED_NOW} now   from 1 to 5"
"""What the marks of a dumb-bell mean."""

_STEP = 6
_LEVELS = "▁▂▃▄▅▆▇█"


def dumbbells(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return a header and a line for each item that both workshops rated; no items, no lines.

    Each begins with its gap then and now and by how much it grew, in points; then come, on a scale
    from 1 to 5, the means of today and of what is needed, then and now.
    """
    lines = tuple(
        f"{_number(change.then)} {_number(change.now)} {signed(change.by):>6}  "
        f"{_moves(change.then, change.now)}  {one_line(change.item.text)}"
        for change in changes
        if change.then and change.now
    )
    head = f"then  now change  {scale_head(_STEP)}"
    return (head, *lines) if lines else ()


def _moves(then: Gap, now: Gap) -> str:
    return in_letters(today(then, now), needed(then, now), _STEP)


def today(then: Gap, now: Gap) -> tuple[float | None, float | None]:
    """Return the mean of today, then and now."""
    return (then.score.today.mean, now.score.today.mean)


def needed(then: Gap, now: Gap) -> tuple[float | None, float | None]:
    """Return the mean of what is needed, then and now."""
    return (then.score.needed.mean, now.score.needed.mean)


def _number(gap: Gap | None) -> str:
    return f"{points(gap.score.signed if gap else None):>4}"


def columns(lines: Iterable[ItemLine]) -> tuple[str, ...]:
    """Return a line for each item: a column for each workshop, as high as its gap, then numbers."""
    return tuple(
        f"{heights([gap.score.signed if gap else None for gap in line.gaps])}  "
        f"{' '.join(_number(gap) for gap in line.gaps)} {signed(line.by):>6}  "
        f"{one_line(line.item.text)}"
        for line in lines
    )


def heights(values: Sequence[float | None]) -> str:
    """Return a column for each value up to 100, the lowest for 0 and below; a dot for None."""
    return "".join("·" if value is None else _height(value) for value in values)


def _height(value: float) -> str:
    return _LEVELS[max(0, min(len(_LEVELS) - 1, int(value * len(_LEVELS) / 100)))]
