"""A report read aloud: every block as lines that can be understood one by one."""

from collections.abc import Iterable, Iterator

from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Quote,
    Table,
    Tasks,
)
from valueworkshop.core.text import one_line

_NOTHING = "–"


def read_aloud(blocks: Iterable[Block]) -> list[str]:
    """Return blocks as lines. Pictures are left out: what they show is told beside them."""
    return [line for block in blocks for line in _told(block)]


def _told(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"{one_line(text).rstrip('.:')}:"
        case Paragraph(text):
            yield text
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
            return


def _row(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    """Return a row as a sentence: every cell with its heading, those with nothing left out."""
    cells = [
        f"{head}: {cell}" if head else cell
        for head, cell in zip(header, (one_line(cell).rstrip(".") for cell in row), strict=True)
        if cell and cell != _NOTHING
    ]
    ends = ": " if cells and not header[0] else "; "
    return f"{cells[0]}{ends}{'; '.join(cells[1:])}." if len(cells) > 1 else "; ".join(cells)
