"""People's comments in a session's file: found when we read it, put back when we write it.

A comment belongs to the value at some keys: it is above that, beside it, or below the last thing in
it. We write a file in our own layout, so the keys alone lead a comment to its place. If they lead
nowhere any more, it goes above the nearest table that is left. Our own first and last line are no
comments.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final

from valueworkshop.files.text.problems import Keys


class Where(Enum):
    """Where a comment is, seen from the value at its keys."""

    ABOVE = auto()
    BESIDE = auto()
    BELOW = auto()  # after the last own key of a table, or the last item of a list
    END = auto()  # of the file


@dataclass(frozen=True, slots=True)
class Note:
    """Comments that are together: each a line, and '' for a blank line between two of them."""

    where: Where
    keys: Keys
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a file in its order, and `tree`, its values, by which we recognise lists.

    `whole` is false if we could not follow the file to its end: there may be more comments.
    """

    notes: tuple[Note, ...] = ()
    tree: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = True


NONE: Final = Comments()
