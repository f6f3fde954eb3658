"""Things by two numbers on tinted ground, with lines on it, and names where there is room.

`ground_of_gaps` is for what is needed (up) and what is so today (across): along a diagonal the gap
is the same. A thing whose name found no place is named in a list beside, and can be lit.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from math import floor
from typing import Final, TypeAlias

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.drawing.names_on_field import Names
from valueworkshop.core.show.pictures import cell_len, fitted, whole_words

POINT: Final = "●"
ON_A_LINE: Final = "◉"
"""It could as well be on the other side of its line."""

MARK: Final = "▸"
_LIT: Final[tuple[Role, Role]] = ("measured", "measured")
_MOST: Final = 9
"""More things than this at one spot are a star."""

_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The dots of a braille cell: of its left and its right column, from the top."""

_BRAILLE: Final = 0x2800

_MARGIN: Final = 0.12
"""How far an axis goes beyond its ends, so that a point there has ground around it."""

_NAMED: Final = (30, 20)
"""A name takes so many cells at most, or fewer where that finds no place."""

_AXIS: Final = 3
"""Cells to the left of the ground, for the numbers."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing: its place, its role, and its name if it may stand beside it.

    One in `bold` stands out; one `near` a line has the sign for that. `zone` is the ground on which
    it has to be, where rounding to a cell would put it on another one. It may have a `sign` of its
    own.
    """

    across: float
    up: float
    role: Role
    name: str = ""
    bold: bool = False
    near: bool = False
    zone: Role | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line at `up` = `rise` · `across` + `start`; an `upright` one at `across` = `start`."""

    role: Role
    start: float
    rise: float = 1
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Corner:
    """Words in a corner of the ground."""

    text: str
    role: Role = "muted"
    right: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the things: both ranges and their numbers, tints, lines, words in corners."""

    across: tuple[float, float]
    up: tuple[float, float]
    numbers: tuple[float, ...]
    zone: Callable[[float, float], Role]
    lines: tuple[Line, ...] = ()
    corners: tuple[Corner, ...] = ()
    foot: str = ""


_Cell: TypeAlias = tuple[int, int]
Named: TypeAlias = tuple[int, int, str]
"""Where a name begins, and the name as it was written."""


@dataclass(slots=True)
class Field:
    """A drawn field: its cells, and the names on it: at which cell each begins, and as written."""

    canvas: Canvas
    named: dict[int, Named] = with_default(default_factory=dict)


def ground_of_gaps(spots: Sequence[Spot], foot: str = "", *, words: bool = True) -> Ground:
    """Return the ground for needed (up) against today (across), 1 to 5, as near as the things let.

    There are diagonals where today is as needed, and where it is a step short.
    """
    corners = (
        Corner("a step or more short", "steep"),
        Corner("more than needed", "over", right=True, below=True),
    )
    return Ground(
        across=_range([spot.across for spot in spots]),
        up=_range([spot.up for spot in spots]),
        numbers=(1, 2, 3, 4, 5),
        zone=_of_gap,
        lines=(Line("steep", 1), Line("over", 0)),
        corners=corners if words else (),
        foot=foot,
    )


def _of_gap(across: float, up: float) -> Role:
    return "short" if up - across >= 1 else "ahead" if up < across else ""


def _range(values: Sequence[float], low: float = 1, high: float = 5) -> tuple[float, float]:
    """Return from where to where an axis goes: to the end of the scale, and two steps at least."""
    least = min((floor((value - 0.3) * 4) / 4 for value in values), default=low)
    return max(min(least, high - 2), low) - _MARGIN, high + _MARGIN


def draw_field(
    spots: Sequence[Spot], ground: Ground, width: int, height: int, lit: int | None = None
) -> Field:
    """Return the field in exactly these cells, with its numbers on the left and below.

    Several things in one cell are their number. Points come after the lines, names last; that of
    the `lit` one is always there.
    """
    drawn = Field(Canvas(width, height))
    plane = _Plane(ground, width - _AXIS, height - (2 if ground.foot else 1))
    if plane.width < 2 or plane.height < 2:
        return drawn
    canvas = Canvas(plane.width, plane.height)
    plane.paint(canvas)
    names = Names(canvas)
    for corner in ground.corners:
        _word(canvas, names, corner)
    there: dict[_Cell, list[int]] = {}
    for at, spot in enumerate(spots):
        there.setdefault(plane.free_cell(spot, there), []).append(at)
    for (x, y), found in there.items():
        _point(canvas, x, y, [spots[at] for at in found])
        names.point(x, y)
    for bold in (True, False):
        for (x, y), found in there.items():
            spot = spots[found[0]]
            if len(found) == 1 and spot.bold is bold and (named := _name(names, x, y, spot)):
                drawn.named[found[0]] = named
    if lit is not None and lit < len(spots):
        x, y = next(cell for cell, found in there.items() if lit in found)
        _light(canvas, x, y, spots[lit], drawn.named.get(lit))
    drawn.canvas.paste(canvas, _AXIS, 0)
    plane.number(drawn.canvas)
    if ground.foot:
        drawn.canvas.write(_AXIS, height - 1, fitted(ground.foot, plane.width).rstrip(), "muted")
    return drawn


def _point(canvas: Canvas, x: int, y: int, spots: Sequence[Spot]) -> None:
    """Draw one thing, or how many there are in a cell."""
    many = str(len(spots)) if len(spots) <= _MOST else "*"
    canvas.write(x, y, _sign(spots[0]) if len(spots) == 1 else many, spots[0].role, bold=True)


def _sign(spot: Spot) -> str:
    return spot.sign or (ON_A_LINE if spot.near else POINT)


