"""Two answers then and now on one scale: hollow marks are then, solid ones now."""

from typing import TypeAlias

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.drawing.dumb_bell import cell_of, cells, dumb_bell, exact, join

THEN, NOW = "○", "●"
NEEDED_THEN, NEEDED_NOW = "◇", "◆"

Move: TypeAlias = tuple[float | None, float | None]
"""A mean then and now, from 1 to 5; None is not drawn."""


def moved(move: Move, step: int, *, needed: bool = False, thin: bool = False) -> Canvas:
    """Return a row of 4 * step + 1 cells with both means, joined.

    What is needed has diamonds and a thin line, so that it is not taken for today's move.
    """
    canvas = dumb_bell(None, None, "", step)
    _draw(canvas, move, step, needed=needed, thin=thin)
    return canvas


def moved_on_one_row(today: Move, needed: Move, step: int) -> Canvas:
    """Return both moves on one row; a mark of today hides one of needed, and now hides then."""
    canvas = dumb_bell(None, None, "", step)
    _draw(canvas, needed, step, needed=True, thin=True)
    _draw(canvas, today, step, needed=False, thin=True)
    return canvas


def _draw(canvas: Canvas, move: Move, step: int, *, needed: bool, thin: bool) -> None:
    width = cells(step)
    ends = [exact(mean, step, width) for mean in move]
    then, now = ends
    if then is not None and now is not None:
        if needed:
            first, last = sorted((cell_of(then), cell_of(now)))
            canvas.write(first, 0, "─" * (last - first - 1), "muted")
        else:
            join(canvas, min(then, now), max(then, now), "accent", thin=thin)
    marks = (NEEDED_THEN, NEEDED_NOW) if needed else (THEN, NOW)
    role: Role = "needed" if needed else "today"
    for mark, end in zip(marks, ends, strict=True):
        if at := cell_of(end):
            canvas.write(at - 1, 0, mark, role)
