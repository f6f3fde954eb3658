"""Blocks as lines for a terminal, in bold letters where it has them. No text is cut: it wraps.

We wrap it ourselves: rich takes longer to load than `valueworkshop show` takes for all the rest.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Quote,
    Runs,
    Sentences,
    Strong,
    Table,
    Tasks,
)
from valueworkshop.core.show.pictures import cell_len, chopped

Styled: TypeAlias = Sequence[tuple[str, str]]
"""A text in parts, each with the number by which a terminal knows its letters; '' for plain."""

_BOLD: Final = "1"
_ITALIC: Final = "3"
_TITLE: Final = "1;4"

_INDENT: Final = "  "
_APART: Final = "   "
"""What is between two columns of a table."""

_WORD: Final = re.compile(" *[^ ]+ *")
_ESCAPE: Final = re.compile(r"\x1b\[[\d;]*m")


def written(blocks: Iterable[Block], width: int, *, styled: bool = False) -> str:
    """Return blocks as lines of at most `width` cells; `styled` has escapes for bold letters."""
    text = "".join(f"{line}\n" for line in _lines(blocks, width))
    return text if styled else _ESCAPE.sub("", text)  # all are ours: no clean text has one


def _lines(blocks: Iterable[Block], width: int) -> Iterator[str]:
    """Yield the lines of all, with a blank one between two blocks; none after a small heading."""
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Chart) and not block.rows:
            continue
        close = isinstance(previous, Heading) and previous.level == 3
        if previous is not None and not close:
            yield ""
        yield from _block(block, width)
        previous = block


def _block(block: Block, width: int) -> Iterable[str]:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            return _wrapped([(one_line(text), _TITLE if level == 1 else _BOLD)], width)
        case Paragraph(text):
            return _wrapped([(clean(text).expandtabs(), "")], width)
        case Sentences(runs):
            return _wrapped(_running(runs), width)
        case Entries(entries, numbered):
            return _hung(_entries(entries, numbered=numbered), width)
        case Quote(text, source):
            said = clean(text).expandtabs() + (f"\n— {one_line(source)}" if source else "")
            return [_INDENT + line for line in _wrapped([(said, "")], width - len(_INDENT))]
        case Bullets(items):
            return _hung((("-", [(one_line(text), "")]) for text in items), width)
        case Tasks(items):
            return _hung(
                (("[x]" if done else "[ ]", [(one_line(t), "")]) for done, t in items), width
            )
        case Table():
            return _table(block, width)
        case Chart(rows, _):
            plain = "\n".join(clean(row).replace("\n", " ").expandtabs() for row in rows)
            return _wrapped([(plain, "")], width)


def _running(runs: Runs) -> Styled:
    return [
        (clean(run).expandtabs(), "")
        if isinstance(run, str)
        else (one_line(run.text), _BOLD if isinstance(run, Strong) else _ITALIC)
        for run in runs
    ]


def _entries(entries: Iterable[Entry], *, numbered: bool) -> Iterator[tuple[str, Styled]]:
    for number, entry in enumerate(entries, start=1):
        mark = {None: f"{number}." if numbered else "-", True: "[x]", False: "[ ]"}[entry.done]
        yield mark, _running(entry.runs)
        for below in entry.under:
            if isinstance(below, Quote):
                source = f" ({one_line(below.source)})" if below.source else ""
                yield "", [(f"{one_line(below.text)}{source}", _ITALIC)]
            else:
                yield "", _running(below)


def _hung(rows: Iterable[tuple[str, Styled]], width: int) -> Iterator[str]:
    """Yield a list whose long texts are indented behind their marks."""
    rows = list(rows)
    behind = max((len(mark) for mark, _ in rows), default=0) + 1
    for mark, text in rows:
        first, *others = _wrapped(text, width - behind)
        yield f"{mark:{behind}}{first}"
        yield from (" " * behind + line for line in others)


def _table(table: Table, width: int) -> Iterator[str]:
    rows = [[one_line(text) for text in row] for row in (table.header, *table.rows)]
    columns = [[*column] for column in zip_longest(*rows, fillvalue="")]
    if not columns:
        return
    apart = len(_APART) * (len(columns) - 1)
    widths = _fitting([max(map(cell_len, column)) for column in columns], width - apart)
    for number in range(len(rows)):
        cells = [_wrapped([(c[number], "")], w) for c, w in zip(columns, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            line = _APART.join(
                " " * (w - cell_len(part)) + part
                if column in table.numeric
                else part + " " * (w - cell_len(part))
                for column, (part, w) in enumerate(zip(parts, widths, strict=True))
            )
            yield line.rstrip() if number else f"\x1b[{_BOLD}m{line.rstrip()}\x1b[0m"
        if not number:
            yield "─" * (sum(widths) + apart)


def _fitting(widths: list[int], room: int) -> list[int]:
    """Return how wide columns are in so many cells: the widest give way first, all alike."""
    while (excess := sum(widths) - room) > 0 and (most := max(widths)) > 1:
        wide = [column for column, each in enumerate(widths) if each == most]
        less = max((each for each in widths if each < most), default=1)
        give = min(most - less, -(-excess // len(wide)))
        for column in wide:
            widths[column] -= give
    return widths


def _wrapped(text: Styled, width: int) -> list[str]:
    """Return the lines of a text; a word that is wider than a line is cut in two."""
    plain, lines, at = "".join(part for part, _ in text), [], 0
    for line in plain.split("\n"):
        for start, end in _breaks(line, max(width, 1)):
            shown = len(line[start:end].rstrip())
            lines.append(_cut(text, at + start, at + start + shown))
        at += len(line) + 1
    return lines


def _breaks(line: str, width: int) -> Iterator[tuple[int, int]]:
    start = used = 0
    for word in _WORD.finditer(line):
        letters = word[0].rstrip(" ")
        cells = cell_len(letters)
        if used and used + cells > width:
            yield start, word.start()
            start, used = word.start(), 0
        if cells > width:
            for part in (parts := chopped(letters, width))[:-1]:
                yield start, start + len(part)
                start += len(part)
            cells = cell_len(parts[-1])
        used += cells + len(word[0]) - len(letters)
    yield start, len(line)


def _cut(text: Styled, start: int, end: int) -> str:
    """Return the letters from `start` to `end`, with their styles."""
    shown, at = [], 0
    for part, style in text:
        letters = part[max(start - at, 0) : max(end - at, 0)]
        shown.append(f"\x1b[{style}m{letters}\x1b[0m" if style and letters else letters)
        at += len(part)
    return "".join(shown)