def _name(names: Names, x: int, y: int, spot: Spot) -> Named | None:
    """Write a name whole, else its first words; return it as written, None if there is no room."""
    for cells in (max(names.width // 2, _NAMED[0]), *_NAMED):
        name = whole_words(spot.name, cells)
        ink: Role = "today" if spot.bold else "weight"
        if name and (place := names.write(x, y, name, ink, bold=spot.bold)):
            return (*place, name)
    return None


class _Plane:
    """Where the numbers of a ground are in so many cells."""

    def __init__(self, ground: Ground, width: int, height: int) -> None:
        self.ground, self.width, self.height = ground, max(width, 0), max(height, 0)
        self._x, self._y = ground.across, ground.up

    def column(self, across: float) -> float:
        """Return where in cells a number is, its cell's middle being a half."""
        low, high = self._x
        return (across - low) / (high - low) * (self.width - 1) + 0.5

    def row(self, up: float) -> float:
        low, high = self._y
        return (high - up) / (high - low) * (self.height - 1) + 0.5

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return which numbers are at a place in cells."""
        (left, right), (low, high) = self._x, self._y
        across = left + (x - 0.5) / max(self.width - 1, 1) * (right - left)
        return across, high - (y - 0.5) / max(self.height - 1, 1) * (high - low)

    def zone(self, x: int, y: int) -> Role:
        """Return the ground of a cell: that of its middle."""
        return self.ground.zone(*self.at(x + 0.5, y + 0.5))

    def cell(self, spot: Spot) -> tuple[int, int]:
        """Return the nearest cell on the ground on which a thing has to be, in its row."""
        x = min(max(floor(self.column(spot.across)), 0), self.width - 1)
        y = min(max(floor(self.row(spot.up)), 0), self.height - 1)
        if spot.zone is None:
            return x, y
        fits = [at for at in range(self.width) if self.zone(at, y) == spot.zone]
        return min(fits, key=lambda at: abs(at - x), default=x), y

    def free_cell(self, spot: Spot, taken: Container[_Cell]) -> tuple[int, int]:
        """Return its cell, or if that is taken the one beside it, on the same ground."""
        x, y = self.cell(spot)
        for at in (x, x - 1, x + 1):
            same = 0 <= at < self.width and (spot.zone is None or self.zone(at, y) == spot.zone)
            if (at, y) not in taken and same:
                return at, y
        return x, y

    def paint(self, canvas: Canvas) -> None:
        """Put the tints and the lines on a canvas."""
        for y in range(self.height):
            start, role = 0, self.zone(0, y)
            for x in range(1, self.width + 1):
                now = self.zone(x, y) if x < self.width else None
                if now != role:
                    if role:
                        canvas.fill(start, y, x - start, 1, role)
                    start, role = x, now or ""
        for line in self.ground.lines:
            for (x, y), dots in self._dots(line).items():
                canvas.write(x, y, chr(_BRAILLE + dots), line.role)

    def _dots(self, line: Line) -> dict[tuple[int, int], int]:
        """Return the dots of a line by the cell in which they are, on a raster of 2 by 4 each."""
        found: dict[tuple[int, int], int] = {}
        (left, right), (low, high) = self._x, self._y
        parts = 8 * max(self.width, self.height)
        for part in range(parts + 1):
            share = part / parts
            if line.upright:
                across, up = line.start, low + (high - low) * share
            else:
                across = left + (right - left) * share
                up = line.rise * across + line.start
            x, y = self.column(across), self.row(up)
            if not (0 <= x < self.width and 0 <= y < self.height):
                continue
            dot = _DOTS[floor(x * 2) % 2][floor(y * 4) % 4]
            cell = (floor(x), floor(y))
            found[cell] = found.get(cell, 0) | dot
        return found

    def number(self, canvas: Canvas) -> None:
        """Write the numbers beside the ground and below it."""
        below = self.height
        for number in self.ground.numbers:
            text = f"{number:g}"
            (left, right), (low, high) = self._x, self._y
            if low <= number <= high:
                canvas.write(max(_AXIS - 1 - len(text), 0), floor(self.row(number)), text, "muted")
            if left <= number <= right:
                middle = _AXIS + floor(self.column(number)) - (len(text) - 1) // 2
                at = min(middle, canvas.width - len(text))
                canvas.write(at, below, text, "muted")


def _word(canvas: Canvas, names: Names, corner: Corner) -> None:
    """Write the words of a corner, and keep names away from them."""
    room = canvas.width - 2
    if cell_len(corner.text) > room:
        return
    x = canvas.width - 1 - cell_len(corner.text) if corner.right else 1
    y = canvas.height - 1 if corner.below else 0
    canvas.write(x, y, corner.text, corner.role, bold=True)
    names.block(x, y, cell_len(corner.text))


def _light(canvas: Canvas, x: int, y: int, spot: Spot, named: Named | None) -> None:
    """Mark a thing, and its name where that is; else write it beside, over what is there."""
    if named is not None:
        left, row, name = named
        text = f" {name} " if left and left + cell_len(name) < canvas.width else name
        canvas.write(max(left - 1, 0) if text != name else left, row, text, *_LIT, bold=True)
    elif spot.name:
        right = canvas.width - x - 2 >= x - 1
        room = (canvas.width - x - 2 if right else x - 1) - 2
        text = f" {fitted(spot.name, max(min(cell_len(spot.name), room), 1))} "
        canvas.write(x + 2 if right else x - 1 - cell_len(text), y, text, *_LIT, bold=True)
    canvas.write(x, y, _sign(spot), spot.role, bold=True)
    if x:
        canvas.write(x - 1, y, MARK, "accent", bold=True)
