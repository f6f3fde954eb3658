"""Minutes spent of those planned: thick is spent, thin is left, and an overrun is orange."""

from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role

SPENT: Final = "━"
LEFT: Final = "─"
HALF: Final = "╸"
END: Final = "┤"
NOW: Final = "●"
GRID: Final = "┊"

_STEPS: Final = (5, 10, 15, 30, 60, 120, 240)
_APART: Final = 6
"""Cells from one line of the grid to the next at least."""


def step_of(longest: int, width: int) -> int:
    """Return how many minutes are from one line of the grid to the next."""
    for step in _STEPS:
        if width * step >= _APART * max(longest, 1):
            return step
    return _STEPS[-1]


def head(longest: int, width: int) -> str:
    """Return the minutes of the grid as they stand above the bars."""
    step, row = step_of(longest, width), [" "] * width
    for minutes in range(step, longest + 1, step):
        text = str(minutes)
        start = _cell(minutes, longest, width) - len(text) + 1
        if start >= 0 and start + len(text) <= width:
            row[start : start + len(text)] = text
    return "".join(row).rstrip()


def grid(longest: int, width: int) -> Canvas:
    """Return an empty row with the lines of the grid."""
    canvas = Canvas(width)
    step = step_of(longest, width)
    for minutes in range(step, longest + 1, step):
        canvas.write(_cell(minutes, longest, width), 0, GRID, "track")
    return canvas


def spent_bar(
    spent: float, planned: float, longest: int, width: int, *, role: Role, waits: bool = False
) -> Canvas:
    """Return the bar of a stage in `width` cells for `longest` minutes.

    What was spent has the `role` up to the plan, and is orange from there. If more `waits` to be
    spent, the rest of the plan is a line with an end, and a point says where the team is.
    """
    canvas = grid(longest, width)
    if longest <= 0 or width <= 0:
        return canvas
    within, over = min(spent, planned), max(spent - planned, 0)
    halves = round(2 * within / longest * width)
    last = min(round(planned / longest * width), width)
    if waits and last > 0:
        canvas.write(0, 0, LEFT * (last - 1), "muted")
        canvas.write(last - 1, 0, END, "muted")
    elif 0 < halves < 2 * last:
        canvas.write(0, 0, LEFT * last, "line")
    if over:
        ends = min(max(round(spent / longest * width), last + 1), width)
        canvas.write(last, 0, SPENT * (ends - last), "steep", bold=True)
        halves = 2 * last
    canvas.write(0, 0, SPENT * (halves // 2), role)
    if halves % 2:
        canvas.write(halves // 2, 0, HALF, role)
    if waits and spent and not over:
        canvas.write(min(halves // 2, width - 1), 0, NOW, role)
    return canvas


def _cell(minutes: int, longest: int, width: int) -> int:
    """Return the last cell of a bar of so many minutes."""
    return min(max(round(minutes / max(longest, 1) * width) - 1, 0), width - 1)
