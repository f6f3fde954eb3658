"""Blocks as text to paste into a chat: short lines that Slack and Teams leave as they are.

No heading, no table, no markup: a line in words opens a part, `-` a point. A row of a table is a
point, with `·` between its cells. Pictures are left out if a table or words say the same.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Heading,
    Paragraph,
    Quote,
    Sentences,
    Table,
    Tasks,
    plain,
)
from valueworkshop.core.show.figures import Strips

EMPTY: Final = "\N{EN DASH}"
_UNNOTICED: Final = "\u200b"
"""An invisible character: behind an @ it keeps a chat from calling everybody."""

_MENTION: Final = re.compile(r"(?<![\w.])([@＠])(?=\w)")


def render(blocks: Iterable[Block]) -> str:
    """Return `blocks` as one text that ends with one line feed. Line breaks in texts are kept."""
    parts: list[str] = []
    waiting: Tasks | None = None
    for block in blocks:
        if isinstance(block, Tasks):
            parts += _written(waiting)
            waiting = block
            continue
        if waiting and isinstance(block, Table) and _same_things(waiting, block):
            parts.append("\n".join(_ticked(waiting, block)))
            waiting = None
            continue
        parts += [*_written(waiting), *_written(block)]
        waiting = None
    return _joined([*parts, *_written(waiting)])


def _joined(parts: Sequence[str]) -> str:
    """Return the parts, with a blank line before each that is no list."""
    text = ""
    for part in parts:
        close = part.startswith(("-", "☐", "☒"))
        text += ("\n" if close else "\n\n") + part if text else part
    return text + "\n"


def _words(text: str) -> str:
    return _MENTION.sub(rf"\1{_UNNOTICED}", one_line(text))


def _lines(text: str) -> str:
    lines = [_words(line) for line in clean(text).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _written(block: Block | None) -> list[str]:
    text = _block(block) if block is not None else ""
    return [text] if text else []


def _block(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            words = _words(text) or EMPTY
            return words if level == 1 or words.endswith((":", "?", ".", "!")) else f"{words}:"
        case Paragraph(text):
            return _lines(text)
        case Sentences(runs):
            return _words(plain(runs))
        case Entries(entries, numbered):
            return "\n".join(
                f"{_mark(entry.done, number if numbered else 0)} {_words(plain(entry.runs))}"
                for number, entry in enumerate(entries, start=1)
            )
        case Quote(text, source):
            said = _lines(text)
            origin = f" (— {_words(source)})" if _words(source) else ""
            return f"- {said}{origin}" if said or origin else ""
        case Bullets(items):
            return "\n".join(f"- {_words(item) or EMPTY}" for item in items)
        case Tasks(items):
            return "\n".join(f"{'☒' if done else '☐'} {_words(t) or EMPTY}" for done, t in items)
        case Table():
            return "\n".join(f"- {row}" for row in _rows(block))
        case Chart(rows, figure):
            return _answers(figure) if isinstance(figure, Strips) else _letters(rows, figure)


def _mark(done: bool | None, number: int) -> str:  # noqa: FBT001 - a task is done or not
    if done is None:
        return f"{number}." if number else "-"
    return "☒" if done else "☐"


def _rows(table: Table) -> list[str]:
    """Return each row as its cells, with the heading for numbers and in tables of two columns."""
    return [_row(table, row) for row in table.rows]


def _row(table: Table, row: Sequence[str]) -> str:
    cells = []
    for at, (head, text) in enumerate(zip_longest(table.header, row, fillvalue="")):
        name, words = _words(head), _words(text)
        if words and words != EMPTY:
            cells.append(f"{name} {words}" if name and at in table.numeric else words)
    return " · ".join(cells) or EMPTY


def _same_things(tasks: Tasks, table: Table) -> bool:
    """Whether each row of a table is one of the tasks; a table lists dropped ones too."""
    named = [row[0] if row else "" for row in table.rows]
    return len(named) == len(tasks.items) and all(
        task in {name, f"{name} (dropped)"}
        for name, (_, task) in zip(named, tasks.items, strict=True)
    )


def _ticked(tasks: Tasks, table: Table) -> list[str]:
    boxes = ("☒" if done else "☐" for done, _ in tasks.items)
    return [f"{box} {row}" for box, row in zip(boxes, _rows(table), strict=True)]


def _answers(figure: Strips) -> str:
    lines = []
    for strip in figure.strips:
        counted = enumerate(strip.counts, start=1)
        told = ", ".join(f"{count} gave {point}" for point, count in counted if count)
        if told:
            lines.append(f"- {_words(strip.label)}: {told}")
    return "\n".join(lines)


def _letters(rows: Sequence[str], figure: object) -> str:
    """Return a picture in letters, between the marks that keep its letters apart, if need be."""
    if figure is not None or not rows:
        return ""
    lines = (
        clean(row).replace("\n", " ").replace("``", f"`{_UNNOTICED}`").rstrip() for row in rows
    )
    return "\n".join(["```", *lines, "```"])
