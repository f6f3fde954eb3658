"""Where in a TOML text each value stands.

The reader of TOML gives values without their lines. When one of them is wrong, the text is gone
through once more, here. It is known to be TOML, or to be TOML up to where the reader stopped, so
this looks for keys and steps over values, and does not judge.
"""

import contextlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import tomli

from valueworkshop.storage.problems import Keys
from valueworkshop.workshop.text import clean

Spot: TypeAlias = tuple[int, int]
"""Line and column, from 1."""

_GAP: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_KEY: Final = re.compile(r"""[ \t]*+("(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++)[ \t]*+""")
_STRING: Final = re.compile(
    r'''"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|"(?:[^"\\\n]++|\\.)*+"'''
    r"""|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}|'[^'\n]*+'""",
    re.DOTALL,
)
_SCALAR: Final = re.compile(r"[^,\]}\n#]*+")


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


class _LostError(Exception):
    """The text is not what was expected at this point."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._lengths: dict[Keys, int] = {}  # of the arrays of tables
        self._implied: set[Keys] = set()
        self.found = Positions()

    def run(self) -> None:
        table: Keys = ()
        while self._next():
            start = self._at
            if self._take("[["):
                table = self._item_of(self._dotted())
                self._note(table, start)
                self._expect("]]")
            elif self._take("["):
                table = self._resolved(self._dotted())
                self._note(table, start)
                self._expect("]")
            else:
                self._pair(table)

    def _pair(self, table: Keys) -> None:
        start = self._at
        keys = table + self._dotted()
        self._note(keys, start)
        self._expect("=")
        self._value(keys)

    def _value(self, keys: Keys) -> None:
        self._skip(_GAP)
        if self._take("["):
            for index in self._members("]"):
                item = (*keys, index)
                self.found.spots[item] = self._spot(self._at)
                self._value(item)
        elif self._take("{"):
            for _ in self._members("}"):
                self._pair(keys)
        elif self._text[self._at : self._at + 1] in ('"', "'"):
            self._skip(_STRING)
        else:
            self._skip(_SCALAR)

    def _members(self, end: str) -> Iterator[int]:
        index = 0
        self._skip(_GAP)
        while not self._take(end):
            yield index
            index += 1
            self._skip(_GAP)
            if not self._take(","):
                self._expect(end)
                return
            self._skip(_GAP)

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

    def _spot(self, at: int) -> Spot:
        row = bisect_right(self._breaks, at - 1)
        return row + 1, at - (self._breaks[row - 1] if row else -1)

    def _next(self) -> bool:
        self._skip(_GAP)
        return self._at < len(self._text)

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
