"""Figures of whole stages in numbers and words: a ledger, a journey, things on a field, dumb-bells.

They hold texts and whole numbers alone, so that a projector may show them. Shares are in per mille,
where a place is exact; a number is a text as it is said. None is what nobody gave.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Ware:
    """A benefit or a cost: how much of it customers have, ours and the alternative's.

    `chip` says for whom it is if not for all; a `note` stands where there is no number.
    """

    label: str
    chip: str = ""
    share: int | None = None
    text: str = ""
    other_share: int | None = None
    other_text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """What is left for some customers: ours and the alternative's, -1000 to 1000."""

    label: str
    share: int | None
    text: str
    other_share: int | None = None
    other_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What customers get and what it costs them, 0 to 1000, and what is left."""

    label: str
    get: int
    give: int
    get_text: str
    give_text: str
    net_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSheet:
    """A ledger: the net as a large number with lines beside it, by segment, and each line.

    `number` is '' without a net; then the lines say why. The first line is the finding.
    """

    title: str
    number: str
    lines: tuple[str, ...]
    benefits: tuple[Ware, ...]
    costs: tuple[Ware, ...]
    nets: tuple[Net, ...] = ()
    stays: tuple[Sides, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """A moment of a journey: two means of 1 to 5, in per mille, and its gap with its sign.

    `short` stands in for a name that has no room. `low` marks the lowest one; `feeds` is what it
    counts for, `carriers` who or what carries it.
    """

    label: str
    expected: int | None
    lived: int | None
    short: str = ""
    mark: str = ""
    text: str = ""
    low: bool = False
    feeds: str = ""
    carriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The mean gap of the moments that share something: its sign, number and share of 1000."""

    label: str
    mark: str
    text: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Staircase:
    """A journey from left to right: what customers expect, and what they live through."""

    title: str
    expected: str
    lived: str
    stairs: tuple[Stair, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherings:
    """What the gaps of a journey have in common: what they feed, and who or what carries them."""

    title: str
    terms: tuple[Gathered, ...]
    carriers: tuple[Gathered, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpot:
    """A thing on a field: both numbers in per mille of a point, its sign, and words for the list.

    One `near` a line could be on either side of it; `zone` is the ground on which it surely is.
    `sign` is its point, if that is not the usual one; `short` is its name on the field.
    """

    label: str
    across: int
    up: int
    short: str = ""
    mark: str = ""
    text: str = ""
    means: str = ""
    sign: str = ""
    near: bool = False
    bold: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMap:
    """Things on a field: of gaps, of two ratings in four quarters, or of get and give.

    `corners` are the words top left, top right, bottom left, bottom right. Of four quarters the
    best one is at the top, on the right unless it is `best_left`.
    """

    title: str
    sort: Literal["gaps", "quarters", "net"]
    spots: tuple[FieldSpot, ...]
    up: str
    across: str
    corners: tuple[str, str, str, str] = ("", "", "", "")
    foot: str = ""
    note: str = ""
    best_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """One row: a sign and a number, two means in per mille of a point, words, and a word after."""

    label: str
    today: int | None
    needed: int | None
    mark: str = ""
    text: str = ""
    after: str = ""
    under: tuple[str, ...] = ()
    heads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """A number to be drawn large, '' for none, with its name and lines beside it."""

    title: str
    number: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bells:
    """Things one below the other, each from where it is today to where it must be.

    The `large` numbers are above them, where there is room.
    """

    title: str
    today: str
    needed: str
    rows: tuple[Bell, ...]
    scale: tuple[str, ...] = ("1", "2", "3", "4", "5")
    after: str = ""
    large: tuple[Large, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of stairs that lead up: its number, name and meaning, and who stands on it.

    `marks` are a sign and a word each; `here` has the sign of the mark that is being placed.
    """

    height: str
    name: str
    means: str
    marks: tuple[tuple[str, str], ...] = ()
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stairs:
    """Steps that lead up, the lowest first."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCard:
    """A group of notes, and what it got in dots, '' without a vote; or the notes in no group."""

    name: str
    notes: tuple[str, ...]
    dots: str = ""
    is_left_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteGroups:
    """The groups of a question, in order; what is in no group is last."""

    title: str
    cards: tuple[NoteCard, ...]


StageFigure: TypeAlias = (
    LedgerSheet | Staircase | Gatherings | FieldMap | Bells | Stairs | NoteGroups
)
