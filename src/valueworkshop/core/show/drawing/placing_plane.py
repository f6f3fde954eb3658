"""A plane of four quarters on which a room places one thing: what is there already, and that one.

Ratings are whole numbers, so there are 25 places.
"""

from dataclasses import replace
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.field import draw_field
from valueworkshop.core.show.drawing.field_sheet import ground_of, spot_of
from valueworkshop.core.show.stage_figures import FieldMap, FieldSpot

_AXIS: Final = 3
"""Cells to the left of the plane, for the numbers; below it there is a row for them."""

_LOW: Final = 10
"""With fewer rows the plane is without words below it."""

_STEP: Final = 1000
_POINTS: Final = 5
_MARGIN: Final = 0.12


def placing_plane(
    found: FieldMap, label: str, at: tuple[int, int], size: tuple[int, int]
) -> Canvas:
    """Return the plane in `size` cells (across, down), with a thing lit at (up, across)."""
    width, height = size
    up, across = at
    moving = FieldSpot(label=label, up=up * _STEP, across=across * _STEP, bold=True)
    all_of_it = replace(found, spots=(*found.spots, moving), foot=_foot(found, height))
    spots = [spot_of(all_of_it, each) for each in all_of_it.spots]
    ground = ground_of(all_of_it, spots)
    return draw_field(spots, ground, width, height, len(spots) - 1).canvas


def place_under(found: FieldMap, cell: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    """Return the place (up, across) that is nearest to a cell (from the left, from the top)."""
    (x, y), (width, height) = cell, size
    rows = height - (2 if _foot(found, height) else 1)
    across = _nearest((x - _AXIS) / max(width - _AXIS - 1, 1))
    return _POINTS + 1 - _nearest(y / max(rows - 1, 1)), across


def _nearest(share: float) -> int:
    """Return the point from 1 to 5 that is nearest to a share of the whole axis."""
    point = 1 - _MARGIN + share * (_POINTS - 1 + 2 * _MARGIN)
    return min(max(round(point), 1), _POINTS)


def _foot(found: FieldMap, height: int) -> str:
    return found.foot if height >= _LOW else ""
