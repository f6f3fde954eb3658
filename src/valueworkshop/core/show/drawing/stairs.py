"""Values one after another as a flight of stairs: what was measured each time, nothing between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted

_EIGHTHS: Final = " ▁▂▃▄▅▆▇"
_LOWEST: Final = 4
"""Rows at least: a number, a step, the floor's words, and one to tell a high step from a low."""


@dataclass(frozen=True, slots=True)
class Step:
    """A value, None if it is not known, its number in letters, and what stands below it."""

    value: float | None
    number: str
    name: str


def stairs(steps: Sequence[Step], width: int, height: int, most: float) -> Canvas:
    """Return a step for each value as high as its share of `most`; the last number in the accent.

    Edges carry the steps where there is no colour. If there are more steps than room for their
    numbers, the canvas is empty.
    """
    canvas = Canvas(width, height)
    wide = canvas.width // max(len(steps), 1)
    if height < _LOWEST or any(cell_len(step.number) >= wide for step in steps) or not steps:
        return Canvas(0, 0)
    for place, step in enumerate(steps):
        x = place * wide
        ink: Role = "accent" if place == len(steps) - 1 else "today"
        top = _step(canvas, step, x, wide - 1, most)
        canvas.write(x, top - 1, step.number, ink, bold=True)
        canvas.write(x, height - 1, fitted(step.name, wide - 1).rstrip(), "muted")
    return canvas


def _step(canvas: Canvas, step: Step, x: int, wide: int, most: float) -> int:
    """Draw a step; return the row of its upper edge."""
    floor = canvas.height - 1
    if step.value is None or most <= 0:
        return floor
    share = min(max(step.value / most, 0), 1)
    full, rest = divmod(max(round(share * (floor - 1) * 8), 1), 8)
    for y in range(floor - full, floor):
        canvas.write(x, y, "▏", "muted")
    if rest:
        canvas.write(x, floor - full - 1, _EIGHTHS[rest] * wide, "heat4")
    else:
        canvas.write(x, floor - full, "▔" * wide, "heat4")
    canvas.fill(x, floor - full, wide, full, "heat4")
    return floor - full - bool(rest)
