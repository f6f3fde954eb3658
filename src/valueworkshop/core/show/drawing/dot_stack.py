"""Answers stacked upright over their points, as sticky dots on a flip chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from valueworkshop.core.show.drawing.cells import Canvas, Role

_FEW: Final = 10
"""Up to so many people each answer is a square."""

_TALL: Final = 14
"""From so many rows on there is room for squares."""

_NARROW: Final = 4
"""Cells from one point to the next at least, for squares."""

_WIDEST: Final = 4
"""An answer has at most so many cells: wider ones read as bars."""

_FURTHEST: Final = 7
"""Cells from one point to the next at most."""

_EIGHTHS: Final = " ▁▂▃▄▅▆▇"
_UNDER: Final = 2
"""Rows below the piles: a line, and the points."""

_FLIGHT: Final = 0.45
"""The part of the time that one answer takes to fall."""

Size: TypeAlias = Literal["squares", "bricks", "columns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """How answers are drawn; the same for all stacks that are compared.

    A square has two rows, a brick one. In columns, for more people than rows, height is the number
    of answers as a share of `most`, and the number is above. The rows `under` the piles are a line
    and the points; bricks that would not fit leave out the line.
    """

    size: Size
    most: int
    under: int = _UNDER


def square_rows(stacks: Iterable[Sequence[int]]) -> int:
    """Return how many rows stacks of squares need, 0 if there are too many people for squares."""
    known = [tuple(counts) for counts in stacks]
    if max((sum(counts) for counts in known), default=0) > _FEW:
        return 0
    most = max((max(counts, default=0) for counts in known), default=0)
    return max(2 * most + _UNDER, _TALL)


def pile(stacks: Iterable[Sequence[int]], width: int, height: int) -> Pile:
    """Return how to draw stacks of `width` by `height` cells so that they can be compared."""
    known = [tuple(counts) for counts in stacks]
    most = max((max(counts, default=0) for counts in known), default=0)
    people = max((sum(counts) for counts in known), default=0)
    room = height - _UNDER
    points = max(map(len, known), default=1)
    squares = people <= _FEW and height >= _TALL and width >= _NARROW * points
    if squares and 2 * most <= room:
        return Pile(size="squares", most=most)
    if most == room + 1:
        return Pile(size="bricks", most=most, under=_UNDER - 1)
    return Pile(size="bricks" if most <= room else "columns", most=most)


def dot_stack(  # noqa: PLR0913 - all that a stack depends on
    counts: Sequence[int],
    role: Role,
    size: tuple[int, int],
    drawn: Pile,
    *,
    median: float | None = None,
    outlined: bool = False,
    phase: float = 1,
) -> Canvas:
    """Return how often each point was given, from 1 on, in `size` cells across and down.

    The column of the `median`, or what is between two, is tinted. What was not given is muted.
    Before `phase` 1 the answers are on their way down: at 0 none is to be seen yet.
    """
    canvas = Canvas(*size)
    pitch = min(canvas.width // max(len(counts), 1), _FURTHEST)
    floor = canvas.height - drawn.under
    if pitch < 1 or floor < 1:
        return canvas
    wide = min(max(pitch - 1, 1), _WIDEST)
    left = (canvas.width - pitch * len(counts) + pitch - wide) // 2
    if drawn.under == _UNDER:
        canvas.write(0, floor, "─" * canvas.width, "track")
    if median is not None:
        canvas.fill(left + round((median - 1) * pitch) - 1, 0, wide + 2, canvas.height, "median")
    for place, number in enumerate(counts):
        x = left + place * pitch
        ink: Role = "today" if number else "muted"
        canvas.write(x + (wide - 1) // 2, canvas.height - 1, str(place + 1), ink, bold=number > 0)
        if drawn.size == "columns":
            column = _bar(number, role, (wide, floor), drawn.most, phase)
        else:
            look = _look(drawn, role, wide, outlined=outlined)
            column = _answers(number, look, floor, drawn.most, phase, later=place % 2)
        canvas.paste(column, x, floor - column.height)
    return canvas


def _look(drawn: Pile, role: Role, wide: int, *, outlined: bool) -> Canvas:
    """Return one answer: a brick, a square, or its outline."""
    look = Canvas(wide, 1 if drawn.size == "bricks" else 2)
    if drawn.size == "bricks":
        look.write(0, 0, "▆" * wide, role)
    elif outlined and wide > 1:
        look.write(0, 0, f"╭{'─' * (wide - 2)}╮", role)
        look.write(0, 1, f"╰{'─' * (wide - 2)}╯", role)
    else:
        look.write(0, 0, " " * wide, role, role)
        look.write(0, 1, "▁" * wide, "paper", role)
    return look


def _answers(
    number: int, look: Canvas, room: int, most: int, phase: float, *, later: int
) -> Canvas:
    """Return the answers at one point, in the air or upon each other; `later` by half a turn."""
    high = look.height
    number = min(number, room // high)
    canvas = Canvas(look.width, room if phase < 1 else number * high)
    for turn in range(number):
        lies = canvas.height - (turn + 1) * high
        fallen = _fallen(phase, (turn + later / 2) / max(most, 1))
        canvas.paste(look, 0, lies - round((1 - fallen) * (lies + high)))
    return canvas


def _fallen(phase: float, turn: float) -> float:
    """Return which part of its way an answer has fallen, ever faster; `turn` is when it starts."""
    gone = (phase - turn * (1 - _FLIGHT)) / _FLIGHT
    return min(max(gone, 0), 1) ** 2


def _bar(number: int, role: Role, size: tuple[int, int], most: int, phase: float) -> Canvas:
    """Return a column as high as its share of `most`, to an eighth of a cell, with its number."""
    wide, room = size
    if not number or phase <= 0:
        return Canvas(wide, 0)
    eighths = max(round(min(number / most, 1) * min(phase, 1) * (room - 1) * 8), 1)
    full, rest = divmod(eighths, 8)
    canvas = Canvas(wide, full + bool(rest) + 1)
    if phase >= 1:
        canvas.write(max((wide - len(str(number))) // 2, 0), 0, str(number), role, bold=True)
    if rest:
        canvas.write(0, 1, _EIGHTHS[rest] * wide, role)
    for y in range(canvas.height - full, canvas.height):
        canvas.write(0, y, " " * wide, role, role)
    return canvas
