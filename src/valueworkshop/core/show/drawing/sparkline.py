"""A row of columns that shows how a number went, in as many cells as there are values."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role

_LEVELS: Final = "▁▂▃▄▅▆▇"


def sparkline(
    values: Sequence[float | None], low: float = 0, high: float = 100, role: Role = "muted"
) -> Canvas:
    """Return a column for each value between `low` and `high`, the last in the accent.

    A dot stands for a missing value, so that it is never read as a low one.
    """
    canvas = Canvas(len(values))
    for x, value in enumerate(values):
        ink = "accent" if x == len(values) - 1 else role
        if value is None or high <= low:
            canvas.write(x, 0, "·", "muted")
            continue
        share = min(max((value - low) / (high - low), 0), 1)
        canvas.write(x, 0, _LEVELS[min(int(share * len(_LEVELS)), len(_LEVELS) - 1)], ink)
    return canvas
