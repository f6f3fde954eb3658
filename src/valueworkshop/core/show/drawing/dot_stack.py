"""Answers stacked upright over their points, as sticky dots on a flip chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from valueworkshop.core.show.drawing.cells import Canvas, Role

_FEW: Final = 10
"""Up to so many people each answer is a square."""

_TALL: Final = 14
"""From so many rows on there is room for squares."""

_WIDEST: Final = 4
"""An answer has at most so many cells: wider ones read as bars."""

_FURTHEST: Final = 7
"""Cells from one point to the next at most."""

_EIGHTHS: Final = " ▁▂▃▄▅▆▇"
_UNDER: Final = 2
"""Rows below the piles: a line, and the points."""

Size: TypeAlias = Literal["squares", "bricks", "columns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """How answers are drawn; the same for all stacks that are compared.

    A square has two rows, a brick one. In columns, for more people than rows, height is the number
    of answers as a share of `most`, and the number is above.
    """

    size: Size
    most: int


def pile(stacks: Iterable[Sequence[int]], width: int, height: int) -> Pile:
    """Return how to draw stacks of `width` by `height` cells so that they can be compared."""
    known = [tuple(counts) for counts in stacks]
    most = max((max(counts, default=0) for counts in known), default=0)
    people = max((sum(counts) for counts in known), default=0)
    room = height - _UNDER
    squares = people <= _FEW and height >= _TALL and width >= 5 * max(map(len, known), default=1)
    if squares and 2 * most <= room:
        return Pile(size="squares", most=most)
    return Pile(size="bricks" if most <= room else "columns", most=most)


def dot_stack(
    counts: Sequence[int],
    role: Role,
    size: tuple[int, int],
    drawn: Pile,
    *,
    median: float | None = None,
    outlined: bool = False,
) -> Canvas:
    """Return how often each point was given, from 1 on, in `size` cells across and down.

    The column of the `median`, or what is between two, is tinted. What was not given is muted.
    """
    canvas = Canvas(*size)
    pitch = min(canvas.width // max(len(counts), 1), _FURTHEST)
    floor = canvas.height - _UNDER
    if pitch < 1 or floor < 1:
        return canvas
    wide = min(max(pitch - 1, 1), _WIDEST)
    left = (canvas.width - pitch * len(counts) + pitch - wide) // 2
    canvas.write(0, floor, "─" * canvas.width, "track")
    if median is not None:
        canvas.fill(left + round((median - 1) * pitch) - 1, 0, wide + 2, canvas.height, "median")
    for place, number in enumerate(counts):
        x = left + place * pitch
        ink: Role = "today" if number else "muted"
        canvas.write(x + (wide - 1) // 2, floor + 1, str(place + 1), ink, bold=number > 0)
        column = _column(number, role, (wide, floor), drawn, outlined=outlined)
        canvas.paste(column, x, floor - column.height)
    return canvas


def _column(
    number: int, role: Role, size: tuple[int, int], drawn: Pile, *, outlined: bool
) -> Canvas:
    """Return the answers at one point, as high as they need."""
    wide, room = size
    match drawn.size:
        case "squares":
            return _squares(min(number, room // 2), role, wide, outlined=outlined)
        case "bricks":
            canvas = Canvas(wide, min(number, room))
            for y in range(canvas.height):
                canvas.write(0, y, "▆" * wide, role)
            return canvas
        case "columns":
            return _bar(number, role, size, drawn.most)


def _squares(number: int, role: Role, wide: int, *, outlined: bool) -> Canvas:
    canvas = Canvas(wide, 2 * number)
    for y in range(0, canvas.height, 2):
        if outlined and wide > 1:
            canvas.write(0, y, f"╭{'─' * (wide - 2)}╮", role)
            canvas.write(0, y + 1, f"╰{'─' * (wide - 2)}╯", role)
        else:
            canvas.write(0, y, " " * wide, role, role)
            canvas.write(0, y + 1, "▁" * wide, "paper", role)
    return canvas


def _bar(number: int, role: Role, size: tuple[int, int], most: int) -> Canvas:
    """Return a column as high as its share of `most`, to an eighth of a cell, with its number."""
    wide, room = size
    if not number:
        return Canvas(wide, 0)
    eighths = max(round(min(number / most, 1) * (room - 1) * 8), 1)
    full, rest = divmod(eighths, 8)
    canvas = Canvas(wide, full + bool(rest) + 1)
    canvas.write(max((wide - len(str(number))) // 2, 0), 0, str(number), role, bold=True)
    if rest:
        canvas.write(0, 1, _EIGHTHS[rest] * wide, role)
    for y in range(canvas.height - full, canvas.height):
        canvas.write(0, y, " " * wide, role, role)
    return canvas
