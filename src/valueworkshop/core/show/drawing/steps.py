"""Stairs that lead up: the higher a step, the further to the right it begins, and the warmer it is.

Beside each are the marks of those who stand on it, with their words where there is room.
"""

from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.core.show.stage_figures import Stairs, Step

_INDENT: Final = 2
_HEAT: Final[tuple[Role, ...]] = ("heat1", "heat2", "heat3", "heat4", "heat5")
_ROWS: Final = 3


def pitch(found: Stairs, height: int) -> int:
    """Return how many rows a step takes: one, or three if all of them have that room."""
    return _ROWS if height >= _ROWS * len(found.steps) else 1


def steps(found: Stairs, width: int, height: int) -> Canvas:
    """Return the steps, the highest first, in `pitch` rows each."""
    rows = pitch(found, height)
    canvas = Canvas(width, rows * len(found.steps))
    worded = all(cell_len(_words(step)) <= width // 2 for step in found.steps)
    marks = max((cell_len(_words(step, worded=worded)) for step in found.steps), default=0)
    end = width - marks - (2 if marks else 0)
    last = len(found.steps) - 1
    for at, step in enumerate(found.steps):
        _step(canvas, (last - at) * rows, step, (min(at * _INDENT, end), end, rows), at)
        said = _words(step, worded=worded)
        canvas.write(end + 2, (last - at) * rows, said, "accent", bold=True)
    return canvas


def _words(step: Step, *, worded: bool = True) -> str:
    return "   ".join(f"{sign} {word}" if worded else sign for sign, word in step.marks)


def _step(canvas: Canvas, y: int, step: Step, size: tuple[int, int, int], at: int) -> None:
    x, end, rows = size
    ground: Role = "measured" if step.here else _HEAT[min(at + 1, len(_HEAT) - 1)]
    ink: Role = "measured" if step.here else "today"
    high = max(rows - 1, 1)
    canvas.fill(x, y, end - x, high, ground)
    room = max(end - x - 4, 0)
    canvas.write(x + 1, y, step.height, ink, bold=True)
    name = fitted(step.name, min(cell_len(step.name), room))
    canvas.write(x + 3, y, name, ink, bold=True)
    if high > 1:
        means = fitted(step.means, min(cell_len(step.means), room))
        canvas.write(x + 3, y + 1, means, ink)
    elif room - cell_len(name) > 2 * _INDENT:
        left = room - cell_len(name) - 2
        means = fitted(step.means, min(cell_len(step.means), left))
        canvas.write(x + 5 + cell_len(name), y, means, ink)
