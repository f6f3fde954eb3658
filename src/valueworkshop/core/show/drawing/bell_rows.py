"""Things one below the other: sign, number, name, a dumb-bell on one scale, and a word after it."""

from dataclasses import dataclass, replace
from typing import Final

from valueworkshop.core.show.drawing.block_numerals import small_numerals
from valueworkshop.core.show.drawing.bordered import beside, card
from valueworkshop.core.show.drawing.cells import BY_SIGN, Canvas, Role
from valueworkshop.core.show.drawing.dumb_bell import GRID, NEEDED, TODAY, cells, dumb_bell
from valueworkshop.core.show.pictures import cell_len, cut, fitted, in_two
from valueworkshop.core.show.stage_figures import Bell, Bells, Large

_FRONT: Final = 9
"""Cells of the sign, the number and the blanks around them."""

_STEPS: Final = (14, 12, 11, 10, 9, 8, 7, 6, 5, 4)
_NAMED: Final = 34
"""Names take so many cells, if they need them, before the scale grows."""


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    step: int
    after: int

    @property
    def scale(self) -> int:
        return _FRONT + self.name + 1


def bells(found: Bells, width: int, height: int) -> Canvas:
    """Return the rows with their legend and scale, spread over `height` rows, or more if needed.

    Where there is a blank row below each, the second half of a long name is on it.
    """
    if found.large and height >= WITH_LARGE:
        return _below_large(found, width, height)
    columns = _columns(found, width)
    grouped = any(row.heads for row in found.rows)
    under = [_under(row, width) for row in found.rows]
    tight = 1 + len(found.rows) + sum(map(len, under))
    gaps = max(sum(row.heads or not grouped for row in found.rows) - 1, 0)
    air = min(max(height - tight, 0) // gaps, 1 if grouped else _AIR) if gaps else 0
    canvas = Canvas(width, max(tight + air * gaps, height))
    _head(canvas, found, columns)
    y = 1
    for at, (row, lines) in enumerate(zip(found.rows, under, strict=True)):
        if at and (row.heads or not grouped):
            for down in range(air if not grouped else 0):
                _grid(canvas, y + down, columns)
            y += air
        _row(canvas, y, row, columns, thin=not air or grouped, two=bool(air) and not grouped)
        y += 1
        for line in lines:
            canvas.write(_FRONT, y, line, "muted")
            y += 1
    return canvas


WITH_LARGE: Final = 18
"""From so many rows on the large numbers are above the rows."""


def _below_large(found: Bells, width: int, height: int) -> Canvas:
    across = (width - len(found.large) + 1) // len(found.large)
    cards = beside([_card(each, across) for each in found.large], gap=1)
    rows = bells(replace(found, large=()), width, height - cards.height - 1)
    canvas = Canvas(width, cards.height + 1 + rows.height)
    canvas.paste(cards, 0, 0)
    canvas.paste(rows, 0, cards.height + 1)
    return canvas


def _card(found: Large, width: int) -> Canvas:
    figure = small_numerals(found.number, "today")
    inner = Canvas(width - 2, 3)
    inner.paste(figure, 1, 0)
    left = figure.width + 3 if figure.width else 1
    lines = [part for line in found.lines for part in in_two(line, inner.width - left - 1) if part]
    for y, line in enumerate(lines[:3]):
        inner.write(left, y, fitted(line, inner.width - left).rstrip(), "muted")
    return card(inner, found.title)


_AIR: Final = 2
"""Blank rows between two at most."""


def _columns(found: Bells, width: int) -> _Columns:
    names = [cell_len(row.label) for row in found.rows if not row.heads]
    after = max((cell_len(row.after) for row in found.rows if _has_bell(row)), default=0)
    after = max(after, cell_len(found.after)) + 2 if after else 0
    room = width - _FRONT - 1
    longest = min(max(names, default=0), _NAMED)
    for kept in (after, 0):
        fits = (step for step in _STEPS if room - kept - cells(step) >= longest)
        if step := next(fits, 0):
            return _Columns(min(room - kept - cells(step), max(names)), step, kept)
    step = _NARROW if room - cells(_NARROW) >= longest // 2 else _NARROWEST
    return _Columns(max(room - cells(step), 4), step, 0)


_NARROW, _NARROWEST = 4, 2
"""Cells of a step where the names have too little room."""


def _has_bell(row: Bell) -> bool:
    return row.today is not None or row.needed is not None


def _head(canvas: Canvas, found: Bells, columns: _Columns) -> None:
    legend = f"{TODAY} {found.today}   {NEEDED} {found.needed}"
    room = columns.scale - 2
    canvas.write(max(min(_FRONT, room - cell_len(legend)), 0), 0, cut(legend, room), "muted")
    for place, number in enumerate(found.scale):
        x = columns.scale + place * columns.step - (len(number) - 1) // 2
        canvas.write(x, 0, number, "muted")
    if columns.after:
        canvas.write(columns.scale + cells(columns.step) + 2, 0, found.after, "muted")


def _grid(canvas: Canvas, y: int, columns: _Columns) -> None:
    for place in range(5):
        canvas.write(columns.scale + place * columns.step, y, GRID, "track")


def _row(canvas: Canvas, y: int, row: Bell, columns: _Columns, *, thin: bool, two: bool) -> None:
    if row.heads:
        canvas.write(0, y, fitted(row.label, canvas.width).rstrip(), "today", bold=True)
        return
    role: Role = BY_SIGN.get(row.mark, "muted")
    canvas.write(0, y, f"{row.mark:<2} {row.text:>4}", role, bold=True)
    if two and cell_len(row.label) > columns.name:
        first, second = in_two(row.label, columns.name)
        canvas.write(_FRONT, y, first, "today")
        canvas.write(_FRONT, y + 1, fitted(second, columns.name).rstrip(), "today")
    else:
        canvas.write(_FRONT, y, fitted(row.label, columns.name).rstrip(), "today")
    today, needed = (None if mean is None else mean / 1000 for mean in (row.today, row.needed))
    if not _has_bell(row):
        room = canvas.width - columns.scale
        canvas.write(columns.scale, y, fitted(row.after, room).rstrip(), "muted")
    else:
        bell = dumb_bell(today, needed, role, columns.step, thin=thin)
        canvas.paste(bell, columns.scale, y)
    if columns.after and _has_bell(row):
        canvas.write(columns.scale + cells(columns.step) + 2, y, row.after, "muted")


def _under(row: Bell, width: int) -> list[str]:
    """Return the lines below a row, wrapped."""
    found = []
    for text in row.under:
        left = text
        while left:
            first, rest = in_two(left, width - _FRONT)
            found.append(first)
            left = left[len(first) :].strip() if rest else ""
    return found
