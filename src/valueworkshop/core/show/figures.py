"""What a picture shows, as numbers: each format draws it its own way.

Every figure stands beside a table, or words, that say the same. Things are told apart by their
number, which is that of their row there, from 1 on; those without a number of their own are left
out of a figure, and keep their place in the count.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of bars: `value` -100 to 100, None where there is none; `sign` says how large."""

    label: str
    value: float | None
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Gaps from 0 to 100; below 0 there is more than needed."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One thing on a map, None where it cannot be placed."""

    label: str
    across: float | None
    up: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Things by two numbers, each within its (lowest, highest).

    `corners` are the words for up left, up right, down left and down right of the middle. Without
    `in_table` no table has the things in this order, and a picture needs their names.
    """

    title: str
    across: str
    up: str
    across_range: tuple[float, float]
    up_range: tuple[float, float]
    spots: tuple[Spot, ...]
    corners: tuple[str, str, str, str] = ("", "", "", "")
    in_table: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One moment of a journey: means from 1 to 5, None where there is none."""

    label: str
    expected: float | None
    experienced: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What is expected and experienced along the way."""

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
    """The answers to one item, a row for each thing asked of it."""

    title: str
    strips: tuple[Strip, ...]


Figure: TypeAlias = Bars | Map | Curve | Strips
