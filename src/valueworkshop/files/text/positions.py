"""Where each value is in a TOML text.

The TOML reader gives values without their lines and drops comments. If a value is wrong, or if
there are comments, we go through the text once more, here. We know that it is TOML, at least up to
where the reader stopped. So we look for keys and step over values, and do not judge.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, NamedTuple, TypeAlias

import tomli

from valueworkshop.core.clean_text import clean
from valueworkshop.files.text.problems import Keys

LineColumn: TypeAlias = tuple[int, int]
"""Line and column, from 1."""

_GAP: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_DEEPEST: Final = 100
"""We do not follow a key with more parts: it can only be there to choke a reader."""

_COMMENT: Final = re.compile(r"#[^\n]*+")
_KEY: Final = re.compile(r"""[ \t]*+("(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++)[ \t]*+""")
STRING: Final = re.compile(
    r'''"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|"(?:[^"\\\n]++|\\.)*+"'''
    r"""|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}|'[^'\n]*+'""",
    re.DOTALL,
)
_PAIR: Final = re.compile(
    r"""([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+"""
    r"""(?:"(?:[^"\\\n]++|\\.)*+"(?!")|[^\s"'\[{#,\]}][^,\]}\n#"']*+)"""
)
"""A bare key with its value on the same line, as nearly all are: found in one step."""

_HEADER: Final = re.compile(rf"\[([A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++){{0,{_DEEPEST - 1}}}+)\]")
"""The header of a table with bare keys: found in one step too."""

_SCALAR: Final = re.compile(r"[^,\]}\n#]*+")


class Sign(Enum):
    """What is at a mark."""

    TABLE = auto()
    KEY = auto()
    ITEM = auto()
    END = auto()  # of any of these: after the header or the value
    OPEN = auto()  # after the bracket that opens a list
    CLOSE = auto()  # before the bracket that closes a list or a table within a line
    COMMENT = auto()


class Mark(NamedTuple):
    """Something in a text, from `at` to `end`, counted from 0. A comment has no keys."""

    sign: Sign
    at: int
    end: int
    keys: Keys = ()


@dataclass(slots=True)
class Positions:
    """Where in `text` all keys and list items are, and what is there twice: first and second.

    Places are counted from 0; `of` and `spot` turn them into lines.
    """

    text: str = ""
    places: dict[Keys, int] = field(default_factory=dict)
    twice: list[tuple[Keys, int, int]] = field(default_factory=list)
    spot: Callable[[int], LineColumn] = field(init=False)

    def __post_init__(self) -> None:
        """Count lines on from place to place."""
        self.spot = spots_in(self.text)

    def of(self, keys: Keys) -> LineColumn | None:
        """Return the spot of a value, or of the thing around it if it has no spot."""
        at = self.place(keys)
        return None if at < 0 else self.spot(at)

    def place(self, keys: Keys) -> int:
        """Return the place of that, -1 for none."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.places:
                return self.places[keys[:length]]
        return -1


def scan(text: str) -> Positions:
    """Return where the values of a TOML text are, as far as we can follow it."""
    scanner = _Scanner(text)
    with contextlib.suppress(_LostError, RecursionError):  # what was found so far is right
        scanner.run()
    return scanner.found


def marks(text: str) -> tuple[list[Mark], bool]:
    """Return all marks of a TOML text in order, and whether we could follow it to its end."""
    found: list[Mark] = []
    scanner = _Scanner(text, found)
    try:
        scanner.run()
    except (_LostError, RecursionError):
        return found, False
    return found, True


def spots_in(text: str) -> Callable[[int], LineColumn]:
    """Return a function that gives the line and column of a place in a text, counted from 0."""
    # We count on from the last place: a list of all line ends takes 400 MB for a file of 10 MB that
    # is nothing but lines.
    last, row, start = 0, 0, 0

    def spot(at: int) -> LineColumn:
        nonlocal last, row, start
        rows = text.count("\n", last, at) - text.count("\n", at, last)
        if rows or at < start:
            row, start = row + rows, text.rfind("\n", 0, at) + 1
        last = at
        return row + 1, at - start + 1

    return spot


class _LostError(Exception):
    """The text is not what we expected at this point."""


class _Scanner:
    def __init__(self, text: str, marks: list[Mark] | None = None) -> None:
        self._text = text
        self._marks = marks
        self._at = 0
        self._lengths: dict[Keys, int] = {}  # the arrays of tables
        self._implied: set[Keys] = set()
        self.found = Positions(text)

    def run(self) -> None:
        table: Keys = ()
        while self._next():
            start = self._at
            pair = _PAIR.match(self._text, start)
            if pair is not None:
                keys = (*table, pair[1])
                self._note(keys, start)
                self._mark(Sign.KEY, start, keys)
                self._at = pair.end()
                self._mark(Sign.END, self._at, keys)
                continue
            header = _HEADER.match(self._text, start)
            if header is not None:
                table = self._resolved(tuple(header[1].split(".")))
                self._note(table, start)
                self._mark(Sign.TABLE, start, table)
                self._at = header.end()
                self._mark(Sign.END, self._at, table)
            elif self._take("[["):
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
                self.found.places[item] = self._at
                self._mark(Sign.ITEM, self._at, item)
                self._value(item)
        elif self._take("{"):
            for _ in self._members("}", keys):
                self._pair(keys)
        elif self._text[self._at : self._at + 1] in ('"', "'"):
            self._skip(STRING)
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
        if not self._lengths:
            return keys
        path: Keys = ()
        for key in keys:
            path = (*path, key)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _note(self, keys: Keys, start: int) -> None:
        places = self.found.places
        first = places.get(keys)
        if first is not None and keys not in self._implied:
            self.found.twice.append((keys, first, start))
            return
        places[keys] = start
        self._implied.discard(keys)
        for length in range(len(keys) - 1, 0, -1):
            above = keys[:length]
            if above in places:
                break
            places[above] = start
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
