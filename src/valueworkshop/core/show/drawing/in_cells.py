"""Any figure that is drawn in cells, for the app, the projector and texts alike."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from valueworkshop.core.show.card_figures import (
    Camps,
    CardFigure,
    Changes,
    DotLines,
    Equation,
    Headline,
    HeatTable,
    Ratings,
    Seats,
    StackedBars,
)
from valueworkshop.core.show.drawing import (
    dot_lines,
    equation,
    headline,
    heat_table,
    rated,
    seats_beside,
    stacked_bars,
)
from valueworkshop.core.show.drawing.bell_rows import bells
from valueworkshop.core.show.drawing.bordered import card
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.field_sheet import field_sheet
from valueworkshop.core.show.drawing.group_cards import group_cards
from valueworkshop.core.show.drawing.ledger_sheet import ledger_sheet
from valueworkshop.core.show.drawing.staircase import fits, gatherings, staircase
from valueworkshop.core.show.drawing.steps import steps
from valueworkshop.core.show.stage_figures import (
    Bells,
    FieldMap,
    Gatherings,
    LedgerSheet,
    NoteGroups,
    StageFigure,
    Staircase,
    Stairs,
)

_DRAW: Final[Mapping[type, Callable[[Any, int, int], Canvas]]] = {
    Equation: equation.equation,
    Headline: headline.headline,
    HeatTable: heat_table.heat_table,
    StackedBars: stacked_bars.stacked_bars,
    Ratings: rated.ratings,
    Changes: stacked_bars.changes,
    DotLines: dot_lines.dot_lines,
    Camps: dot_lines.camps,
    Seats: seats_beside.seats,
}

_WITH_CARDS: Final[Mapping[type, Callable[[Any, int, int], Canvas]]] = {
    LedgerSheet: ledger_sheet,
    Staircase: staircase,
    Gatherings: gatherings,
    FieldMap: field_sheet,
    Bells: bells,
    Stairs: steps,
    NoteGroups: group_cards,
}


NARROWEST: Final = 40
"""A figure that brings its own cards has so many cells at least; in fewer there are letters."""


def in_cells(found: CardFigure | StageFigure, width: int, height: int) -> Canvas | None:
    """Return a figure with its cards, in about `height` rows; None if it has no room."""
    if isinstance(found, CardFigure):
        return carded(found, width)
    if width < NARROWEST or (isinstance(found, Staircase) and not fits(found, width, height)):
        return None
    return _WITH_CARDS[type(found)](found, width, height)


def within_card(found: CardFigure, width: int, height: int = 0) -> Canvas:
    """Return a figure in `width` cells and `height` rows, or in as many more as it needs."""
    return _DRAW[type(found)](found, width, height)


def least(found: CardFigure, width: int) -> int:
    """Return how many rows a figure takes at the least."""
    return within_card(found, width).height


def usual(found: CardFigure, width: int) -> int:
    """Return how many rows a figure takes where nothing else says how high it is."""
    match found:
        case HeatTable():
            return heat_table.usual(found, width)
        case StackedBars():
            return 5 * len(found.stacks) + 1
        case DotLines():
            return 2 + 2 * len(found.lines)
        case _:
            return least(found, width)


def carded(found: CardFigure, width: int, height: int = 0) -> Canvas:
    """Return a figure with a border, its title above and what limits it below."""
    within = within_card(found, width - 4, height - 2 if height else usual(found, width - 4))
    inner = Canvas(width - 2, within.height)
    inner.paste(within, 1, 0)
    return card(inner, found.title, found.note)


def in_letters(figures: Sequence[CardFigure], width: int) -> list[str]:
    """Return figures one under the other in letters alone, each under its title."""
    rows: list[str] = []
    for found in figures:
        rows += [found.title, *(row.rstrip() for row in within_card(found, width).letters()), ""]
    return rows[:-1]
