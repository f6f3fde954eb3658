"""A page of a whole stage: its figure as large as the room is, and the words around it."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from valueworkshop.core.show.blocks import Chart, Paragraph, Sight
from valueworkshop.core.show.drawing.in_cells import in_cells
from valueworkshop.core.show.stage_figures import StageFigure
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.widgets.canvas import lines

_SEEN: Final = 0.7
"""The share of the rows that a figure has at least: words below it may wait for a scroll."""


def stage_page(blocks: Sequence[Sight], width: int, height: int, *, plain: bool) -> Content:
    """Return the blocks in at most `width` cells, the figure so high that it fills the rows.

    Words that are set aside are below that. A `plain` page has letters in place of the figure, and
    the words that it stands for.
    """
    at = next((n for n, each in enumerate(blocks) if _figure(each)), len(blocks))
    above, below = drawn(blocks[:at], width), drawn(blocks[at + 1 :], width)
    chart = blocks[at] if at < len(blocks) else None
    if not isinstance(chart, Chart) or chart.cells is None:
        return above
    beside = drawn((each for each in blocks[at + 1 :] if _is_said(each)), width)
    room = height - _rows(above, width)
    room = max(room - _rows(beside, width), round(room * _SEEN))
    canvas = None if plain else in_cells(chart.cells, width, room)
    if canvas is None:
        words = [Paragraph(text) for text in chart.words]
        return drawn([*blocks[:at], chart, *words, *blocks[at + 1 :]], width, plain=True)
    picture = Content("\n").join(lines(canvas))
    return Content("\n\n").join([part for part in (above, picture, below) if part])


def _figure(block: Sight) -> bool:
    return isinstance(block, Chart) and isinstance(block.cells, StageFigure)


def _is_said(block: Sight) -> bool:
    return isinstance(block, Paragraph) and not block.aside


def _rows(part: Content, width: int) -> int:
    """Return how many rows a part takes, with the empty one beside it."""
    return len(part.wrap(max(width, 1))) + 1 if part else 0
