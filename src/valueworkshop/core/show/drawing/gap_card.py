"""The gap of an item in a large number, who sees it, and how it is known."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.show.blocks import Known, Number
from valueworkshop.core.show.drawing.block_numerals import numerals, small_numerals
from valueworkshop.core.show.drawing.bordered import card
from valueworkshop.core.show.drawing.cells import BY_SIGN, Canvas, Role
from valueworkshop.core.show.drawing.dumb_bell import cells, dumb_bell, head
from valueworkshop.core.show.pictures import cell_len, fitted, in_two

_ROOM: Final = 12
"""Cells beside the number at least: with fewer there is no number."""

_WIDE: Final = 84
"""From so many cells on there is room for a scale."""

_STEP: Final = 6
"""Cells from one point of it to the next."""

_LARGE: Final = 5
"""Rows of a large number."""

CHIPS: Final[dict[str, Role]] = {"measured": "measured", "heard": "heard", "assumed": "assumed"}


def chip(canvas: Canvas, x: int, y: int, grade: str) -> int:
    """Write a grade of evidence on its ground; return the cell after it."""
    role = CHIPS.get(grade, "assumed")
    canvas.write(x, y, f" {grade} ", role, role)
    return x + cell_len(grade) + 2


def gap_card(
    number: Number,
    known: Known | None,
    width: int,
    rows: int = 3,
    also: Sequence[str] = (),
    means: tuple[float, float] | None = None,
) -> tuple[Canvas, int]:
    """Return a card of `width` cells with three to `rows` rows in it; from five on it is large.

    Its title has the number in letters too, for those who search or hear a screen. Of what there
    is `also` to say it takes what fits, each in two rows at most; the second result is how many.
    The `means` of today and of what is needed are drawn at the right if there is room.
    """
    role = BY_SIGN.get(number.mark, "today")
    large = rows >= _LARGE
    figure = numerals(number.text, role) if large else small_numerals(number.text, role)
    if width - 4 - figure.width < _ROOM:
        figure = Canvas(0, 0)
    left = figure.width + 3 if figure.width else 1
    scale = _scale(means, role) if means and width >= _WIDE else Canvas(0, 0)
    room = width - 2 - left - 1 - (scale.width + 4 if scale.width else 0)
    indent = cell_len(known.grade) + 3 if known is not None else 0
    source = in_two(known.source, max(room - indent, 1)) if known is not None else ("", "")
    said = [*filter(None, source[1:])]
    told = 0
    for text in also:
        first, second = in_two(text, room)
        if f"{first} {second}".strip() != text or len(said) + 2 + bool(first) + bool(second) > rows:
            break
        said += filter(None, (first, second))
        told += 1
    inner = Canvas(width - 2, max(figure.height, 3, len(said) + 2))
    inner.paste(figure, 1, 0)
    inner.paste(scale, inner.width - scale.width - 3, (inner.height - scale.height) // 2)
    inner.write(left, 0, fitted(number.said, room).rstrip(), "today", bold=True)
    if known is not None:
        inner.write(chip(inner, left, 1, known.grade) + 1, 1, source[0], "today")
    for row, line in enumerate(said, 2):
        inner.write(left + (indent if line is source[1] else 0), row, line, "muted")
    title = " ".join(filter(None, (number.mark, number.name, number.text, number.words)))
    return card(inner, title, role=role, edge="accent", ground="paper"), told


def gap_awaited(number: Number, size: tuple[int, int]) -> Canvas:
    """Return the card before the answers have fallen into place: it tells nothing of them."""
    within = Canvas(size[0] - 2, size[1] - 2)
    return card(within, number.name, edge="accent", ground="paper")


def _scale(means: tuple[float, float], role: Role) -> Canvas:
    """Return both means on their scale, which is said below it."""
    canvas = Canvas(cells(_STEP), 2)
    canvas.paste(dumb_bell(*means, role, _STEP), 0, 0)
    canvas.write(0, 1, head(_STEP), "muted")
    return canvas
