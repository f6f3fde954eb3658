"""What a report is made of, before any format: plain text in blocks, never markup.

Each stage says what it has to say in these; each format in `report` writes them its own way and
escapes the text.
"""

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
    """Running text. Line breaks in it are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, which may run over many lines, with where they come from."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of one-line points."""

    items: tuple[str, ...]


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
    """

    rows: tuple[str, ...]
    figure: Figure | None = None


Block: TypeAlias = Heading | Paragraph | Quote | Bullets | Tasks | Table | Chart
