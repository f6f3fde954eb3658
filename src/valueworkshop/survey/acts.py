"""What you can say of a survey while it is brought in, and texts that name such an act.

Each front end has its own way to an act: a key, a command, an option. A text that names one holds a
`Way` there, and the front end puts in its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Act(StrEnum):
    """Something that you can say of a survey."""

    COLUMN = "column"
    SCALE = "scale"
    LABEL = "label"
    MISSING = "missing"
    SEGMENT_COLUMN = "segment-column"
    SEGMENT = "segment"
    NEW_SEGMENTS = "new-segments"
    HEADER_ROWS = "header-rows"
    ENCODING = "encoding"
    TARGETS = "targets"
    REPLACE = "replace"
    BESIDE = "beside"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class Way:
    """Where a text names an act, and what is to be said by it."""

    act: Act
    value: str = ""


Text: TypeAlias = str | tuple[str | Way, ...]
"""A text, in pieces where it names acts. Any piece may be from people."""


def joined(texts: Iterable[Text], between: str) -> Text:
    """Return several texts as one."""
    pieces = [((text,) if isinstance(text, str) else text) for text in texts]
    return tuple(piece for each in pieces for piece in (between, *each))[1:]


def said(text: Text, way: Callable[[Way], str]) -> str:
    """Return a text on one line, with a front end's own way to each act that it names."""
    pieces = (text,) if isinstance(text, str) else text
    return "".join(piece if isinstance(piece, str) else way(piece) for piece in pieces)
