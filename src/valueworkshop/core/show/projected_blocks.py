"""What a room may see of a workshop on a projector: the only thing that is ever projected.

It is made by pure functions from a session: `projected.py` of each kind for its stages, `projector`
for the rest. There is no field here for a probe, a name, a facilitator's note, an answer of one
person or the answers to a vote that was not revealed: what cannot be held cannot leak. Keep it so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

LETTERS: Final = 400
"""Letters of one text that are projected."""

PARTS: Final = 60
"""So many parts are projected at most: nobody reads more on a wall."""

WIDTH: Final = 56
"""Cells across of a picture: it fits the smallest projector there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence or two."""

    text: str
    strong: bool = False
    part: Literal["said"] = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One of a list, with a mark of a letter or two before it, if it has one."""

    text: str
    mark: str = ""
    part: Literal["point"] = "point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A vote that goes on: how many gave theirs, of how many; 0 where nobody knows of how many.

    `asked` is what they answer just now, where an item asks for more than one answer.
    """

    given: int
    of: int = 0
    asked: str = ""
    part: Literal["voting"] = "voting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that is drawn large, with the sign of a gap if it is one and words beside it."""

    text: str
    words: str
    mark: str = ""
    said: str = ""
    part: Literal["number"] = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """How often each point of the scale was given in a vote that was revealed, and what it says."""

    label: str
    counts: tuple[int, int, int, int, int]
    said: str = ""
    part: Literal["dots"] = "dots"


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
    """A picture in letters, at most `WIDTH` cells wide; each row one line."""

    rows: tuple[str, ...]
    part: Literal["picture"] = "picture"


Part: TypeAlias = Said | Point | Voting | Number | Dots | Bar | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One place of a stage: the question, a word above it, and what there is to see.

    Where not all fits, `latest` asks for the end of it, else its beginning is shown.
    """

    heading: str
    above: str = ""
    parts: tuple[Part, ...] = ()
    latest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """All that a projector shows: the stage, where in it the team stands (`at` of `of`), and that.

    Both are 0 where a stage has no places.
    """

    workshop: str
    stage: str
    at: int = 0
    of: int = 0
    shown: Shown


def points(texts: Iterable[str]) -> tuple[Point, ...]:
    """Return a list of texts, less the empty ones."""
    return tuple(Point(text=text) for text in texts if text.strip())


def sentences(texts: Iterable[str]) -> tuple[Said, ...]:
    """Return each text as a sentence of its own, less the empty ones."""
    return tuple(Said(text=text) for text in texts if text.strip())


def picture(rows: Iterable[str]) -> tuple[Picture, ...]:
    """Return a picture, or nothing where there is none to draw."""
    drawn = tuple(rows)
    return (Picture(rows=drawn),) if drawn else ()
