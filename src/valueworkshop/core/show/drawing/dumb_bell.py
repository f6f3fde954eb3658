"""Two answers on one scale, joined: ● today, ○ needed. It serves lists, the reveal and reports."""

from math import floor
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role

TODAY: Final = "●"
NEEDED: Final = "○"
BOTH: Final = "◉"
GRID: Final = "┊"

_EIGHTHS: Final = " ▏▎▍▌▋▊▉"


def cells(step: int, points: int = 5) -> int:
    """Return how wide a scale is with `step` cells from one point to the next."""
    return (points - 1) * step + 1


def head(step: int, points: int = 5) -> str:
    """Return the points as they are above the scale."""
    return "".join(f"{point:<{step}}" for point in range(1, points + 1)).rstrip()


def dumb_bell(
    today: float | None,
    needed: float | None,
    role: Role,
    step: int,
    *,
    thin: bool = False,
    points: int = 5,
) -> Canvas:
    """Return a row with both means, from 1 to `points`; None is not drawn.

    The bar between them is solid to an eighth of a cell. A `thin` one is a line, for rows without
    space between them. Where more is there than needed, ○ is on the left and the line is finer.
    """
    canvas = Canvas(cells(step, points))
    for at in range(0, canvas.width, step):
        canvas.write(at, 0, GRID, "track")
    ends = [exact(mean, step, canvas.width) for mean in (today, needed)]
    if (here := ends[0]) is not None and (there := ends[1]) is not None:
        join(canvas, here, there, role, thin=thin)
    if there_at := cell_of(ends[1]):
        canvas.write(there_at - 1, 0, NEEDED, "needed")
    if here_at := cell_of(ends[0]):
        canvas.write(here_at - 1, 0, TODAY if here_at != there_at else BOTH, "today")
    return canvas


def exact(mean: float | None, step: int, width: int) -> float | None:
    """Return the middle of a mark in cells from the left edge of the scale."""
    if mean is None:
        return None
    return min(max((mean - 1) * step + 0.5, 0.5), width - 0.5)


def cell_of(exact: float | None) -> int:
    """Return in which cell a mark is, counted from 1; 0 for none."""
    return 0 if exact is None else floor(exact) + 1


def join(canvas: Canvas, today: float, needed: float, role: Role, *, thin: bool) -> None:
    """Draw what is between two marks."""
    left, right = sorted((today, needed))
    first, end = floor(left) + 1, floor(right)
    if first >= end:
        return
    if thin:
        canvas.write(first, 0, ("━" if today < needed else "─") * (end - first), role)
        return
    # The bar ends where the ring on its right would, were it drawn in its exact place.
    short = max(floor((floor(right) + 0.5 - right) * 8), 0)
    solid = end - first - (1 if short else 0)
    canvas.write(first, 0, " " * solid, role, role)
    if short:
        canvas.write(first + solid, 0, _EIGHTHS[8 - short], role)
