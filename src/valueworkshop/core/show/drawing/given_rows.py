"""What was given so far, in aligned rows: the name of a field at the left, what is in it beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeAlias

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, in_lines

_MARK: Final = 2
"""Cells of the mark before the field where one is."""

_GAP: Final = 3
"""Cells between a name and what is in the field, and between two columns."""

_TWO_COLUMNS: Final = 84
"""From so many cells on, the fields stand in two columns if one would be too high."""

_MOST: Final = 999

_EMPTY: Final = "·"


@dataclass(frozen=True, slots=True)
class Given:
    """A field: its name, what is in it, thing by thing, and whether one `is_here`."""

    name: str
    things: Sequence[str] = ()
    is_here: bool = False


_Lines: TypeAlias = list[list[str]]


def given_rows(fields: Sequence[Given], width: int, height: int) -> Canvas:
    """Return the fields in exactly these cells, each thing in full on lines of its own if they fit.

    Else the things of a field follow each other; if that is too much as well, the longest are cut.
    """
    canvas = Canvas(width, height)
    if not fields or width < 1:
        return canvas
    name = min(max(cell_len(each.name) for each in fields), width // 4)
    for halves in _columns(fields, width, height):
        across = (width - _GAP * (len(halves) - 1)) // len(halves)
        room = max(across - _MARK - name - _GAP, 1)
        laid = [_lines(half, room, height) for half in halves]
        air = all(sum(map(len, lines)) + len(lines) - 1 <= height for lines in laid)
        if air:
            break
    for column, (half, lines) in enumerate(zip(halves, laid, strict=True)):
        _draw(canvas, half, lines, (column * (across + _GAP), across, name, int(air)))
    return canvas


def _columns(fields: Sequence[Given], width: int, height: int) -> list[list[list[Given]]]:
    """Return the fields in one column, and then in two if there is room for them."""
    one = [_around(fields, height)]
    two = width >= _TWO_COLUMNS and 1 < len(fields) <= height
    return [[*one], *([_halved(fields)] if two else [])]


def _draw(
    canvas: Canvas, fields: Sequence[Given], lines: _Lines, sizes: tuple[int, int, int, int]
) -> None:
    left, across, name, air = sizes
    y = 0
    column = Canvas(across, canvas.height)
    for each, texts in zip(fields, lines, strict=True):
        if each.is_here:
            column.fill(0, y, across, len(texts), "cursor")
            column.write(0, y, "▸", "accent", bold=True)
        label = Canvas(name)
        label.write(0, 0, each.name, "accent" if each.is_here else "muted", bold=each.is_here)
        column.paste(label, _MARK, y)
        for down, text in enumerate(texts):
            ink: Role = "today" if each.things else "muted"
            column.write(_MARK + name + _GAP, y + down, text, ink, bold=each.is_here)
        y += len(texts) + air
    canvas.paste(column, left, 0)


def _around(fields: Sequence[Given], height: int) -> list[Given]:
    """Return as many fields as there are rows, the one where somebody is among them."""
    here = next((at for at, each in enumerate(fields) if each.is_here), 0)
    first = max(min(here - height // 2, len(fields) - height), 0)
    return list(fields[first : first + max(height, 1)])


def _halved(fields: Sequence[Given]) -> list[list[Given]]:
    """Return two columns of about as many things."""
    sums = list(accumulate(max(len(each.things), 1) for each in fields))
    cut = min(range(1, len(fields)), key=lambda at: abs(2 * sums[at - 1] - sums[-1]))
    return [list(fields[:cut]), list(fields[cut:])]


def _lines(fields: Sequence[Given], room: int, height: int) -> _Lines:
    """Return the lines of each field, at most `height` in all unless there are more fields."""
    apart = [[line for thing in each.things for line in _hung(thing, room)] for each in fields]
    joined = [_whole(" · ".join(each.things), room) for each in fields]
    shorter = [
        in_lines(" · ".join(each.things), room, 1) if each.is_here else lines
        for each, lines in zip(fields, apart, strict=True)
    ]  # what is in the field where somebody is stands in the field itself, too
    for lines in (apart, shorter, joined):
        full = [texts or [_EMPTY] for texts in lines]
        if sum(map(len, full)) <= height:
            return full
    most = [max(len(texts), 1) for texts in joined]
    while sum(most) > height and max(most) > 1:
        most[most.index(max(most))] -= 1
    return [
        in_lines(" · ".join(each.things), room, rows) or [_EMPTY]
        for each, rows in zip(fields, most, strict=True)
    ]


def _hung(text: str, room: int) -> list[str]:
    """Return a thing in full; of a list one sees where the next thing begins."""
    lines = _whole(text, room)
    if len(lines) < 2 or room <= _MARK:
        return lines
    return [lines[0], *(" " * _MARK + line for line in _whole(" ".join(lines[1:]), room - _MARK))]


def _whole(text: str, room: int) -> list[str]:
    return in_lines(text, room, _MOST)
