"""What a phone can ask one person, as plain values: no page and no session is in them."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from valueworkshop.core.show.projected_blocks import Shown

PICKS: Final = "picks"
"""The part of a ballot in which people pick among all items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer that you can tap: what is sent, what is on the button, and what it means."""

    value: str
    label: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One question on an item. `given` is the value answered so far, '' for none."""

    key: str
    label: str
    question: str
    choices: tuple[Choice, ...]
    given: str = ""

    @property
    def word(self) -> str:
        """The word of the answer so far."""
        every = (*self.choices, *LEFT_OUT)
        return next((each.word for each in every if each.value == self.given), "")


LEFT_OUT: Final = (
    Choice(value="d", label="don’t know", word="don’t know"),
    Choice(value="s", label="skip", word="skipped"),
)
"""Two answers to everything that are no numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One item to rate: its text, what both ends look like, and its questions."""

    item: str
    text: str
    ends: tuple[tuple[str, str], ...] = ()
    about: str = ""
    facets: tuple[Facet, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether all its questions are answered."""
        return all(facet.given for facet in self.facets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """Items to pick from: the question of the moment, '' once all is picked; what was picked.

    `among` is how many items the stage has: they say how many a person picks.
    """

    question: str
    among: int
    items: tuple[tuple[str, str], ...]
    picked: tuple[tuple[str, str], ...] = ()
    left: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to pick."""
        return not self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """All that a person answers alone in a stage: the items, then the picks; where the room is.

    `one` is set where the room votes item by item: then only the item at `at` is asked.
    """

    stage: str
    ratings: tuple[Rating, ...]
    picks: Picks | None = None
    at: str = ""
    one: bool = False
    segments: tuple[tuple[str, str], ...] = ()
    segment: str = ""
    promised: str = ""
    named: bool = False

    @property
    def done(self) -> int:
        """How many of its parts are answered."""
        return sum(rating.is_done for rating in self.ratings) + bool(
            self.picks and self.picks.is_done
        )

    @property
    def of(self) -> int:
        """How many parts it has."""
        return len(self.ratings) + bool(self.picks)


@dataclass(frozen=True, slots=True, kw_only=True)
class DotBallot:
    """Dots to put on options: how many are left, how many each may have, and those put so far."""

    vote: str
    title: str
    options: tuple[tuple[str, str, int, int], ...]
    left: int
    budget: int
    handed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One question to write notes on, and those that this person wrote: (id, text)."""

    question: str
    text: str
    notes: tuple[tuple[str, str], ...] = ()
    promised: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The questions of a stage to write on alone; `at` is where the room is, '' for elsewhere.

    `shown` is what the room has seen there so far.
    """

    stage: str
    sheets: tuple[Sheet, ...]
    at: str
    shown: Shown

    @property
    def done(self) -> int:
        """On how many of its questions this person wrote something."""
        return sum(bool(sheet.notes) for sheet in self.sheets)

    @property
    def of(self) -> int:
        """How many questions it has."""
        return len(self.sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The question at the close whether it was worth the time."""

    stage: str
    facet: Facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A hundred points to spread: (id, name, about, points so far) for each thing."""

    key: str
    question: str
    things: tuple[tuple[str, str, str, int | None], ...]

    @property
    def is_done(self) -> bool:
        """Whether all points are spread."""
        return all(points is not None for *_, points in self.things)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreads:
    """The spreads that a person gives in private."""

    stage: str
    spreads: tuple[Spread, ...]

    @property
    def done(self) -> int:
        """How many of them are given."""
        return sum(spread.is_done for spread in self.spreads)

    @property
    def of(self) -> int:
        """How many there are."""
        return len(self.spreads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What the room sees now, or only a sentence; `left` is what may be answered beside it."""

    said: str = ""
    shown: Shown | None = None
    left: Ballot | Spreads | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stage that a person may answer before the day: how many of its parts they answered."""

    stage: str
    title: str
    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """All that may be answered before the day, wherever the room is."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameless:
    """What is asked has names beside the answers, and this person joined without one."""

    stage: str


Alone: TypeAlias = Ballot | Writing | Spreads
"""What people answer by themselves, whatever the room does meanwhile."""

Asked: TypeAlias = Alone | DotBallot | Worth | Room | Ahead | Nameless


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a phone shows: the workshop's title, the stage's, and what is asked or shown there."""

    workshop: str
    stage: str
    asked: Asked
