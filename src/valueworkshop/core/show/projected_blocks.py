"""What a room may see of a workshop on a projector: we never project anything else.

Pure functions make it from a session: `projected.py` of each kind for its stages, `core/projector`
for the rest. No field here can hold a probe, a name, a facilitator's note, one person's answer or
the answers to a vote that was not revealed, so none of these can leak. Keep it so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from valueworkshop.core.show.card_figures import CardFigure
from valueworkshop.core.show.stage_figures import StageFigure

LETTERS: Final = 400
"""We project this many letters of a text."""

PARTS: Final = 60
"""We project at most this many parts: nobody reads more on a wall."""

WIDTH: Final = 56
"""Width of a picture in cells: it fits the smallest projector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence or two."""

    text: str
    strong: bool = False
    part: Literal["said"] = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a list, with a mark of a letter or two before it, if it has one."""

    text: str
    mark: str = ""
    part: Literal["point"] = "point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A vote in progress: how many gave theirs, of how many; 0 if nobody knows of how many.

    `asked` is the question of the moment, if an item has more than one.
    """

    given: int
    of: int = 0
    asked: str = ""
    done: str = "votes in"
    part: Literal["voting"] = "voting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that is drawn large, with the sign if it is a gap, and words beside it.

    With `counts_down`, the text is the time of day at which so many minutes are over.
    """

    text: str
    words: str
    mark: str = ""
    said: str = ""
    counts_down: int = 0
    part: Literal["number"] = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """How often each point of the scale was given in a revealed vote, and what that means."""

    label: str
    counts: tuple[int, int, int, int, int]
    said: str = ""
    facet: str = ""
    given: str = ""
    median: str = ""
    spread: str = ""
    part: Literal["dots"] = "dots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How well something is known: the grade alone, as a source may name somebody."""

    grade: str
    part: Literal["known"] = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of `share` of 100, with its number as text; `mark` is the sign of a gap, or ''."""

    label: str
    amount: str
    share: int
    mark: str = ""
    part: Literal["bar"] = "bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in letters, at most `WIDTH` cells wide; each row is one line."""

    rows: tuple[str, ...]
    part: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A figure to be drawn in cells, as large as there is room; where it has none, in letters."""

    figure: CardFigure | StageFigure
    rows: tuple[str, ...] = ()
    part: Literal["drawn"] = "drawn"


Part: TypeAlias = Said | Point | Voting | Number | Dots | Known | Bar | Picture | Drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One place of a stage: the question, a word above it, and what there is to see.

    If not all of it fits, `latest` shows the end, else we see the beginning.
    """

    heading: str
    above: str = ""
    parts: tuple[Part, ...] = ()
    latest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """All that a projector shows: the stage, where the team is in it (`at` of `of`), and that.

    Both are 0 for a stage without places. `customer` is the one real customer whom the team keeps
    in mind, '' for none; `join` the address with the code at which phones join now, '' while they
    are off.
    """

    workshop: str
    stage: str
    at: int = 0
    of: int = 0
    customer: str = ""
    shown: Shown
    join: str = ""


def points(texts: Iterable[str]) -> tuple[Point, ...]:
    """Return a list of texts, without the empty ones."""
    return tuple(Point(text=text) for text in texts if text.strip())


def sentences(texts: Iterable[str]) -> tuple[Said, ...]:
    """Return each text as a sentence of its own, without the empty ones."""
    return tuple(Said(text=text) for text in texts if text.strip())


def picture(rows: Iterable[str]) -> tuple[Picture, ...]:
    """Return a picture, or nothing if it has no rows."""
    drawn = tuple(rows)
    return (Picture(rows=drawn),) if drawn else ()
