"""Where in a TOML text each value stands.

The reader of TOML gives values without their lines and drops comments. When a value is wrong, or
when there are comments, the text is gone through once more, here. It is known to be TOML, or to be
TOML up to where the reader stopped, so this looks for keys and steps over values, and does not
judge.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, TypeAlias

import tomli

from valueworkshop.storage.problems import Keys
from valueworkshop.workshop.text import clean

Spot: TypeAlias = tuple[int, int]
"""Line and column, from 1."""

_GAP: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_DEEPEST: Final = 100
"""A key of more parts is not followed: it is made to choke a reader, and no file may hold it."""

_COMMENT: Final = re.compile(r"#[^\n]*+")
_KEY: Final = re.compile(r"""[ \t]*+("(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++)[ \t]*+""")
_STRING: Final = re.compile(
    r'''"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|"(?:[^"\\\n]++|\\.)*+"'''
    r"""|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}|'[^'\n]*+'""",
    re.DOTALL,
)
_SCALAR: Final = re.compile(r"[^,\]}\n#]*+")


class Sign(Enum):
    """What stands at a mark."""

    TABLE = auto()
    KEY = auto()
    ITEM = auto()
    END = auto()  # of any of these: behind the header or the value
    OPEN = auto()  # behind the bracket that opens a list
    CLOSE = auto()  # before the one that closes a list or a table within a line
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text, from `at` to `end`, counted from 0. A comment has no keys."""

    sign: Sign
    at: int
    end: int
    keys: Keys = ()


@dataclass(slots=True)
class Positions:
    """The spots of all keys and list items, and of what is there twice: first and second."""

    spots: dict[Keys, Spot] = field(default_factory=dict)
    twice: list[tuple[Keys, Spot, Spot]] = field(default_factory=list)

    def of(self, keys: Keys) -> Spot | None:
        """Return the spot of a value or, where it has none of its own, of what it stands in."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.spots:
                return self.spots[keys[:length]]
        return None


def scan(text: str) -> Positions:
    """Return where the values of a TOML text stand, as far as it can be followed."""
    scanner = _Scanner(text)
    with contextlib.suppress(_LostError, RecursionError):  # what was found until then is right
        scanner.run()
    return scanner.found


def marks(text: str) -> tuple[list[Mark], bool]:
    """Return all marks of a TOML text in order, and whether it could be followed to its end."""
    found: list[Mark] = []
    scanner = _Scanner(text, found)
    try:
        scanner.run()
    except (_LostError, RecursionError):
        return found, False
    return found, True


def spots_in(text: str) -> Callable[[int], Spot]:
    """Return what tells the line and column of a place in a text, counted from 0."""
    # Counted on from the place asked for last: a list of all line ends takes 400 MB where a file
    # of 10 MB is nothing but lines.
    last, row = 0, 0

    def spot(at: int) -> Spot:
        nonlocal last, row
        row += text.count("\n", last, at) - text.count("\n", at, last)
        last = at
        return row + 1, at - text.rfind("\n", 0, at)

    return spot


class _LostError(Exception):
    """The text is not what was expected at this point."""


class _Scanner:
    def __init__(self, text: str, marks: list[Mark] | None = None) -> None:
        self._text = text
        self._marks = marks
        self._at = 0
        self._spot = spots_in(text)
        self._lengths: dict[Keys, int] = {}  # of the arrays of tables
        self._implied: set[Keys] = set()
        self.found = Positions()

    def run(self) -> None:
        table: Keys = ()
        while self._next():
            start = self._at
            if self._take("[["):
                table = self._item_of(self._dotted())
                self._header(table, start, "]]")
            elif self._take("["):
                table = self._resolved(self._dotted())
                self._header(table, start, "]")
            else:
                self._pair(table)

    def _header(self, table: Keys, start: int, end: str) -> None:
        self._note(table, start)
        self._mark(Sign.TABLE, start, table)
        self._expect(end)
        self._mark(Sign.END, self._at, table)

    def _pair(self, table: Keys) -> None:
        start = self._at
        keys = table + self._dotted()
        self._note(keys, start)
        self._mark(Sign.KEY, start, keys)
        self._expect("=")
        self._value(keys)

    def _value(self, keys: Keys) -> None:
        self._plain_value(keys)
        self._mark(Sign.END, self._at, keys)

    def _plain_value(self, keys: Keys) -> None:
        self._gap()
        if self._take("["):
            self._mark(Sign.OPEN, self._at, keys)
            for index in self._members("]", keys):
                item = (*keys, index)
                self.found.spots[item] = self._spot(self._at)
                self._mark(Sign.ITEM, self._at, item)
                self._value(item)
        elif self._take("{"):
            for _ in self._members("}", keys):
                self._pair(keys)
        elif self._text[self._at : self._at + 1] in ('"', "'"):
            self._skip(_STRING)
        else:
            self._skip(_SCALAR)

    def _members(self, end: str, keys: Keys) -> Iterator[int]:
        index = 0
        self._gap()
        while not self._text.startswith(end, self._at):
            yield index
            index += 1
            self._gap()
            if not self._take(","):
                break
            self._gap()
        self._mark(Sign.CLOSE, self._at, keys)
        self._expect(end)

    def _dotted(self) -> Keys:
        keys = []
        while True:
            match = _KEY.match(self._text, self._at)
            if match is None:
                raise _LostError
            self._at = match.end()
            keys.append(_plain(match[1]))
            if not self._take("."):
                return tuple(keys)
            if len(keys) == _DEEPEST:
                raise _LostError

    def _item_of(self, keys: Keys) -> Keys:
        *above, last = keys
        path = (*self._resolved(tuple(above)), last)
        number = self._lengths.get(path, 0)
        self._lengths[path] = number + 1
        return (*path, number)

    def _resolved(self, keys: Keys) -> Keys:
        path: Keys = ()
        for key in keys:
            path = (*path, key)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _note(self, keys: Keys, start: int) -> None:
        spot = self._spot(start)
        first = self.found.spots.get(keys)
        if first is not None and keys not in self._implied:
            self.found.twice.append((keys, first, spot))
            return
        self.found.spots[keys] = spot
        self._implied.discard(keys)
        for length in range(len(keys) - 1, 0, -1):
            above = keys[:length]
            if above in self.found.spots:
                break
            self.found.spots[above] = spot
            self._implied.add(above)

    def _mark(self, sign: Sign, at: int, keys: Keys) -> None:
        if self._marks is not None:
            self._marks.append(Mark(sign, at, at, keys))

    def _next(self) -> bool:
        self._gap()
        return self._at < len(self._text)

    def _gap(self) -> None:
        start = self._at
        self._skip(_GAP)
        if self._marks is not None:
            for match in _COMMENT.finditer(self._text, start, self._at):
                self._marks.append(Mark(Sign.COMMENT, match.start(), match.end()))

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise _LostError
        self._at = match.end()

    def _take(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise _LostError


def _plain(key: str) -> str:
    if key[0] not in "\"'":
        return key
    return clean(str(tomli.loads(f"key = {key}")["key"]))
