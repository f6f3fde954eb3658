"""A break, as large as it goes: what is left of it, when it is over, and what comes then."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.show.drawing.block_numerals import numerals, small_numerals
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted, in_lines

_SIZES: Final = ((8, 3), (6, 2), (4, 2), (4, 1), (2, 1))
"""Cells of a block across and down, the largest first."""

_TEXT: Final = 64
"""Cells of a line of text at most: people read it from afar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What to say: the number is what is left, `share` how much is over, from 0 to 1, or None."""

    title: str = ""
    number: str = ""
    role: Role = "accent"
    words: str = ""
    then: str = ""
    intro: str = ""
    share: float | None = None


def rest_card(rest: Rest, width: int, height: int) -> Canvas:
    """Return all of it in the middle of exactly these cells; the intro goes first."""
    canvas = Canvas(width, height)
    intro = in_lines(rest.intro, min(width, _TEXT), 3)
    for texts in ([rest.then, *intro], [rest.then], []):
        below = [rest.words, *filter(None, texts)]
        figure = _figure(rest, width, height - len(below) - _AROUND)
        if figure.height or not texts:
            break
    rows = _rows(rest, figure, below)
    y = max((height - rows) // 2, 0)
    if rest.title:
        _middle(canvas, y, rest.title, "today", bold=True)
        y += 2
    if figure.height:
        canvas.paste(figure, (width - figure.width) // 2, y)
        y += figure.height + 1
        if rest.share is not None:
            _line(canvas, y, figure.width, rest.share, rest.role)
            y += 1
    for number, text in enumerate(below):
        if number == 1 or (number == 2 and rest.then):
            y += 1
        _middle(canvas, y, text, "muted" if number else "today", bold=not number)
        y += 1
    return canvas


_AROUND: Final = 7
"""Rows for the title, the line, and between them."""


def _rows(rest: Rest, figure: Canvas, below: Sequence[str]) -> int:
    rows = len(below) + (len(below) > 1) + (len(below) > 2) + 2 * bool(rest.title)
    if figure.height:
        rows += figure.height + 1 + (rest.share is not None)
    return rows


def _figure(rest: Rest, width: int, height: int) -> Canvas:
    """Return the number as large as it fits."""
    for across, down in _SIZES:
        figure = numerals(rest.number, rest.role, across, down)
        if figure.width <= width - 4 and figure.height <= height:
            return figure
    figure = small_numerals(rest.number, rest.role)
    return figure if figure.width <= width and figure.height <= height else Canvas(0, 0)


def _line(canvas: Canvas, y: int, width: int, share: float, role: Role) -> None:
    x = (canvas.width - width) // 2
    over = round(min(max(share, 0), 1) * width)
    canvas.write(x, y, "━" * over, role)
    canvas.write(x + over, y, "─" * (width - over), "track")


def _middle(canvas: Canvas, y: int, text: str, ink: Role, *, bold: bool) -> None:
    text = fitted(text, min(cell_len(text), canvas.width)).rstrip()
    canvas.write((canvas.width - cell_len(text)) // 2, y, text, ink, bold=bold)
