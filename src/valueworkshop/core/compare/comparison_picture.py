"""The pictures of a comparison in letters: a dumbbell for each item, a column for each workshop.

Numbers and marks come first and have fixed widths in cells; the label comes last.
"""

from collections.abc import Iterable, Sequence

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.compare.trends import ItemLine
from valueworkshop.core.compare.two_workshops import Change
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.stages.votes.words import points, signed
from valueworkshop.core.summary.gap_summary import Gap

THEN, NOW, NEEDED = "○", "●", "│"
KEY = f"{THEN} today, then   {NOW} today, now   {NEEDED} needed, now   from 1 to 5"
"""What the marks of a dumbbell mean."""

SHORT_KEY = f"{THEN} then  {NOW} now  {NEEDED} needed now"
"""The same for narrow screens."""

_WIDTH = 25
_LEVELS = "▁▂▃▄▅▆▇█"


def dumbbells(changes: Iterable[Change], width: int = _WIDTH) -> tuple[str, ...]:
    """Return a header and a line for each item that both workshops rated; no items, no lines.

    Each begins with its gap then and now and by how much it grew, in points; then come, on an axis
    of `width` cells from 1 to 5, today's mean in both and what is needed now.
    """
    lines = tuple(
        f"{_number(change.then)} {_number(change.now)} {signed(change.by):>6}  "
        f"{axis(change.then, change.now, width)}  {one_line(change.item.text)}"
        for change in changes
        if change.then and change.now
    )
    head = f"then  now change  {'1':<{width - 1}}5"
    return (head, *lines) if lines else ()


def _number(gap: Gap | None) -> str:
    return f"{points(gap.score.signed if gap else None):>4}"


def axis(then: Gap, now: Gap, width: int) -> str:
    """Draw today's mean then and now, joined, and what is needed now.

    Of two in the same cell it draws the one of now.
    """
    cells = [" "] * width
    ends = [_cell(gap.score.today, width) for gap in (then, now)]
    if None not in ends:
        low, high = sorted(end for end in ends if end is not None)
        cells[low : high + 1] = "━" * (high - low + 1)
    for mark, cell in ((NEEDED, _cell(now.score.needed, width)), (THEN, ends[0]), (NOW, ends[1])):
        if cell is not None:
            cells[cell] = mark
    return "".join(cells)


def _cell(facet: Facet, width: int) -> int | None:
    return None if facet.mean is None else round((facet.mean - 1) / 4 * (width - 1))


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
