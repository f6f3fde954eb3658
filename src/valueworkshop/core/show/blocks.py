"""What there is to read of a workshop, before any format: plain text in blocks, never markup.

Each kind of stage describes itself in these. Every front end and every export writes them in its
own way, escapes the text, and leaves out what it has no use for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from valueworkshop.core.show.figures import Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 opens a section, 3 a part of one."""

    text: str
    level: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. Line breaks in it are kept. A `strong` one is the answer to the question.

    One that stands `aside` is for who reads closely, in smaller letters; it is not projected.
    """

    text: str
    strong: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, which may run over many lines, with where they come from."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of one-line points; `marks` are a letter or two for each of them, or none at all."""

    items: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tasks:
    """A list to tick off: (done, text)."""

    items: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `numeric` columns are set to the right, `named_by` is the one that names a row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    named_by: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture in letters, shown in a fixed width; each row one line of text.

    `figure` is what it shows, for formats that draw; one without rows is shown by these only.
    `draw` makes the rows for another number of cells across, where there are several ways. `words`
    are sentences for who cannot see it, where none beside it says what it shows.
    """

    rows: tuple[str, ...]
    figure: Figure | None = None
    draw: Callable[[int], Sequence[str]] | None = None
    words: tuple[str, ...] = ()

    def drawn(self, width: int) -> tuple[str, ...]:
        """Return the rows for at most `width` cells across."""
        return self.rows if self.draw is None else tuple(self.draw(width))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that may be drawn large, with the sign of a gap if it is one and words beside it.

    Read out it is the `name`, the number and the words, 'gap 25 of 100'; then what is `said` of it.
    """

    text: str
    words: str
    name: str = ""
    mark: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """How often each point of the scale was given in a vote that was revealed, and what it says.

    `room` marks the one answer on which a whole room agreed.
    """

    label: str
    counts: tuple[int, int, int, int, int]
    said: str = ""
    room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A vote that goes on, of `of` people; 0 where nobody knows how many. It holds no answer.

    `asked` is what they answer just now, where an item asks for more than one answer.
    """

    of: int = 0
    asked: str = ""


Block: TypeAlias = Heading | Paragraph | Quote | Bullets | Tasks | Table | Chart
"""What a report is made of."""

Sight: TypeAlias = Block | Number | Dots | Voting
"""What there may be to see at one place of a workshop."""
