"""What there is to see at a place or of a stage, drawn for a screen."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from textual.content import Content

from valueworkshop.core.show.blocks import Bullets, Chart, Dots, Known, Number, Paragraph, Sight
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.gap_card import chip
from valueworkshop.core.show.drawing.in_cells import in_cells
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.core.stages.votes.words import dots
from valueworkshop.tui.stages.gap_row import COLOURS
from valueworkshop.tui.widgets.canvas import lines

_GAP: Final = re.compile(r"(▼▼|▼|=|▲) +(\d+|-\d+) (?=[┊·█░━─○●◉])")
_TRACK: Final = re.compile(r"[━─█░]+")
_ROWS: Final = 20
"""Rows of a figure among other blocks, if it does not need more."""

_MARK: Final = re.compile("▼")


def drawn(blocks: Iterable[Sight], width: int, *, plain: bool = False) -> Content:
    """Return blocks in at most `width` cells, with an empty line between different kinds.

    A `plain` picture has its letters alone, line by line, and no cards.
    """
    parts = [
        Content("\n").join(_lines(sort, list(group), width, plain=plain))
        for sort, group in groupby(blocks, _sort)
    ]
    return Content("\n\n").join([part for part in parts if part])


def _sort(block: Sight) -> tuple[type[Sight], bool]:
    return type(block), isinstance(block, Paragraph) and block.aside


def _lines(
    sort: tuple[type[Sight], bool], blocks: Sequence[Sight], width: int, *, plain: bool
) -> list[Content]:
    if sort[0] is Dots:
        return _dots([block for block in blocks if isinstance(block, Dots)], width)
    return [line for block in blocks for line in _block(block, width, plain=plain)]


def _block(block: Sight, width: int, *, plain: bool) -> list[Content]:
    match block:
        case Paragraph(text, strong, aside):
            style = "bold" if strong else "$text-muted" if aside else ""
            return [Content.assemble((text, style))] if text else []
        case Number():
            return [_number(block)]
        case Known():
            return [Content.assemble("Evidence: ", known(block.grade, block.source))]
        case Chart():
            canvas = None if plain or not block.cells else in_cells(block.cells, width, _ROWS)
            return lines(canvas) if canvas else [_row(row) for row in block.drawn(width)]
        case Bullets(items):
            return [Content(f"· {item}") for item in items]
        case _:  # headings, quotes, tables and tasks are for those who read a report
            return []


def known(grade: str, source: str = "") -> Content:
    """Return how well something is known: the grade on its ground, and where from."""
    canvas = Canvas(cell_len(grade) + 2)
    chip(canvas, 0, 0, grade)
    return Content.assemble(lines(canvas)[0], f" {source}" if source else "")


def _number(block: Number) -> Content:
    """Return a number with its sign in its colour, and the words for it."""
    told = " ".join(filter(None, (block.mark, block.name, block.text, block.words)))
    colour = COLOURS.get(block.mark, "")
    return Content.assemble(
        (told, f"bold {colour}".rstrip()), f"   {block.said}" if block.said else ""
    )


def _dots(votes: Sequence[Dots], width: int) -> list[Content]:
    """Return the answers as aligned dots, and under each what they mean."""
    labels = max(len(vote.label) for vote in votes)
    room = width - labels - 3
    rows = dots(*(vote.counts for vote in votes), width=room)
    rows_of = []
    for vote, row in zip(votes, rows, strict=True):
        rows_of.append(Content.assemble((f"{vote.label:<{labels}}   ", "bold"), row))
        said = Content(vote.said).stylize("$text-muted").wrap(max(room, 20))
        rows_of += [Content.assemble(" " * (labels + 3), line) for line in said]
    return rows_of


def _row(row: str) -> Content:
    """Return a row of a picture: a gap in its colour, ▼ as a mark, and headings in bold."""
    line = Content(row)
    if found := _GAP.match(row):
        colour = COLOURS[found[1]]
        track = _TRACK.search(row, found.end())
        end = track.end() if track else found.end()
        return line.stylize(f"bold {colour}", 0, found.end()).stylize(colour, found.end(), end)
    if row[:1].isalpha() and "  " not in row and not row.endswith("."):
        return line.stylize("bold")
    return line.highlight_regex(_MARK, style="bold $gap-steep")
