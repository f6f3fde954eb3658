"""The numbers of a picture: each format draws it in its own way.

Every figure is beside a table, or words, that say the same. A number names each thing: that of its
row there, from 1 on. Things without numbers of their own are left out of a figure, but keep their
place in the count.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from valueworkshop.core.show.card_figures import CardFigure, HeatTable, StackedBars

if TYPE_CHECKING:  # only what draws on a screen needs these
    from valueworkshop.core.show.stage_figures import StageFigure

    CellFigure: TypeAlias = CardFigure | StageFigure
    """What screens draw in cells, in as much room as they have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of bars: `value` -100 to 100, None if there is none; `sign` shows how large it is."""

    label: str
    value: float | None
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Gaps from 0 to 100; below 0 there is more than people need."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How far today is from what is needed: means from 1 to 5; `sign` shows how large the gap is.

    `gap` is in points, below 0 where there is more than people need; None is not rated.
    """

    label: str
    today: float | None
    needed: float | None
    gap: float | None
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """Each thing from where it is today to where it must be, on the scale from 1 to 5."""

    title: str
    rows: tuple[Distance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """One thing on a map, None if it has no place there."""

    label: str
    across: float | None
    up: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Things by two numbers, each within its (lowest, highest).

    `corners` are the words for top left, top right, bottom left and bottom right of the middle.
    With `diagonals` there are lines where up - across is 0 and 1, and quadrants are only tinted.
    Without `in_table` no table has the things in this order, so that a picture needs their names.
    """

    title: str
    across: str
    up: str
    across_range: tuple[float, float]
    up_range: tuple[float, float]
    spots: tuple[MapPoint, ...]
    corners: tuple[str, str, str, str] = ("", "", "", "")
    diagonals: bool = False
    in_table: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One moment of a journey: means from 1 to 5, None if there is none."""

    label: str
    expected: float | None
    experienced: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What customers expect and experience along the way."""

    title: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """How often each of 1 to 5 was given, and the middle answer."""

    label: str
    counts: tuple[int, ...]
    median: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strips:
    """The answers to one item, a row for each question about it."""

    title: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, in per mille, and in words: '12/40'."""

    label: str
    share: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How much of its own whole each thing has; the `note` says what a longer bar means."""

    title: str
    note: str
    rows: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A number, how it reads, and when it was; `here` if it is the one that this is about."""

    value: float | None
    text: str
    label: str
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How a number went over several times."""

    title: str
    levels: tuple[Level, ...]


Figure: TypeAlias = (
    Bars | Distances | Map | Curve | Strips | HeatTable | StackedBars | Shares | Levels
)
