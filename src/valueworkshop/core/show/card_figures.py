"""Figures of a whole stage that a card holds each: the numbers and words of them.

They hold texts and whole numbers alone, so that a projector may show them. Shares are in per mille
where a place is exact; a number is a text as it is said. `drawing/in_cells.py` draws them.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

NOWHERE: Final = -1
"""A place that there is not: no mark is drawn for it."""

OURS: Final = "Our seat"
THEIRS: Final = "The customers' seat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A fraction in two storeys with a name in front: `above` over `below`, terms to be added.

    The `short` ones stand in for them where there is less room.
    """

    title: str
    name: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    short_above: tuple[str, ...]
    short_below: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What a stage comes to: a number to be drawn large, '' for none, and lines beside it.

    The first line is the finding, those after it say less and less.
    """

    title: str
    number: str
    lines: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """A row of a table to read as heat; all tuples have an entry for each column.

    `shares` say how warm a cell is, 0 to 1000; in a row of balances, -1000 to 1000, how far it is
    to either side. `counts` say how many a number is from, `best` has the columns that lead. A
    row with a `badge` stands out, and `behind` says how far ours is behind there.
    """

    label: str
    numbers: tuple[str, ...]
    shares: tuple[int, ...]
    counts: tuple[str, ...]
    best: tuple[int, ...] = ()
    badge: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTable:
    """Things side by side on several terms, and below them the balance of each.

    A column in two lines has its second one in a smaller voice.
    `ours` is the column that is ours, `at` the one at which the team is; `NOWHERE` for none.
    `said` is what it comes to, `aside` where that is from.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    balance: HeatRow
    balance_means: str
    ours: int = NOWHERE
    at: int = NOWHERE
    said: str = ""
    aside: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A bar of parts, together 1000, each with its number as it is said; and one beside it."""

    label: str
    means: str
    shares: tuple[int, ...]
    numbers: tuple[str, ...]
    beside: str
    below: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedBars:
    """Bars of the same parts to compare. The first `leads` parts stand out in each.

    `short` is the part that falls short of what was meant, `NOWHERE` if there is none. Bars that
    are `joined` have a thin line from one to the next, at the end of what leads.
    """

    title: str
    parts: tuple[str, ...]
    stacks: tuple[Stack, ...]
    leads: int = 0
    short: int = NOWHERE
    joined: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A thing rated 1 to 5, 0 for not at all, in a word; one with a `badge` stands out."""

    label: str
    points: int
    word: str
    about: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Things that one rating each was given, one under the other."""

    title: str
    ratings: tuple[Rating, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How much more or less of 100 a part would get, with the numbers as they are said."""

    label: str
    before: str
    after: str
    by: int
    leads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What would grow and what would shrink."""

    title: str
    changes: tuple[Change, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DotLine:
    """Two groups on one line: `one` and `other` in per mille of it, with words for each.

    `NOWHERE` for a group that is not told apart. `apart` marks a distance that is more than one
    answer wide.
    """

    label: str
    one: int
    other: int
    one_said: str
    other_said: str
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DotLines:
    """Two groups on one scale, a line a statement; `at` is the line at which the team is."""

    title: str
    one: str
    other: str
    low: str
    high: str
    lines: tuple[DotLine, ...]
    at: int = NOWHERE
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """A group, and how many of it gave each answer."""

    label: str
    given: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camps:
    """Who gave which answer to one thing, by group: a dot a person."""

    title: str
    answers: tuple[str, ...]
    camps: tuple[Camp, ...]
    said: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """What is said in a seat, and where; `mark` and its `sign` say how it goes with the other."""

    text: str
    stage: str
    mark: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPair:
    """What stands side by side, each under its title; either may have no line."""

    ours_title: str
    ours: tuple[SeatLine, ...]
    theirs_title: str
    theirs: tuple[SeatLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The maker's seat beside the customers', pair by pair."""

    title: str
    pairs: tuple[SeatPair, ...]
    note: str = ""


CardFigure: TypeAlias = (
    Equation | Headline | HeatTable | StackedBars | Ratings | Changes | DotLines | Camps | Seats
)
