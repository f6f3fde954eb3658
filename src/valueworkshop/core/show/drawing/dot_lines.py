"""Two groups on one line a statement, the distance drawn; and who of which group said what."""

from typing import Final

from valueworkshop.core.show.card_figures import NOWHERE, Camps, DotLine, DotLines
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted, in_two

ONE: Final = "○"
OTHER: Final = "●"
BOTH: Final = "◉"
_THIRD: Final = "◇"

_GIVEN: Final = ("■", "□", _THIRD)
"""Who agrees, disagrees, does not know: other marks than those of the groups."""

_MARK: Final = 2
_SHORTEST, _LONGEST = 11, 64
"""Cells of a line."""

_ROOMY: Final = 60
"""With so few cells for labels and lines the labels have more of them."""

_FAR: Final = 3
"""Rows from one statement to the next at the most."""

_DOTS: Final = 12
"""Up to so many people each has a dot."""


def dot_lines(found: DotLines, width: int, height: int = 0) -> Canvas:
    """Return a line a statement in `width` cells, with a head that names the two groups.

    With two rows a statement its label has both of them; the one at which the team is is tinted.
    """
    count = max(len(found.lines), 1)
    pitch = min(max((height - 1) // count, 1), _FAR)
    air = 1 if pitch > 1 and height > 1 + count * pitch else 0
    canvas = Canvas(width, max(1 + air + count * pitch, height))
    one = max((cell_len(line.one_said) for line in found.lines), default=0)
    one = max(one, cell_len(found.one) + 2)
    other = max((cell_len(line.other_said) for line in found.lines), default=0)
    other = max(other, cell_len(found.other) + 2)
    room = width - _MARK - one - other - 4
    line = min(max(room * (9 if room > _ROOMY else 7) // 20, _SHORTEST), _LONGEST)
    label = max(room - line, 4)
    first = _MARK + label + 1 + one + 1
    _head(canvas, found, first, line)
    spare = canvas.height - 1 - count if pitch == 1 else 0
    y = 1 + air
    for number, each in enumerate(found.lines):
        rows = min(pitch, 2)
        if spare and in_two(each.label, label)[1]:
            rows, spare = 2, spare - 1
        if number == found.at:
            canvas.fill(0, y, width, rows, "cursor")
            canvas.write(0, y, "▸", "accent", bold=True)
        _label(canvas, each, (label, rows), y, bold=number == found.at)
        role: Role = "today" if each.apart else "muted"
        said = each.one_said
        canvas.write(first - 2 - cell_len(said) + 1, y, said, role, bold=each.apart)
        _line(canvas, each, first, line, y)
        canvas.write(first + line + 1, y, each.other_said, role, bold=each.apart)
        y += max(pitch, rows)
    return canvas


def _head(canvas: Canvas, found: DotLines, first: int, line: int) -> None:
    one, other = f"{ONE} {found.one}", f"{OTHER} {found.other}"
    both = f"{one}   {other}"
    at_left = bool(found.one) and _MARK + cell_len(both) + 2 <= first
    if at_left:  # over the labels, so that nobody reads it as the ends of the scale
        canvas.write(_MARK, 0, one, "today")
        canvas.write(_MARK + cell_len(both) - cell_len(other), 0, other, "accent", bold=True)
    else:
        canvas.write(max(first - 1 - cell_len(one), 0), 0, one, "today")
        canvas.write(first + line + 1, 0, other, "accent", bold=True)
    if cell_len(found.low) + cell_len(found.high) + 2 <= line:
        canvas.write(first, 0, found.low, "muted")
        canvas.write(first + line - cell_len(found.high), 0, found.high, "muted")


def _label(canvas: Canvas, each: DotLine, room: tuple[int, int], y: int, *, bold: bool) -> None:
    """Write a label in so many cells and one row or two."""
    cells, rows = room
    one, two = in_two(each.label, cells)
    if rows < 2:
        one, two = fitted(each.label, cells).rstrip(), ""
    canvas.write(_MARK, y, one, "today", bold=bold)
    canvas.write(_MARK, y + 1, two, "today", bold=bold)


def _line(canvas: Canvas, each: DotLine, x: int, cells: int, y: int) -> None:
    """Draw the scale, the distance and the two marks."""
    canvas.write(x, y, "┊" + "─" * (cells - 2) + "┊", "track")
    ends = [
        None if place == NOWHERE else x + round(place * (cells - 1) / 1000)
        for place in (each.one, each.other)
    ]
    one, other = ends
    if one is not None and other is not None:
        left, right = sorted((one, other))
        role: Role = "steep" if each.apart else "weight"
        canvas.write(left, y, "━" * (right - left), role)
    if one is not None:
        canvas.write(one, y, ONE, "needed", bold=True)
    if other is not None:
        mark = OTHER if one is not None else _THIRD
        canvas.write(other, y, BOTH if one == other else mark, "accent", bold=True)


def camps(found: Camps, width: int, height: int = 0) -> Canvas:
    """Return the groups as rows and the answers as columns; each person is a square.

    What it comes to is on the right of it, or below where it is too narrow.
    """
    label = max((cell_len(each.label) for each in found.camps), default=0) + 3
    label = min(label, max(width // 3, 4))
    most = max((n for each in found.camps for n in each.given), default=0)
    column = max(2 * min(most, _DOTS) + 2, *(cell_len(each) + 2 for each in found.answers), 6)
    wide = label + column * len(found.answers)
    beside = width - wide >= _WORDS
    said = _wrapped(found.said, width - wide - 1 if beside else width)
    rows = 1 + len(found.camps)
    canvas = Canvas(width, max(rows if beside else rows + len(said), len(said), height))
    for place, answer in enumerate(found.answers):
        canvas.write(label + place * column, 0, answer, "muted")
    for y, each in enumerate(found.camps, 1):
        canvas.write(0, y, fitted(each.label, label - 2).rstrip(), "today")
        for place, number in enumerate(each.given):
            mark = _GIVEN[min(place, len(_GIVEN) - 1)]
            dots = " ".join(mark * number) if number <= _DOTS else f"{number}"
            ink: Role = "accent" if place == 0 else "today"
            x = label + place * column
            canvas.write(x, y, dots or "–", ink if number else "muted")
    for row, line in enumerate(said):
        canvas.write(wide + 1 if beside else 0, row if beside else rows + row, line, "muted")
    return canvas


_WORDS: Final = 26
"""Cells for words beside the dots at the least."""


def _wrapped(text: str, cells: int) -> list[str]:
    """Return a text in lines of whole words."""
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(f"{lines[-1]} {word}") <= cells:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(fitted(word, min(cell_len(word), max(cells, 1))))
    return lines
