"""The content of a workshop before any format: plain text in blocks, never markup.

Each kind of stage describes itself in these. Every front end and every export writes them in its
own way, escapes the text, and leaves out what it cannot use.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:  # few who read a chart draw it
    from valueworkshop.core.show.figures import CellFigure, Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 opens a section, 3 a part of one."""

    text: str
    level: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text with its line breaks. A `strong` one is the answer to the question.

    One set `aside` is in smaller letters, for readers who want details; it is not projected.
    """

    text: str
    strong: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out in a sentence; a format without bold writes them as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of a sentence in another voice, such as how we know what it says: in italics."""

    text: str


Run: TypeAlias = str | Strong | Aside
Runs: TypeAlias = tuple[Run, ...]
"""One line of running text. A blank or a sign stands between two runs, so that bold ends there."""


def plain(runs: Runs) -> str:
    """Return running text without what makes words stand out."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A paragraph in which words stand out."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, with lines or quotes under it; `done` is None unless it is a task."""

    runs: Runs
    under: "tuple[Runs | Quote, ...]" = ()
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """A list whose entries have more to say: tasks, points, or with `numbered` in an order."""

    entries: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, which may have many lines, with where they come from."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of one-line points; `marks` has a letter or two for each of them, or is empty."""

    items: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tasks:
    """A list to tick off: (done, text)."""

    items: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `numeric` columns align right, and `named_by` is the column that names a row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    named_by: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture in letters, shown in a fixed width; each row is one line of text.

    `figure` holds its numbers, for formats that draw; a chart without rows is only for those.
    `draw` makes the rows for another number of cells across, if the picture has several widths.
    `words` are sentences for people who cannot see it, if nothing beside it says what it shows.
    `cells` is the figure that a screen draws in their place, in as much room as it has.
    """

    rows: tuple[str, ...]
    figure: "Figure | None" = None
    draw: Callable[[int], Sequence[str]] | None = None
    words: tuple[str, ...] = ()
    cells: "CellFigure | None" = None

    def drawn(self, width: int) -> tuple[str, ...]:
        """Return the rows for at most `width` cells across."""
        return self.rows if self.draw is None else tuple(self.draw(width))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that may be drawn large, with the sign if it is a gap, and words beside it.

    Read aloud it is the `name`, the number and the words, 'gap 25 of 100'; then comes `said`. With
    `counts_down`, the text is the time of day at which so many minutes are over.
    """

    text: str
    words: str
    name: str = ""
    mark: str = ""
    said: str = ""
    counts_down: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """How often each point of the scale was given in a revealed vote, and what that means.

    `room` marks the one answer on which a whole room agreed. A picture has the parts of what is
    `said` at its edges: how many answered (`given`), the `median` and the `spread`, '' for none.
    """

    label: str
    counts: tuple[int, int, int, int, int]
    said: str = ""
    room: bool = False
    facet: str = ""
    given: str = ""
    median: str = ""
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """How well something is known, and where from: 'heard', 'dealers, May'."""

    grade: str
    source: str = ""

    @property
    def in_words(self) -> str:
        """Both, as one reads them."""
        return f"{self.grade}: {self.source}" if self.source else self.grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A vote in progress, of `of` people; 0 if nobody knows how many. It holds no answer.

    `asked` is the question of the moment, if an item has more than one; `done` says what those did
    who are counted.
    """

    of: int = 0
    asked: str = ""
    done: str = "votes in"


Block: TypeAlias = (
    Heading | Paragraph | Sentences | Quote | Bullets | Tasks | Entries | Table | Chart
)
"""The parts of a report."""

Sight: TypeAlias = Block | Number | Dots | Known | Voting
"""What you may see at one place of a workshop."""
