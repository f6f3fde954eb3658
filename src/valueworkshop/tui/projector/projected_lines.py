"""What we may project, laid out in lines for a width and a height. Pure: it draws nothing."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias, assert_never

from textual.content import Content

from valueworkshop.core.clean_text import clean
from valueworkshop.core.show.drawing.answer_cards import answer_cards
from valueworkshop.core.show.drawing.block_numerals import drawable, numerals, small_numerals
from valueworkshop.core.show.drawing.cells import BY_SIGN, Role
from valueworkshop.core.show.projected_blocks import (
    Bar,
    Dots,
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

_LARGE: Final = 24
"""With this many lines for a page a gap is large."""


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
    found_parts = _drawn(shown.parts, width, height)
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


def _drawn(parts: Sequence[Part], width: int, height: int) -> list[tuple[str, Lines]]:
    """Return the kind and the lines of each part.

    The answers to one item are one picture, as high as the others let it be, in front of its gap.
    """
    votes = [part for part in parts if isinstance(part, Dots)]
    graded = next((part for part in parts if isinstance(part, Known)), None)
    number = next((part for part in parts if isinstance(part, Number)), None)
    large = height >= _LARGE
    found: list[tuple[str, Lines]] = []
    at = 0
    for part in parts:
        if part is number:
            at = len(found)
            found.append((part.part, _number(part, graded, width, large=large)))
        elif not isinstance(part, Dots) and (part is not graded or number is None):
            found.append((part.part, _block(part, width)))
        elif isinstance(part, Dots) and number is None:
            at = len(found)
    if votes:
        gap = BY_SIGN.get(number.mark, "accent") if number else "accent"
        beside = len(found[at][1]) if number else 0  # the gap is on the same page
        room = height - sum(len(block) + 1 for _, block in found)
        room = max(room, min(height - beside - 1, _SEEN))
        cards = answer_cards(votes, gap, width, min(room, _HIGHEST))
        found.insert(at, ("dots", lines(cards, "$background") if cards else _dots(votes, width)))
    return found


def _joined(blocks: Sequence[Lines], air: Sequence[bool]) -> Lines:
    """Return the blocks one after the other, an empty line before each with `air`."""
    joined: Lines = []
    for block, apart in zip(blocks, air, strict=False):
        joined += [_NO_LINE, *block] if apart else block
    return joined


def _pieces(block: Lines, height: int) -> list[Lines]:
    return [block[at : at + height] for at in range(0, len(block), height)]


def _block(part: Part, width: int) -> Lines:  # noqa: PLR0911 - one for each part
    match part:
        case Said():
            text = Content(clean(part.text))
            return (text.stylize("bold") if part.strong else text).wrap(width)
        case Point():
            return _hanging(part.mark or "·", part.text, width)
        case Voting():
            return _voting(part, width)
        case Number():
            return _number(part, None, width)
        case Dots():
            return _dots([part], width)
        case Known():
            return [known(clean(part.grade))]
        case Bar():
            return _bar(part, width)
        case Picture():
            return [Content(clean(row)).truncate(width) for row in part.rows]
        case _:
            assert_never(part)


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
    beside = [_NO_LINE, Content("votes in"), Content(of)]
    drawn = _beside(_figures(str(part.given), "today"), beside)
    return [*asked, *drawn, *([_NO_LINE, Content(track).stylize("$primary")] if track else [])]


def _number(part: Number, graded: Known | None, width: int, *, large: bool = False) -> Lines:
    """Return a large number, with its sign and words on the right, and how it is known."""
    mark = f"{clean(part.mark)}  " if part.mark else ""
    colour = f"bold {COLOURS.get(part.mark, '$foreground')}"
    figures = _figures(part.text, BY_SIGN.get(part.mark, "today"), large=large)
    room = max(width - figures[0].cell_length - 3, 8)
    said = [line for text in (part.said,) if text for line in Content(clean(text)).wrap(room)]
    beside = [Content.assemble((mark, colour), (clean(part.words), "bold")), *said]
    if graded is not None:
        beside.append(known(clean(graded.grade)))
    beside = [_NO_LINE] * ((len(figures) - len(beside)) // 2) + beside
    return _beside(figures, beside)


def _beside(left: Lines, right: Lines) -> Lines:
    width = max(line.cell_length for line in left)
    rows = max(len(left), len(right))
    left = [*left, *[_NO_LINE] * (rows - len(left))]
    right = [*right, *[_NO_LINE] * (rows - len(right))]
    return [
        Content.assemble(one.pad_right(width - one.cell_length), "   ", other)
        for one, other in zip(left, right, strict=True)
    ]


def _figures(text: str, role: Role, *, large: bool = False) -> Lines:
    """Return a number in blocks of three rows, of five where it is large; a word as it is."""
    if not drawable(text):
        return [Content(clean(text)).stylize("bold")]
    return lines(numerals(text, role) if large else small_numerals(text, role))


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
