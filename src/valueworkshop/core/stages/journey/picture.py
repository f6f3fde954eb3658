"""The journey as a curve: what customers experience, above or below what they expect.

Left to right if each touchpoint has three cells, else top to bottom. Numbers are beside it; the
names are in the legend, where they shift nothing.
"""

from collections.abc import Sequence
from math import floor

from valueworkshop.core.scoring import gap_points
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.journey.score import Moment, Strand, by_carrier, by_term, lowest
from valueworkshop.core.stages.journey.words import strand

LOWEST = "▼"
LIVED, EXPECTED, BOTH = "●", "○", "◉"

_LEFT = 3
_ROWS = 9
_NARROWEST = 50
_LEAST, _MOST = 3, 9
_LEGEND_COLUMN = 36


def journey(curve: Sequence[Moment], width: int) -> list[str]:
    """Return the curve with its legend and what carries the gaps, or no line without a curve.

    Lines have at most `width` cells, or 50 if that is less.
    """
    width = max(width, _NARROWEST)  # a view without a layout has no width yet
    if not lowest(curve):
        return []
    step = min((width - _LEFT) // len(curve), _MOST)
    across = step >= _LEAST
    lines = _across(curve, step) if across else _down(curve, width)
    key = f"   {LIVED} experienced   {EXPECTED} expected   {BOTH} both   {LOWEST} lowest"
    lines += ["", key, *(["", *_legend(curve, width)] if across else [])]
    for heading, strands in (
        ("By what carries it", by_carrier(curve)),
        ("By what it feeds", by_term(curve)),
    ):
        if strands:
            lines += ["", f"{heading} (mean gap)", *_strands(strands, width)]
    return lines


def _across(curve: Sequence[Moment], step: int) -> list[str]:
    """Return the scale from 5 down to 1 with the curve in it, then marks and numbers."""
    cells = [[" "] * (step * len(curve)) for _ in range(_ROWS)]
    lived = [None if m.score is None else _row(m.score.today.mean) for m in curve]
    expected = [None if m.score is None else _row(m.score.needed.mean) for m in curve]
    at = [place * step + step // 2 for place in range(len(curve))]
    for place in range(len(curve) - 1):
        start, end = lived[place], lived[place + 1]
        if start is not None and end is not None:
            _join(cells, (at[place], start), (at[place + 1], end))
    for place, (row, wanted) in enumerate(zip(lived, expected, strict=True)):
        if row is not None and wanted is not None:
            for between in range(min(row, wanted) + 1, max(row, wanted)):
                cells[between][at[place]] = "┊"
        if wanted is not None:
            cells[wanted][at[place]] = EXPECTED
        if row is not None:
            cells[row][at[place]] = BOTH if row == wanted else LIVED
    low = {moment.key for moment in lowest(curve)}
    marks = [LOWEST if moment.key in low else " " for moment in curve]
    numbers = [str(place) for place in range(1, len(curve) + 1)]
    scale = [f"{5 - row // 2} ┤" if row % 2 == 0 else "  │" for row in range(_ROWS)]
    lines = [f"{mark}{''.join(row)}" for mark, row in zip(scale, cells, strict=True)]
    under = [
        f"{'':{_LEFT}}{''.join(_under(text, step) for text in row)}" for row in (marks, numbers)
    ]
    return [line.rstrip() for line in [*lines, *under]]


def _under(text: str, step: int) -> str:
    """Return a mark or a number centred in the cells of its touchpoint."""
    return f"{'':{step // 2 - (len(text) - 1) // 2}}{text}".ljust(step)[:step]


def _join(cells: list[list[str]], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Draw the line between two points: along, up or down half way, and along."""
    (left, top), (right, bottom) = start, end
    turn = (left + right + 1) // 2
    for cell in range(left + 1, right):
        cells[top if cell < turn else bottom][cell] = "─"
    if top == bottom:
        return
    down = top < bottom
    for row in range(min(top, bottom) + 1, max(top, bottom)):
        cells[row][turn] = "│"
    cells[top][turn] = "╮" if down else "╯"
    cells[bottom][turn] = "╰" if down else "╭"


def _row(mean: float | None) -> int | None:
    """Return the row of a mean, 0 for 5 and 8 for 1; None for none."""
    return None if mean is None else _ROWS - 1 - floor((mean - 1) * 2 + 0.5)


def _down(curve: Sequence[Moment], width: int) -> list[str]:
    """Return a line for each touchpoint, from the first to the last."""
    low = {moment.key for moment in lowest(curve)}
    lines = [f"{'':4}{'gap':>4}  1   2   3   4   5"]
    for place, moment in enumerate(curve, start=1):
        mark = LOWEST if moment.key in low else " "
        head = f"{place:>2}{mark} {_amount(moment):>4}  {_track(moment)}  "
        lines.append(f"{head}{fitted(moment.touchpoint.text, max(width - len(head), 1))}".rstrip())
    return lines


def _track(moment: Moment) -> str:
    cells = ["·"] * (2 * _ROWS - 1)
    if moment.score is not None:
        places = [_row(mean) for mean in (moment.score.needed.mean, moment.score.today.mean)]
        wanted, lived = (None if row is None else 2 * (_ROWS - 1 - row) for row in places)
        if wanted is not None:
            cells[wanted] = EXPECTED
        if lived is not None:
            cells[lived] = BOTH if lived == wanted else LIVED
    return "".join(cells)


def _legend(curve: Sequence[Moment], width: int) -> list[str]:
    columns = max(width // _LEGEND_COLUMN, 1) if width >= 2 * _LEGEND_COLUMN else 1
    size = width // columns
    low = {moment.key for moment in lowest(curve)}
    entries = []
    for place, moment in enumerate(curve, start=1):
        mark = LOWEST if moment.key in low else " "
        head = f"{place:>2}{mark} {_amount(moment):>4}  "
        entries.append(f"{head}{fitted(moment.touchpoint.text, size - len(head) - 1)} ")
    rows = -(-len(entries) // columns)
    return ["".join(entries[row::rows]).rstrip() for row in range(rows)]


def _amount(moment: Moment) -> str:
    """Return the gap of a touchpoint as a whole number, or a sign that there is none."""
    return "?" if moment.score is None else gap_points.points(moment.signed)


def _strands(strands: Sequence[Strand], width: int) -> list[str]:
    most = max(found.signed for found in strands)
    several = len(strands) > 1 and most > 0
    lines = []
    for found in strands:
        mark = LOWEST if several and found.signed == most else " "
        head = f"  {mark} {gap_points.points(found.signed):>4}  "
        lines.append(f"{head}{fitted(strand(found), width - len(head))}".rstrip())
    return lines
