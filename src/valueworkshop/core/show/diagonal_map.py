"""Things by what is needed (up) and what is so today (across), with a diagonal for each line.

Along a diagonal the gap is the same, so one picture shows where a thing is and what it lacks. A
letter is never on another side of a line than the thing: what is on a line is drawn on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from valueworkshop.core.scoring.hundred_points import HIGH, LOW, STEP
from valueworkshop.core.scoring.importance_map import Band, Position
from valueworkshop.core.show.drawing.cells import BY_SIGN, Role
from valueworkshop.core.show.drawing.field import Spot
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.quadrant import letters

NARROWEST: Final = 52
"""We draw no map narrower than this many cells."""

_LEFT: Final = 4
_PER_ROW: Final = 2  # rows to a step
_ROWS: Final = (HIGH - LOW) * _PER_ROW + 1
_MOST_CELLS: Final = 14  # to a step
_LEVEL, _STEP, _SEVERAL = "·", ":", "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLetter:
    """A thing on the map: where it is, and what its line in the legend says before its label.

    `mark` is the sign of its gap, `then` its next step; one in `bold` stands out. `key` is its id,
    `short` what stands beside its point, if that is not the label.
    """

    label: str
    position: Position
    said: str
    mark: str = ""
    then: str = ""
    bold: bool = False
    key: str = ""
    short: str = ""


def diagonal_map(found: Sequence[MapLetter], axes: tuple[str, str], width: int) -> list[str]:
    """Return the map and its legend as lines of at most `width` cells, or 52 if that is less.

    `axes` says what goes up and what goes across. Things at one spot are a * with their letters in
    the legend. Nothing found, no lines.
    """
    if not found:
        return []
    width = max(width, NARROWEST)
    cells = min((width - _LEFT - 1) // (HIGH - LOW), _MOST_CELLS)
    spots: dict[tuple[int, int], list[str]] = {}
    for each, letter in zip(found, letters(len(found)), strict=True):
        spots.setdefault(_spot(each.position, cells), []).append(letter)
    rows = [_row(row, cells, spots) for row in range(_ROWS)]
    ends = f"{'':{_LEFT}}{'┬'.join(['─' * (cells - 1)] * (HIGH - LOW))}"
    numbers = f"{'':{_LEFT}}" + "".join(f"{n:<{cells}}" for n in range(LOW, HIGH + 1))
    lines = [*rows, f"  └┬{ends[_LEFT:]}┬", numbers, "", *_legend(found, axes, spots, width)]
    return [line.rstrip() for line in lines]


_ZONES: Final[Mapping[Band, Role]] = {
    Band.OVER: "ahead",
    Band.SHORT: "",
    Band.FAR_SHORT: "short",
}
"""The ground on which a thing surely is; on a line it could be on either."""


def spots_of(found: Iterable[MapLetter]) -> list[Spot]:
    """Return things as points of the field, each at its own place, with its name."""
    return [
        Spot(
            across=each.position.across,
            up=each.position.up,
            role=BY_SIGN.get(each.mark, "muted"),
            name=each.short or each.label,
            bold=each.bold,
            near=each.position.is_on_a_line,
            zone=_ZONES.get(each.position.band),
        )
        for each in found
    ]


def in_words(band: Band) -> str:
    """Say where a thing lies: 'more than a step short', 'on the line: a step short'."""
    on_a_line = band in {Band.LEVEL, Band.A_STEP}
    return f"on the line: {band.value}" if on_a_line else band.value


def _row(row: int, cells: int, spots: Mapping[tuple[int, int], list[str]]) -> str:
    drawn = [" "] * (cells * (HIGH - LOW) + 1)
    for gap, sign in ((1, _STEP), (0, _LEVEL)):
        if (at := _line(row, gap, cells)) >= 0:
            drawn[at] = sign
    for (at_row, cell), here in spots.items():
        if at_row == row:
            drawn[cell] = here[0] if len(here) == 1 else _SEVERAL
    axis = f"{HIGH - row // _PER_ROW} ┤" if row % _PER_ROW == 0 else "  │"
    return f"{axis} {''.join(drawn)}"


def _line(row: int, gap: int, cells: int) -> int:
    """Return the cell at which a line is in the middle of a row; below 0 it is not in it."""
    return round((HIGH - row / _PER_ROW - LOW - gap) * cells)


def _spot(position: Position, cells: int) -> tuple[int, int]:
    """Return the (row, cell) of a thing: in the nearest row in which it is on its side of a line.

    Its gap is kept, and what is needed rounded to half a step.
    """
    rows = sorted(range(_ROWS), key=lambda row: abs(HIGH - row / _PER_ROW - position.up))
    for row in rows:
        level, step = _line(row, 0, cells), _line(row, 1, cells)
        at = level - (position.up - position.across) * cells
        least, most = {
            Band.OVER: (level + 1, cells * (HIGH - LOW)),
            Band.LEVEL: (level, level),
            Band.SHORT: (max(step + 1, 0), level - 1),
            Band.A_STEP: (step, step),
            Band.FAR_SHORT: (0, step - 1),
        }[position.band]
        if 0 <= least <= most:
            return row, min(max(floor(at + 0.5), least), most)
    raise ValueError(f"{position} is nowhere on the map")


def _legend(
    found: Sequence[MapLetter],
    axes: tuple[str, str],
    spots: Mapping[tuple[int, int], list[str]],
    width: int,
) -> Iterable[str]:
    half = (width - 8) // 2
    up, across = (fitted(axis, half).rstrip() for axis in axes)
    yield f"   ↑ {up}   → {across}"
    yield f"   {_LEVEL} as much as needed   {_STEP} a step short ({STEP:g})"
    column = max(len(each.said) for each in found)
    room = max(width - column - 5, 8)
    for each, letter in zip(found, letters(len(found)), strict=True):
        yield f"{letter}  {each.said:<{column}}  {fitted(each.label, room)}"
    for here in spots.values():
        if len(here) > 1:
            yield f"{_SEVERAL}  {', '.join(here)} at one spot"
