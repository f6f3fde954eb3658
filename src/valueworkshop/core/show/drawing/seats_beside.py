"""Our seat beside the customers': two columns where there is room, else one below the other."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.show.card_figures import OURS, THEIRS, SeatLine, SeatPair, Seats
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted, in_lines

WIDE: Final = 80
"""From so many cells on both are side by side."""

NOTHING: Final = "nothing there yet"

_APART: Final = 3
"""Cells between the two columns, with a line in the middle one."""

_SIGN: Final = 2
_MOST: Final = 3
"""A line takes so many rows at most."""

_ASIDE: Final = 16
"""Cells at most for the mark of a line and its stage, at the right of it."""

_ROLES: Final[dict[str, Role]] = {"✓": "over", "!": "steep", "?": "accent", "~": "muted"}


def seats(found: Seats, width: int, height: int = 0) -> Canvas:
    """Return both seats in `width` cells and `height` rows, or in as many as they need."""
    pairs = _two_columns(found, width) if width >= WIDE else _one_column(found, width)
    rows = sum(pair.height for pair in pairs) + max(len(pairs) - 1, 0)
    canvas = Canvas(width, max(rows, height, 1))
    y = 0
    for pair in pairs:
        canvas.paste(pair, 0, y)
        y += pair.height + 1
    return canvas


def _two_columns(found: Seats, width: int) -> list[Canvas]:
    cells = (width - _APART) // 2
    pairs = []
    for pair in found.pairs:
        left, right = _both(pair, cells)
        canvas = Canvas(width, max(left.height, right.height))
        canvas.paste(left, 0, 0)
        canvas.paste(right, cells + _APART, 0)
        for y in range(canvas.height):
            canvas.write(cells + 1, y, "│", "line")
        pairs.append(canvas)
    return pairs


def _one_column(found: Seats, width: int) -> list[Canvas]:
    return [seat for pair in found.pairs for seat in _both(pair, width)]


def _both(pair: SeatPair, cells: int) -> tuple[Canvas, Canvas]:
    ours = _column(pair.ours_title, OURS, pair.ours, cells)
    return ours, _column(pair.theirs_title, THEIRS, pair.theirs, cells)


def _column(title: str, whose: str, told: Sequence[SeatLine], cells: int) -> Canvas:
    """Return a title and whose seat it is, then each line, with its mark and stage at its right."""
    asides = [fitted(f"{line.mark} {line.stage}", _ASIDE).strip() for line in told]
    room = cells - _SIGN - max(map(cell_len, asides), default=0) - 1
    texts = [in_lines(line.text, room, _MOST) for line in told]
    canvas = Canvas(cells, 1 + max(sum(map(len, texts)), 1))
    canvas.write(0, 0, title, "today", bold=True)
    canvas.write(cell_len(title) + 2, 0, whose, "muted")
    if not told:
        canvas.write(_SIGN, 1, NOTHING, "muted")
    y = 1
    for line, text, aside in zip(told, texts, asides, strict=True):
        role = _ROLES.get(line.sign, "muted")
        canvas.write(0, y, line.sign or "·", role, bold=bool(line.sign))
        canvas.write(cells - cell_len(aside), y, aside, role)
        for row in text:
            canvas.write(_SIGN, y, row, "today")
            y += 1
    return canvas
