"""What we may project, laid out in lines for a width and a height. Pure: it draws nothing."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias, assert_never

from textual.content import Content

from valueworkshop.core.clean_text import clean
from valueworkshop.core.show.projected_blocks import (
    Bar,
    Dots,
    Number,
    Part,
    Picture,
    Point,
    Said,
    Shown,
    Voting,
)
from valueworkshop.core.stages.votes.words import dots
from valueworkshop.tui.stages.gap_row import COLOURS
from valueworkshop.tui.widgets.large_digits import large

Lines: TypeAlias = list[Content]

_NO_LINE: Final = Content("")
_TRACK: Final = 24
"""At most this many votes are squares."""


def head(shown: Shown, width: int) -> Lines:
    """Return the question with the line above it, and room around it."""
    above = [Content(clean(shown.above)).stylize("$text-muted")] if shown.above else []
    heading = Content(clean(shown.heading)).stylize("bold")
    return [line for each in (*above, heading) for line in each.wrap(width)]


def pages(shown: Shown, width: int, height: int) -> list[Lines]:
    """Return the parts of what is shown in pages of at most `height` lines; one at least.

    There is space between all parts if that fits on one page, else between different kinds, else
    nowhere. No part that fits on a page is cut in two.
    """
    blocks = _blocks(shown.parts, width)
    kinds = [part.part for part in shown.parts]
    unlike = [before != kind for before, kind in pairwise(kinds)]
    for air in ([True] * len(unlike), unlike):
        whole = _joined(blocks, [False, *air])
        if len(whole) <= height:
            return [whole]
    found: list[Lines] = [[]]
    for piece in (piece for block in blocks for piece in _pieces(block, max(height, 1))):
        if found[-1] and len(found[-1]) + len(piece) > height:
            found.append([])
        found[-1] += piece
    return found


def _blocks(parts: Sequence[Part], width: int) -> list[Lines]:
    """Return the lines of each part. The dots of all votes are aligned."""
    votes = [part for part in parts if isinstance(part, Dots)]
    drawn = dots(*(vote.counts for vote in votes), width=width - 2)
    rows = dict(zip(map(id, votes), drawn, strict=True))
    return [_block(part, width, rows.get(id(part), "")) for part in parts]


def _joined(blocks: Sequence[Lines], air: Sequence[bool]) -> Lines:
    """Return the blocks one after the other, an empty line before each with `air`."""
    lines: Lines = []
    for block, apart in zip(blocks, air, strict=False):
        lines += [_NO_LINE, *block] if apart else block
    return lines


def _pieces(block: Lines, height: int) -> list[Lines]:
    return [block[at : at + height] for at in range(0, len(block), height)]


def _block(part: Part, width: int, row: str) -> Lines:  # noqa: PLR0911 - one for each part
    match part:
        case Said():
            text = Content(clean(part.text))
            return (text.stylize("bold") if part.strong else text).wrap(width)
        case Point():
            return _hanging(part.mark or "·", part.text, width)
        case Voting():
            return _voting(part, width)
        case Number():
            return _number(part, width)
        case Dots():
            return _dots(part, width, row)
        case Bar():
            return _bar(part, width)
        case Picture():
            return [Content(clean(row)).truncate(width) for row in part.rows]
        case _:
            assert_never(part)


def _dots(part: Dots, width: int, row: str) -> Lines:
    """Return whose answers they are, the answers, and what they mean."""
    label, said = Content(clean(part.label)).stylize("bold"), Content(clean(part.said))
    told = said.stylize("$text-muted").wrap(width - 2)
    return [*label.wrap(width), Content(f"  {row}"), *_indented(told, 2)]


def _indented(lines: Iterable[Content], cells: int) -> Lines:
    return [Content.assemble(" " * cells, line) for line in lines]


def _hanging(mark: str, text: str, width: int) -> Lines:
    """Return a point with its mark before the first line."""
    mark = clean(mark)
    first, *others = Content(clean(text)).wrap(max(width - 4, 8)) or [_NO_LINE]
    return [Content.assemble((f"{mark:<3} ", "bold $primary"), first), *_indented(others, 4)]


def _voting(part: Voting, width: int) -> Lines:
    """Return the current question, if there is one, and how many have answered."""
    asked = Content(clean(part.asked)).stylize("bold").wrap(width) if part.asked else []
    of = f"of {part.of}" if part.of >= part.given else ""
    track = ""
    if of and part.of <= _TRACK:
        track = "■" * part.given + "□" * (part.of - part.given)
    beside = [Content(""), Content("votes in"), Content(of)]
    drawn = _beside(large(str(part.given)), beside)
    return [*asked, *drawn, *([_NO_LINE, Content(track).stylize("$primary")] if track else [])]


def _number(part: Number, width: int) -> Lines:
    """Return a large number, with its sign and words on the right."""
    colour = f"bold {COLOURS.get(part.mark, '$foreground')}"
    mark = f"{clean(part.mark)}  " if part.mark else ""
    figures = large(part.text)
    room = max(width - figures[0].cell_length - 3, 8)
    said = [line for text in (part.said,) if text for line in Content(clean(text)).wrap(room)]
    beside = [Content.assemble((f"{mark}{clean(part.words)}", "bold")), *said]
    beside = [_NO_LINE] * (len(beside) < len(figures)) + beside
    return _beside([line.stylize(colour) for line in figures], beside)


def _beside(left: Lines, right: Lines) -> Lines:
    width = max(line.cell_length for line in left)
    rows = max(len(left), len(right))
    left = [*left, *[_NO_LINE] * (rows - len(left))]
    right = [*right, *[_NO_LINE] * (rows - len(right))]
    return [
        Content.assemble(one.pad_right(width - one.cell_length), "   ", other)
        for one, other in zip(left, right, strict=True)
    ]


def _bar(part: Bar, width: int) -> Lines:
    """Return the number and its label, and below it the bar."""
    colour = COLOURS.get(part.mark, "$primary") if part.mark else "$primary"
    front = f"{part.mark:<2} {part.amount:>4}  " if part.mark else f"{part.amount:>4}  "
    first, *others = Content(clean(part.label)).wrap(max(width - len(front), 8)) or [_NO_LINE]
    room = max(width - len(front), 1)
    fill = "░" if part.mark == "▲" else "█"
    bar = fill * round(min(part.share, 100) * room / 100) or "▏"
    lines = [Content.assemble((front, f"bold {colour}"), first), *_indented(others, len(front))]
    return [*lines, Content.assemble(" " * len(front), (bar, colour))]
