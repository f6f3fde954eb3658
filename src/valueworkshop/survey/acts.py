"""What you can say of a survey while it is brought in, and texts that name such an act.

You press a key for an act in the app, type a command in line mode, or give the command an option. A
text that names an act has a `Way` in that place, and each front end puts in its own.
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
    DATE = "date"
    EVIDENCE = "evidence"
    HEADER_ROWS = "header-rows"
    ENCODING = "encoding"
    TARGETS = "targets"
    REPLACE = "replace"
    BESIDE = "beside"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class Way:
    """A gap in a text for the front end's key, command or option; `value` is what to type there."""

    act: Act
    value: str = ""


Text: TypeAlias = str | tuple[str | Way, ...]
"""A text; if it names acts, in pieces. A piece may hold words from a file."""


def pieces_of(text: Text) -> tuple[str | Way, ...]:
    """Return a text in pieces."""
    return (text,) if isinstance(text, str) else text


def joined(texts: Iterable[Text], between: str) -> Text:
    """Return several texts as one."""
    return tuple(piece for text in texts for piece in (between, *pieces_of(text)))[1:]


def said(text: Text, way: Callable[[Way], str]) -> str:
    """Return a text with its gaps filled: `way` returns the front end's key, command or option."""
    return "".join(piece if isinstance(piece, str) else way(piece) for piece in pieces_of(text))
