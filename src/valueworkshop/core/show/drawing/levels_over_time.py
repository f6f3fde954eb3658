"""How a number went over several times: a level for each, and what is below it filled."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.figures import Level
from valueworkshop.core.show.pictures import cell_len, fitted

_EIGHTHS: Final = " ▁▂▃▄▅▆▇"
_LEAST: Final = 8
"""Cells of a level at least: its number and its label are told apart from the next."""


def fitting(width: int) -> int:
    """Return how many levels fit into `width` cells."""
    return max(width // _LEAST, 1)


def levels_over_time(levels: Sequence[Level], width: int, height: int) -> Canvas:
    """Return the levels from left to right, the highest as high as there is room; 0 is the floor.

    A number is above its level, its label in the last row. Nothing joins two levels: between two
    times nobody asked. A missing value leaves its place empty, so that it is never read as 0.
    """
    canvas = Canvas(width, height)
    rows = canvas.height - 2
    if rows < 1 or not levels:
        return canvas
    top = max((level.value for level in levels if level.value is not None), default=0)
    edges = [round(number * canvas.width / len(levels)) for number in range(len(levels) + 1)]
    for level, left, right in zip(levels, edges, edges[1:], strict=False):
        share = max(level.value or 0, 0) / top if top else 0
        eighths = round(share * rows * 8)
        full, rest = divmod(eighths, 8)
        for row in range(full):
            canvas.write(left, rows - row, " " * (right - left), "area", "area")
        if rest:
            canvas.write(left, rows - full, _EIGHTHS[rest] * (right - left), "area")
        ink: Role = "today" if level.value is not None else "muted"
        words: tuple[tuple[int, str, Role], ...] = (
            (rows - ceil(eighths / 8), level.text, ink),
            (canvas.height - 1, level.label, "muted"),
        )
        room = right - left - 2
        for y, word, role in words if room > 0 else ():
            said = fitted(word, min(cell_len(word), room))
            canvas.write(left + 1, y, said, "accent" if level.here else role, bold=level.here)
    return canvas
