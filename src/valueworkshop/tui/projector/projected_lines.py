"""What we may project, laid out in lines for a width and a height. Pure: it draws nothing."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias, assert_never

from textual.content import Content

from valueworkshop.core.clean_text import clean
from valueworkshop.core.show.drawing.answer_cards import answer_cards, rows_for
from valueworkshop.core.show.drawing.block_numerals import drawable, numerals, small_numerals
from valueworkshop.core.show.drawing.cells import BY_SIGN, Role
from valueworkshop.core.show.drawing.in_cells import in_cells
from valueworkshop.core.show.projected_blocks import (
    Bar,
    Dots,
    Drawn,
    Known,
    Number,
    Part,
    Picture,
    Point,
    Said,
    Shown,
    Voting,
)
from valueworkshop.core.stages.votes.words import dots
from valueworkshop.tui.stages.drawn_blocks import known
from valueworkshop.tui.stages.gap_row import COLOURS
from valueworkshop.tui.widgets.canvas import lines

Lines: TypeAlias = list[Content]

_NO_LINE: Final = Content("")
_TRACK: Final = 24
"""At most this many votes are squares."""

_HIGHEST: Final = 25
"""Rows of a picture of answers at most."""

_SEEN: Final = 12
"""Rows of it where the rest may be on the next page."""

_SIZES: Final = ((32, 100, (6, 2)), (24, 0, (2, 1)))
"""Rows and columns of a page from which on a gap is drawn in blocks of so many cells."""

_COUNTED: Final = ((28, 100, (6, 2)), (10, 72, (4, 1)))
"""The same for how many have voted."""

_TEXT: Final = 84
"""A line of text is at most so long, for the eye to find back."""

_GRADES: Final = {"M": "measured", "H": "heard", "A": "assumed"}
"""How a note is known, in a word where there is room for it."""

_CHIPS: Final = 72
"""From so many cells on there is."""


def head(shown: Shown, width: int) -> Lines:
    """Return the question with the line above it."""
    width = min(width, _TEXT)
    above = [Content(clean(shown.above)).stylize("$primary")] if shown.above else []
    heading = Content(clean(shown.heading)).stylize("bold")
    return [line for each in (*above, heading) for line in each.wrap(width)]


def pages(shown: Shown, width: int, height: int, phase: float = 1) -> list[Lines]:
    """Return the parts of what is shown in pages of at most `height` lines; one at least.

    There is space between all parts if that fits on one page, else between different kinds, else
    nowhere. No part that fits on a page is cut in two. Before `phase` 1 the answers to an item are
    falling, and nothing is said of them.
    """
    found_parts = _drawn(shown.parts, width, height, phase)
    kinds, blocks = [kind for kind, _ in found_parts], [block for _, block in found_parts]
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


def _drawn(parts: Sequence[Part], width: int, height: int, phase: float) -> list[tuple[str, Lines]]:
    """Return the kind and the lines of each part.

    The answers to one item are one picture, as high as the others let it be, in front of its gap.
    """
    votes = [part for part in parts if isinstance(part, Dots)]
    graded = next((part for part in parts if isinstance(part, Known)), None)
    number = next((part for part in parts if isinstance(part, Number)), None)
    parts = [part for part in parts if not (part is graded and number)]
    gap: Lines = []
    if number is not None:
        said = [part for part in parts if isinstance(part, Said)] if votes else []
        gap, told = _number(
            number, graded, said, width, _size(_SIZES if votes else _SIZES[1:], width, height)
        )
        parts = [part for part in parts if not any(part is each for each in told)]
    found: list[tuple[str, Lines]] = []
    at = 0
    for part in parts:
        if part is number:
            at = len(found)
            found.append((part.part, gap))
        elif not isinstance(part, Dots):
            found.append((part.part, _block(part, width, height)))
        elif number is None:
            at = len(found)
    if votes:
        role = BY_SIGN.get(number.mark, "accent") if number else "accent"
        room = height - sum(len(block) + 1 for kind, block in found if kind != "drawn")
        room = max(room, min(height - len(gap) - 1, max(_SEEN, rows_for(votes))))
        cards = answer_cards(votes, role, width, min(room, _HIGHEST), phase)
        if phase < 1:
            found = [(kind, [_NO_LINE] * len(block)) for kind, block in found]
        found.insert(at, ("dots", lines(cards, "$background") if cards else _dots(votes, width)))
    return found


def _size(
    sizes: Sequence[tuple[int, int, tuple[int, int]]], width: int, height: int
) -> tuple[int, int]:
    """Return the cells of a block of a large number, (0, 0) for the small one."""
    fitting = (size for rows, cells, size in sizes if height >= rows and width >= cells)
    return next(fitting, (0, 0))


def _joined(blocks: Sequence[Lines], air: Sequence[bool]) -> Lines:
    """Return the blocks one after the other, an empty line before each with `air`."""
    joined: Lines = []
    for block, apart in zip(blocks, air, strict=False):
        joined += [_NO_LINE, *block] if apart else block
    return joined


def _pieces(block: Lines, height: int) -> list[Lines]:
    return [block[at : at + height] for at in range(0, len(block), height)]


def _block(part: Part, width: int, height: int) -> Lines:  # noqa: PLR0911 - one for each part
    match part:
        case Said():
            text = Content(clean(part.text))
            return (text.stylize("bold") if part.strong else text).wrap(min(width, _TEXT))
        case Point():
            return _hanging(part.mark or "·", part.text, min(width, _TEXT))
        case Voting():
            return _voting(part, width, _size(_COUNTED, width, height))
        case Number():
            return _number(part, None, (), width, (0, 0))[0]
        case Dots():
            return _dots([part], width)
        case Known():
            return [known(clean(part.grade))]
        case Bar():
            return _bar(part, width)
        case Drawn():
            return _figure(part, width, height)
        case Picture():
            return [Content(clean(row)).truncate(width) for row in part.rows]
        case _:
            assert_never(part)


def _figure(part: Drawn, width: int, height: int) -> Lines:
    """Return a figure as high as a page; one that has no room there in letters."""
    canvas = in_cells(part.figure, width, min(height, _HIGHEST))
    if canvas is None:
        return [Content(clean(row)).truncate(width) for row in part.rows]
    return lines(canvas, "$background")


def _dots(votes: Sequence[Dots], width: int) -> Lines:
    """Return whose answers they are, the answers, and what they mean: where no card fits."""
    found: Lines = []
    for vote, row in zip(votes, dots(*(v.counts for v in votes), width=width - 2), strict=True):
        label, said = Content(clean(vote.label)).stylize("bold"), Content(clean(vote.said))
        told = said.stylize("$text-muted").wrap(width - 2)
        found += [*label.wrap(width), Content(f"  {row}"), *_indented(told, 2)]
    return found


def _indented(lines: Iterable[Content], cells: int) -> Lines:
    return [Content.assemble(" " * cells, line) for line in lines]


def _hanging(mark: str, text: str, width: int) -> Lines:
    """Return a point with its mark before the first line; a grade is a word on its ground."""
    mark = clean(mark)
    if width >= _CHIPS and mark in _GRADES:
        front = known(_GRADES[mark])
        front = front.pad_right(_GRADE - front.cell_length)
    else:
        front = Content.assemble((f"{mark:<3} ", "bold $primary"))
    cells = front.cell_length
    first, *others = Content(clean(text)).wrap(max(width - cells, 8)) or [_NO_LINE]
    return [Content.assemble(front, first), *_indented(others, cells)]


_GRADE: Final = 12
"""Cells of the longest grade, with what is around it."""


def _voting(part: Voting, width: int, size: tuple[int, int]) -> Lines:
    """Return the current question, if there is one, and how many have answered."""
    asked = Content(clean(part.asked)).stylize("bold").wrap(width) if part.asked else []
    of = f"of {part.of}" if part.of >= part.given else ""
    figures = _figures(str(part.given), "accent" if any(size) else "today", size)
    track = _track(part, width - figures[0].cell_length - 3 if any(size) else 0) if of else []
    beside = [_NO_LINE, Content(part.done), Content(of)]
    if any(size):
        beside = [_NO_LINE, Content(f"{of} {part.done}".lstrip()).stylize("bold"), _NO_LINE, *track]
        return [*asked, *([_NO_LINE] if asked else []), *_beside(figures, beside)]
    return [*asked, *_beside(figures, beside), *([_NO_LINE, *track] if track else [])]


def _track(part: Voting, room: int) -> Lines:
    """Return a mark for each vote, as wide as there is room; none for very many."""
    if part.of > _TRACK:
        return []
    wide = min(room // max(part.of, 1) - 1, 4)
    if wide < 2:
        return [Content("■" * part.given + "□" * (part.of - part.given)).stylize("$primary")]
    there, missing = f"{'▆' * wide} " * part.given, f"{'▁' * wide} " * (part.of - part.given)
    return [Content.assemble((there, "$primary"), (missing, "$text-muted"))]


def _number(
    part: Number, graded: Known | None, also: Sequence[Said], width: int, size: tuple[int, int]
) -> tuple[Lines, list[Said]]:
    """Return a number with its sign and words on the right, how it is known, and what fits besides.

    The second result is what was said of `also`.
    """
    mark = f"{clean(part.mark)}  " if part.mark else ""
    colour = f"bold {COLOURS.get(part.mark, '$foreground')}"
    figures = _figures(part.text, BY_SIGN.get(part.mark, "today"), size)
    room = max(width - figures[0].cell_length - 3, 8)
    blocks = [[Content.assemble((mark, colour), (clean(part.words), "bold"))]]
    if part.said:
        blocks.append(Content(clean(part.said)).wrap(room))
    if graded is not None:
        blocks.append([known(clean(graded.grade))])
    told: list[Said] = []
    for said in also if size[1] > 1 else ():
        rows = Content(clean(said.text)).stylize("$text-muted").wrap(room)
        if sum(map(len, blocks)) + len(rows) > len(figures):
            break
        blocks.append(rows)
        told.append(said)
    air = sum(map(len, blocks)) + len(blocks) - 1 <= len(figures)
    beside = _joined(blocks, [False, *[air] * (len(blocks) - 1)])
    beside = [_NO_LINE] * ((len(figures) - len(beside)) // 2) + beside
    return _beside(figures, beside), told


def _beside(left: Lines, right: Lines) -> Lines:
    width = max(line.cell_length for line in left)
    rows = max(len(left), len(right))
    left = [*left, *[_NO_LINE] * (rows - len(left))]
    right = [*right, *[_NO_LINE] * (rows - len(right))]
    return [
        Content.assemble(one.pad_right(width - one.cell_length), "   ", other)
        for one, other in zip(left, right, strict=True)
    ]


def _figures(text: str, role: Role, size: tuple[int, int] = (0, 0)) -> Lines:
    """Return a number in blocks of this size, in three rows without one; a word as it is."""
    if not drawable(text):
        return [Content(clean(text)).stylize("bold")]
    return lines(numerals(text, role, *size) if any(size) else small_numerals(text, role))


def _bar(part: Bar, width: int) -> Lines:
    """Return the number and its label, and below it the bar."""
    colour = COLOURS.get(part.mark, "$primary") if part.mark else "$primary"
    front = f"{part.mark:<2} {part.amount:>4}  " if part.mark else f"{part.amount:>4}  "
    first, *others = Content(clean(part.label)).wrap(max(width - len(front), 8)) or [_NO_LINE]
    room = max(width - len(front), 1)
    fill = "░" if part.mark == "▲" else "█"
    bar = fill * round(min(part.share, 100) * room / 100) or "▏"
    found = [Content.assemble((front, f"bold {colour}"), first), *_indented(others, len(front))]
    return [*found, Content.assemble(" " * len(front), (bar, colour))]
