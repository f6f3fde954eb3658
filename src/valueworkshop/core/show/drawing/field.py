"""Things by what is needed (up) and what is so today (across), 1 to 5, between two diagonals.

Along a diagonal the gap is the same: '·' where today is as needed, ':' where it is a step short.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len

POINT: Final = "●"
_LOW, _STEPS = 1, 4
_MOST: Final = 9
"""More things than this at one spot are a star."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing: its place, 1 to 5 each way, its role, and its name if it may stand beside it."""

    across: float
    up: float
    role: Role
    name: str = ""


def field(spots: Sequence[Spot], width: int, height: int) -> Canvas:
    """Return the field in exactly these cells; a name stands beside its point where it is free.

    Several things in one cell are their number. Points come after the lines, names last.
    """
    canvas = Canvas(width, height)
    for y in range(canvas.height):
        up = _LOW + _STEPS * (1 - y / max(canvas.height - 1, 1))
        level, step = _column(up, canvas.width), _column(up - 1, canvas.width)
        canvas.fill(0, y, max(step, 0), 1, "short")
        canvas.fill(level, y, canvas.width - level, 1, "ahead")
        if up - 1 >= _LOW:
            canvas.write(step, y, ":", "muted")
        canvas.write(level, y, "·", "muted")
    there: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        there.setdefault(_place(spot, canvas), []).append(spot)
    taken: dict[int, list[int]] = {}
    for x, y in there:
        taken.setdefault(y, []).append(x)
    for (x, y), found in there.items():
        many = str(len(found)) if len(found) <= _MOST else "*"
        canvas.write(x, y, POINT if len(found) == 1 else many, found[0].role, bold=True)
    for (x, y), found in there.items():
        if len(found) == 1 and found[0].name:
            _name(canvas, x, y, found[0].name, taken[y])
    return canvas


def _column(across: float, width: int) -> int:
    return round((across - _LOW) / _STEPS * (width - 1))


def _place(spot: Spot, canvas: Canvas) -> tuple[int, int]:
    across, up = (min(max(part, _LOW), _LOW + _STEPS) for part in (spot.across, spot.up))
    y = round((1 - (up - _LOW) / _STEPS) * (canvas.height - 1))
    return _column(across, canvas.width), y


def _name(canvas: Canvas, x: int, y: int, name: str, taken: list[int]) -> None:
    """Write a name on the right of its point, else on the left, else nowhere."""
    cells = cell_len(name)
    for start in (x + 2, x - 1 - cells):
        reach = range(start - 1, start + cells + 1)
        free = not any(at in reach for at in taken if at != x)
        if free and start >= 0 and start + cells <= canvas.width:
            canvas.write(start, y, name, "today")
            taken += range(start, start + cells)
            return
