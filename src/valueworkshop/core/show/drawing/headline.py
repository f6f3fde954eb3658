"""What a stage comes to: a large number if there is one, and lines beside it."""

from typing import Final

from valueworkshop.core.show.card_figures import Headline
from valueworkshop.core.show.drawing.block_numerals import numerals, small_numerals
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.pictures import fitted

ROWS: Final = 3
_LARGE: Final = 5
"""From so many rows on the number is in blocks of five rows."""

_ROOM: Final = 12
"""Cells beside the number at least: with fewer there is no number."""


def headline(found: Headline, width: int, height: int = ROWS) -> Canvas:
    """Return the number and what it means, in three rows, or in five where there are as many."""
    canvas = Canvas(width, max(height, ROWS))
    draw = numerals if canvas.height >= _LARGE else small_numerals
    figure = draw(found.number, "accent")
    if figure.width + 3 + _ROOM > width:
        figure = Canvas(0, 0)
    canvas.paste(figure, 0, (canvas.height - figure.height) // 2)
    left = figure.width + 3 if figure.width else 0
    top = max((canvas.height - max(len(found.lines), 1)) // 2, 0)
    for row, line in enumerate(found.lines[: canvas.height]):
        said = fitted(line, width - left).rstrip()
        canvas.write(left, top + row, said, "muted" if row else "today", bold=not row)
    return canvas
