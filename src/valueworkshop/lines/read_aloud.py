"""What there is to read or to see, read aloud: blocks as lines, each clear without the others."""

from collections.abc import Iterable, Iterator
from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.show.blocks import (
    Bullets,
    Chart,
    Dots,
    Heading,
    Known,
    Number,
    Paragraph,
    Quote,
    Sentences,
    Sight,
    Table,
    Tasks,
    Voting,
    plain,
)

_NOTHING: Final = "–"
_SIZES: Final = {"▼▼": "large", "▼": "middling", "=": "small"}


def read_aloud(blocks: Iterable[Sight]) -> list[str]:
    """Return blocks as lines. For a picture it says its words, if nothing beside it says them."""
    return [line for block in blocks for line in _told(block) if line]


def number_aloud(block: Number) -> str:
    """Return a number as a part of a sentence: 'gap 25 of 100, large; 2 of 4 see …'."""
    told = f"no {block.name}"
    if not block.name or block.text != "0":
        told = " ".join(filter(None, (block.name, block.text, block.words)))
        told += f", {_SIZES[block.mark]}" if block.name and block.mark in _SIZES else ""
    return f"{told}; {block.said}" if block.said else told


def _told(block: Sight) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"{one_line(text).rstrip('.:')}:"
        case Paragraph() | Sentences():
            yield block.text if isinstance(block, Paragraph) else plain(block.runs)
        case Quote(text, source):
            yield f"{text} ({source})" if source else text
        case Bullets(items):
            yield from items
        case Tasks(items):
            for done, text in items:
                yield f"{'Done' if done else 'To do'}: {text}"
        case Table(header, rows):
            yield from (_row(header, row) for row in rows)
        case Chart():
            yield from block.words
        case Number() | Dots() | Known() | Voting():
            yield from _counted(block)


def _counted(block: Number | Dots | Known | Voting) -> Iterator[str]:
    match block:
        case Number():
            yield f"{capital(number_aloud(block))}."
        case Dots():
            yield _dots(block)
        case Known():
            yield f"Evidence: {block.in_words}."
        case Voting():  # line mode itself says how many votes are in
            return


def _dots(block: Dots) -> str:
    """Return how often each answer was given: 'Needed: 2 gave 4, 1 gave 5; median 4 of …'."""
    points = [(point, n) for point, n in enumerate(block.counts, 1) if n]
    given = ", ".join(str(point) if block.room else f"{n} gave {point}" for point, n in points)
    parts = ", " if block.room else "; "
    return f"{capital(block.label)}: {parts.join(filter(None, (given, block.said)))}."


def _row(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    """Return a row as a sentence: every cell with its heading, without empty cells."""
    cells = [
        f"{head}: {cell}" if head else cell
        for head, cell in zip(header, (one_line(cell).rstrip(".") for cell in row), strict=True)
        if cell and cell != _NOTHING
    ]
    ends = ": " if cells and not header[0] else "; "
    return f"{cells[0]}{ends}{'; '.join(cells[1:])}." if len(cells) > 1 else "; ".join(cells)
