"""A fraction in two storeys: what is above, a line, what is below, and a name in front."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.show.card_figures import Equation
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len

ROWS: Final = 3
_ROOMY: Final = 5
"""From so many rows on there is air above and below."""


def equation(found: Equation, width: int, height: int = ROWS) -> Canvas:
    """Return the fraction in three rows, in the middle of `height` if that is more.

    The terms are short where the whole words do not fit.
    """
    canvas = Canvas(width, max(height, ROWS))
    for above, below, plus, air in (
        (found.above, found.below, "  +  ", 2),
        (found.above, found.below, " + ", 2),
        (found.short_above, found.short_below, " + ", 2),
        (found.short_above, found.short_below, " + ", 1),
    ):
        name = f"{found.name}{' ' * air}={' ' * air}"
        storeys = plus.join(above), plus.join(below)
        line = max(map(cell_len, storeys)) + 2 * air
        if cell_len(name) + line <= width:
            break
    top = (canvas.height - ROWS) // 2
    left = max(width - cell_len(name) - line, 0) // 3 if canvas.height >= _ROOMY else 0
    canvas.write(left, top + 1, name, "today", bold=True)
    start = left + cell_len(name)
    _storey(canvas, (start, top), line, above, plus, "accent")
    canvas.write(start, top + 1, "━" * min(line, width - start), "today")
    _storey(canvas, (start, top + 2), line, below, plus, "steep")
    return canvas


def _storey(
    canvas: Canvas, at: tuple[int, int], line: int, terms: Sequence[str], plus: str, role: Role
) -> None:
    """Write terms in the middle above or below a line that begins at that column."""
    x, y = at
    x += max(line - cell_len(plus.join(terms)), 0) // 2
    for place, term in enumerate(terms):
        if place:
            canvas.write(x, y, plus, "muted")
            x += cell_len(plus)
        canvas.write(x, y, term, role, bold=True)
        x += cell_len(term)
