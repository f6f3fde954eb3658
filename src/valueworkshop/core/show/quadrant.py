"""Two ratings of each thing against each other, in four quadrants around the middle of the scale.

The middle is that of the scale, 3, not of the answers: if all are good, all are in one quadrant. A
thing within half a step of a line could as well be on the other side: we draw it on the line, and
say that it is on it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import floor
from string import ascii_letters

from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.show.pictures import fitted

MIDDLE = 3.0
NEAR = 0.5
"""This close to the middle of the scale, in steps, is on the line."""

NARROWEST = 52
"""We draw no quadrant narrower than this many cells."""


class Side(Enum):
    """On which side of the middle a mean of 1 to 5 is."""

    LOW = "low"
    LINE = "line"
    HIGH = "high"

    @classmethod
    def of(cls, mean: float) -> "Side":
        """Return the side of a mean of 1 to 5; within less than half a step of 3 it is the line."""
        if abs(mean - MIDDLE) < NEAR:
            return cls.LINE
        return cls.HIGH if mean > MIDDLE else cls.LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantPoint:
    """One thing with its two means, 1 to 5 each, and the fewer of the answers behind them.

    `where` says where it is, if that rests on more than its two means.
    """

    label: str
    up: float
    across: float
    n: int
    where: str = ""


ON_THE_LINE = "on the line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """What each quadrant means: words of our own, up to 22 letters."""

    up_left: str
    up_right: str
    down_left: str
    down_right: str

    def of(self, spot: QuadrantPoint) -> str:
        """Return the words for the quadrant of a spot."""
        if spot.where:
            return spot.where
        corners = {
            (Side.HIGH, Side.LOW): self.up_left,
            (Side.HIGH, Side.HIGH): self.up_right,
            (Side.LOW, Side.LOW): self.down_left,
            (Side.LOW, Side.HIGH): self.down_right,
        }
        return corners.get((Side.of(spot.up), Side.of(spot.across)), ON_THE_LINE)


def quadrant(
    spots: Sequence[QuadrantPoint], axes: tuple[str, str], corners: Corners, width: int
) -> list[str]:
    """Return the picture and its legend as lines of at most `width` cells, or 52 if that is less.

    `axes` says what goes up and what goes across. Each spot is a letter; spots too close to
    separate go side by side, and more than four as a number. No spots, no lines.
    """
    if not spots:
        return []
    width = max(width, NARROWEST)  # a view without a layout has no width yet
    inner = (min(width - _LEFT, _WIDEST) - 1) // 2 * 2 + 1
    rows: dict[int, list[tuple[int, str]]] = {}
    for spot, letter in zip(spots, letters(len(spots)), strict=True):
        row = _ROWS - 1 - _place(spot.up, _ROWS)
        rows.setdefault(row, []).append((_place(spot.across, inner), letter))
    lines = [_pair(corners.up_left, corners.up_right, inner)]
    for row in range(_ROWS):
        axis = f"{5 - row // 2} ┤" if row % 2 == 0 else "  │"
        lines.append(f"{axis}{_row(rows.get(row, []), inner, middle=row == _ROWS // 2)}")
    lines.append(f"  └{_ticks(inner)}")
    numbers = [" "] * inner
    for point in range(1, 6):
        numbers[_place(point, inner)] = str(point)
    lines.append(f"{'':{_LEFT}}{''.join(numbers)}")
    lines.append(_pair(corners.down_left, corners.down_right, inner))
    return [line.rstrip() for line in [*lines, "", *_legend(spots, axes, corners, width)]]


def letters(number: int) -> list[str]:
    """Return the letters of `number` spots: A to Z, a to z, and + for all that follow."""
    alphabet = ascii_letters[26:] + ascii_letters[:26]
    return [alphabet[place] if place < len(alphabet) else "+" for place in range(number)]


_LEFT = 3
_ROWS = 9
_WIDEST = 65
_MOST_LETTERS = 4


def _place(mean: float, cells: int) -> int:
    """Return which of an odd number of cells a mean is in; on the line, the middle one."""
    if Side.of(mean) is Side.LINE:
        return cells // 2
    place = floor((mean - 1) / 4 * (cells - 1) + 0.5)
    return min(place, cells // 2 - 1) if mean < MIDDLE else max(place, cells // 2 + 1)


def _row(spots: Iterable[tuple[int, str]], inner: int, *, middle: bool) -> str:
    cells = ["─" if middle else " "] * inner
    cells[inner // 2] = "┼" if middle else "│"
    for start, text in _clusters(sorted(spots), inner):
        cells[start : start + len(text)] = text
    return "".join(cells)


def _clusters(spots: list[tuple[int, str]], inner: int) -> list[tuple[int, str]]:
    """Return (first cell, text) of what is written into a row; overlapping letters are one text."""
    found: list[tuple[int, list[str]]] = []
    for place, letter in spots:
        found.append((place, [letter]))
        while len(found) > 1 and _end(*found[-2], inner) > _start(*found[-1], inner):
            (first, one), (_, other) = found[-2:]
            found[-2:] = [(first, [*one, *other])]
    return [(_start(place, each, inner), _text(each)) for place, each in found]


def _text(found: list[str]) -> str:
    return "".join(found) if len(found) <= _MOST_LETTERS else f"×{len(found)}"


def _start(place: int, found: list[str], inner: int) -> int:
    size = len(_text(found))
    middle = inner // 2
    # What is left of the line ends there, so that no letter of it seems to be right of it.
    end = middle if place < middle else inner
    return max(min(place, end - size), 0)


def _end(place: int, found: list[str], inner: int) -> int:
    return _start(place, found, inner) + len(_text(found))


def _pair(left: str, right: str, inner: int) -> str:
    half = inner // 2
    return f"{'':{_LEFT}}{left:^{half}}│{right:^{half}}"


def _ticks(inner: int) -> str:
    cells = ["─"] * inner
    for point in range(1, 6):
        cells[_place(point, inner)] = "┴" if point == MIDDLE else "┬"
    return "".join(cells)


def _legend(
    spots: Sequence[QuadrantPoint], axes: tuple[str, str], corners: Corners, width: int
) -> list[str]:
    column = max(len(corners.of(spot)) for spot in spots)
    head = f"   {'↑':>4} {'→':>4} {'n':>3}"
    room = max(width - len(head) - column - 4, 8)
    half = (width - 8) // 2
    up, across = (fitted(axis, half).rstrip() for axis in axes)
    lines = [f"   ↑ {up}   → {across}", head]
    for spot, letter in zip(spots, letters(len(spots)), strict=True):
        numbers = f"{letter}  {one_decimal(spot.up):>4} {one_decimal(spot.across):>4} {spot.n:>3}"
        lines.append(f"{numbers}  {corners.of(spot):<{column}}  {fitted(spot.label, room)}")
    return lines
