"""The signs of our own screens in plain ASCII, for terminals that draw some of them too wide.

Unicode calls them ambiguous (East Asian Width A): if such a terminal gives them two cells, every
line shifts. What people wrote stays as they wrote it.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

# Each sign becomes one sign of one cell, so that nothing shifts.
_NAMED: Final = {
    "▲": "^",
    "▼": "v",
    "●": "*",
    "○": "o",
    "◉": "@",
    "◇": "+",
    "◆": "#",
    "■": "#",
    "□": "-",
    "▸": ">",
    "▾": "v",
    "█": "#",
    "▓": "%",
    "▒": ":",
    "░": ".",
    "▌": "|",
    "✓": "+",
    "≡": "=",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "‹": "<",
    "›": ">",
    "×": "x",
    "·": ".",
    "•": "*",
    "…": "~",
    "–": "-",
    "—": "-",
    "−": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "─": "-",
    "│": "|",
    "┊": ":",
    "━": "-",
    "┃": "|",
    "╎": ":",
    "╱": "/",
    "╺": "-",
    "╸": "-",
    "╹": "|",
    "╻": "|",
    "▔": "-",
    "▁": "_",
    "▀": '"',  # high in its cell, as in the upper half of a large number
    "▄": "_",
    "▂": "_",
    "▃": "_",
    "▅": "=",
    "▆": "=",
    "▇": "#",
    "▉": "#",
    "▊": "#",
    "▋": "#",
    "▍": "|",
    "▎": "|",
    "▏": "|",
    "▕": "|",
}
_BOXES: Final = {chr(code): "+" for code in range(0x2500, 0x2580)}
_BLOCKS: Final = {chr(code): " " for code in range(0x2580, 0x25A0)}  # parts of a scrollbar's end
_DOTTED: Final = {chr(code): "." for code in range(0x2801, 0x2900)}  # lines of braille dots
PLAIN: Final[Mapping[str, str]] = _BOXES | _BLOCKS | _DOTTED | _NAMED
"""How to draw each sign."""

_SIGN: Final = re.compile(f"[{re.escape(''.join(PLAIN))}]")
_SPACE: Final = re.compile(r"\s+")
_BESIDE: Final = 2
"""This many letters before or after a sign show that somebody wrote it."""


def plain(text: str, written: "Written | None" = None) -> str:
    """Return a text as long as `text` with plain signs, except those that somebody has `written`.

    A sign is somebody's if the letters before or after it, spaces aside, also are next to it in a
    text of theirs: what we draw may be a part of that text.
    """
    if text.isascii():
        return text

    def drawn(match: "re.Match[str]") -> str:
        sign = match.group()
        theirs = written is not None and written.has(text, match.start())
        return sign if theirs else PLAIN[sign]

    return _SIGN.sub(drawn, text)


class Written:
    """The signs that people have written, each with the letters beside it."""

    def __init__(self, said: object = ()) -> None:
        """Take the signs of all texts in `said`: dataclasses, mappings, sequences of them."""
        self._before: set[tuple[str, str]] = set()
        self._behind: set[tuple[str, str]] = set()
        for text in texts_in(said):
            if not text.isascii():
                self._take(text)

    def _take(self, text: str) -> None:
        for match in _SIGN.finditer(text):
            before, behind = _beside(text, match.start())
            self._before.add((match.group(), before))
            self._behind.add((match.group(), behind))
        for beside in (self._before, self._behind):
            beside -= {pair for pair in beside if not pair[1]}

    def has(self, line: str, place: int) -> bool:
        """Whether the sign at a place of a line is one that somebody has written."""
        if not self._before and not self._behind:
            return False
        sign, (before, behind) = line[place], _beside(line, place)
        return any(
            (sign, before[-length:]) in self._before or (sign, behind[:length]) in self._behind
            for length in range(1, _BESIDE + 1)
        )


def _beside(text: str, place: int) -> tuple[str, str]:
    """Return the letters nearest before and after a place, spaces aside; fewer at an end."""
    reach = 4 * _BESIDE
    before = _SPACE.sub("", text[max(place - reach, 0) : place])
    behind = _SPACE.sub("", text[place + 1 : place + 1 + reach])
    return before[-_BESIDE:], behind[:_BESIDE]


def texts_in(said: object) -> Iterator[str]:
    """Yield every text in dataclasses, mappings and sequences."""
    if isinstance(said, str):
        yield said
    elif dataclasses.is_dataclass(said):
        for field in dataclasses.fields(said):
            yield from texts_in(getattr(said, field.name))
    elif isinstance(said, Mapping):
        for key, value in said.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(said, Iterable):
        for each in said:
            yield from texts_in(each)
