"""A journey as a staircase: what customers expect and what they live through, moment by moment.

A level is ▔ at the top of its row, a rise ▕ in the cell before, a fall ▏ in the cell after: so
there is no seam. Between both the ground is filled, and the fill hides the grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

from valueworkshop.core.show.drawing.bordered import card
from valueworkshop.core.show.drawing.cells import BY_SIGN, Canvas, Role
from valueworkshop.core.show.drawing.paired_bars import solid
from valueworkshop.core.show.pictures import cell_len, fitted, whole_words
from valueworkshop.core.show.stage_figures import Gathered, Gatherings, Stair, Staircase

LEVEL, RISE, FALL = "▔", "▕", "▏"
_LOW, _HIGH = 1000, 5000
_AXIS: Final = 2
_NARROWEST: Final = 6
"""Cells of a moment at least."""

_FEWEST: Final = 7
"""Rows of the scale at least."""

_NAMES: Final = 4
"""Rows of a name at most."""

_FILLS: Final[dict[str, Role]] = {
    "▼▼": "fill-steep",
    "▼": "fill-some",
    "=": "fill-even",
    "▲": "ahead",
}


def fits(found: Staircase, width: int, height: int) -> bool:
    """Whether there is room to draw it from left to right."""
    return bool(found.stairs) and _step(found, width) >= _NARROWEST and height >= _FEWEST + 3


def _step(found: Staircase, width: int) -> int:
    return (width - _AXIS) // max(len(found.stairs), 1)


def staircase(found: Staircase, width: int, height: int) -> Canvas:
    """Return the journey in exactly these cells: the legend, the scale, names, and chips below."""
    canvas = Canvas(width, height)
    if not fits(found, width, height):
        return canvas
    many = len(found.stairs)
    ends = [_AXIS + at * (width - _AXIS) // many for at in range(many + 1)]
    spans = [_Span(left, right - left) for left, right in pairwise(ends)]
    most = _NAMES if height >= _ROOMY else 2
    named = _named(found.stairs, spans, width, most)
    names = 1 + max(row for _, row, *_ in named)
    chips = _chips(found, height - 1 - names)
    rows = max(height - 1 - names - chips, _FEWEST)
    for stair, span in zip(found.stairs, spans, strict=True):
        if stair.low:
            canvas.fill(span.x, 1, span.width, rows + names + chips, "median")
    _legend(canvas, ((found.expected, "today"), (found.lived, "accent")))
    scale = Canvas(width, rows)
    _Stairs(found.stairs, spans, rows).draw(scale)
    canvas.paste(scale, 0, 1)
    for x, down, text, low in named:
        canvas.write(x, 1 + rows + down, text, "today", bold=low)
    _write_chips(canvas, 1 + rows + names, found, spans, chips)
    return canvas


def _legend(canvas: Canvas, parts: Sequence[tuple[str, Role]]) -> None:
    x = _AXIS
    for word, role in parts:
        canvas.write(x, 0, "━━", role, bold=True)
        canvas.write(x + 3, 0, word, "muted")
        x += cell_len(word) + 6


@dataclass(frozen=True, slots=True)
class _Span:
    """The cells of a moment."""

    x: int
    width: int

    def center(self, canvas: Canvas, y: int, text: str, ink: Role, ground: Role = "") -> None:
        """Write a bold text in the middle, if it is narrower."""
        if cell_len(text) <= self.width:
            x = self.x + (self.width - cell_len(text)) // 2
            canvas.write(x, y, text, ink, ground, bold=True)


_ROOMY: Final = 24
"""From so many rows on a name may have three."""


class _Stairs:
    """The levels of both means, in rows of a scale from 5 down to 1."""

    def __init__(self, stairs: Sequence[Stair], spans: Sequence[_Span], rows: int) -> None:
        self.stairs, self.spans, self.rows = stairs, spans, rows
        self.edges = [(self.edge(stair.expected), self.edge(stair.lived)) for stair in stairs]

    def edge(self, mean: int | None) -> int | None:
        """Return in which row a mean is: its level is the upper edge; the last is that of 1."""
        if mean is None:
            return None
        share = (_HIGH - min(max(mean, _LOW), _HIGH)) / (_HIGH - _LOW)
        return round(share * (self.rows - 1))

    def draw(self, canvas: Canvas) -> None:
        """Draw the grid, the fills over it, both lines, and the gaps."""
        for point in range(1, 6):
            if (y := self.edge(point * 1000)) is not None:
                canvas.write(0, y, str(point), "muted")
                canvas.write(_AXIS, y, LEVEL * (canvas.width - _AXIS), "track")
        for at in range(len(self.stairs)):
            self._fill(canvas, at)
        self._line(canvas, 0, "today")
        self._line(canvas, 1, "accent")
        for at in range(len(self.stairs)):
            self._label(canvas, at)

    def _fill(self, canvas: Canvas, at: int) -> None:
        expected, lived = self.edges[at]
        if expected is None or lived is None:
            return
        stair, span = self.stairs[at], self.spans[at]
        ground = "fill-lowest" if stair.low else _FILLS.get(stair.mark, "fill-even")
        for y in range(*sorted((expected, lived))):
            canvas.write(span.x, y, " " * span.width, "", ground)

    def _line(self, canvas: Canvas, side: int, ink: Role) -> None:
        """Draw the rises and falls of a mean, then its levels over them."""
        levels = [both[side] for both in self.edges]
        for (here, there), span in zip(pairwise(levels), self.spans[1:], strict=True):
            if here is None or there is None:
                continue
            for y in range(there, here):
                canvas.write(span.x - 1, y, RISE, ink)
            for y in range(here, there):
                canvas.write(span.x, y, FALL, ink)
        for level, span in zip(levels, self.spans, strict=True):
            if level is not None:
                canvas.write(span.x, level, LEVEL * span.width, ink)

    def _label(self, canvas: Canvas, at: int) -> None:
        """Write the gap into its fill, else below the lower line; what is lowest is called so."""
        stair, span, (expected, lived) = self.stairs[at], self.spans[at], self.edges[at]
        text = f"{stair.mark} {stair.text}".strip()
        if expected is None or lived is None:
            if self.rows > _FEWEST:
                span.center(canvas, self.rows // 2, "?", "muted")
            return
        top, bottom = sorted((expected, lived))
        inside = bottom - top > 2  # a row above it and one below
        y = (top + bottom) // 2 if inside else bottom + 1
        if y >= self.rows:
            y, inside = max(top - 1, 0), False
        ink: Role = "today" if inside else BY_SIGN.get(stair.mark, "muted")
        span.center(
            canvas, y, text if inside or span.width <= cell_len(text) + 1 else f" {text} ", ink
        )
        if stair.low and bottom + 1 < self.rows and inside:
            span.center(canvas, bottom + 1, "lowest", "steep")


def _wrapped(text: str, cells: int, most: int) -> list[str]:
    """Return a text in at most `most` rows of `cells` cells; a longer one is cut after a word.

    One word that is longer than a row stays whole.
    """
    rows: list[str] = []
    for word in text.split():
        if rows and cell_len(f"{rows[-1]} {word}") <= cells:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    if len(rows) > most:
        rows[most - 1 :] = [whole_words(" ".join(rows[most - 1 :]), cells)]
    return rows


_ASIDE: Final = 2
"""A name may be so many cells to the right of the middle, to touch no other."""

_Words: TypeAlias = list[tuple[int, int, str, bool]]
"""The column, row and text of each word or two, and whether it is the lowest moment's."""


def _named(stairs: Sequence[Stair], spans: Sequence[_Span], width: int, most: int) -> _Words:
    """Return the names below their moments; where they do not fit so, in turn above and below."""
    ways = [*((most, more, False) for more in (0, 1, 2, 3)), (most // 2, 0, True)]
    shorter = [replace(stair, label=stair.short or stair.label) for stair in stairs]
    tried = (_placed(each, spans, width, way) for each in (stairs, shorter) for way in ways)
    return next(filter(None, tried), None) or _cut(shorter, spans)


def _placed(
    stairs: Sequence[Stair], spans: Sequence[_Span], width: int, way: tuple[int, int, bool]
) -> _Words | None:
    """Return the names in `most` rows each, wider than their moment by `more` cells, or in turn.

    None if one is cut or touches another.
    """
    most, more, in_turn = way
    found: _Words = []
    ends: dict[int, int] = {}
    for at, (stair, span) in enumerate(zip(stairs, spans, strict=True)):
        room = 2 * span.width - 2 if in_turn else span.width + more
        top = at % 2 * most if in_turn else 0
        rows = _wrapped(stair.label, room, most)
        if " ".join(rows) != " ".join(stair.label.split()):
            return None
        for down, row in enumerate(rows):
            x = span.x + (span.width - cell_len(row)) // 2
            free = ends.get(top + down, 0)
            x = max(min(max(x, 0), width - cell_len(row)), free if free - x <= _ASIDE else 0)
            if x < free or x + cell_len(row) > width:
                return None
            ends[top + down] = x + cell_len(row) + 1
            found.append((x, top + down, row, stair.low))
    return found


def _cut(stairs: Sequence[Stair], spans: Sequence[_Span]) -> _Words:
    """Return the names in turn on two rows, each cut where the next one begins."""
    found: _Words = []
    end = spans[-1].x + spans[-1].width
    for at, (stair, span) in enumerate(zip(stairs, spans, strict=True)):
        room = 2 * span.width - 2
        name = fitted(stair.label, min(cell_len(stair.label), room)).rstrip()
        x = min(max(span.x + (span.width - cell_len(name)) // 2, 0), end - cell_len(name))
        found.append((x, at % 2, name, stair.low))
    return found


def _chips(found: Staircase, room: int) -> int:
    """Return how many rows the chips may have: with a heading each, the terms alone, or none."""
    if not any(stair.feeds or stair.carriers for stair in found.stairs):
        return 0
    carriers = max(len(stair.carriers) for stair in found.stairs)
    all_of = carriers + _HEADS
    if room - all_of >= _FEWEST + 4:
        return all_of
    return 1 if room - 1 >= _FEWEST else 0


_HEADS: Final = 5
"""Rows of both headings, the blank ones before them, and the terms."""


def _write_chips(
    canvas: Canvas, y: int, found: Staircase, spans: Sequence[_Span], rows: int
) -> None:
    if not rows:
        return
    if rows > 1:
        canvas.write(_AXIS, y + 1, "feeds in the value equation", "muted")
        canvas.write(_AXIS, y + 4, "carried by", "muted")
        y += 2
    for stair, span in zip(found.stairs, spans, strict=True):
        _chip(canvas, y, span, stair.feeds, "measured" if stair.low else "heard")
        for down, carrier in enumerate(stair.carriers[: rows - _HEADS] if rows > 1 else ()):
            _chip(canvas, y + 3 + down, span, carrier, "assumed")


def _chip(canvas: Canvas, y: int, span: _Span, text: str, role: Role) -> None:
    """Write a word on its ground in the middle of its moment; a dot for none."""
    if not text:
        canvas.write(span.x + span.width // 2, y, "·", "muted")
        return
    said = fitted(text, min(cell_len(text), span.width - 1))
    padded = f" {said} " if cell_len(said) + 3 <= span.width else said
    canvas.write(span.x + (span.width - cell_len(padded)) // 2, y, padded, role, role)


def gatherings(found: Gatherings, width: int, height: int = 0) -> Canvas:
    """Return a card with both lists beside each other, or below each other if it is narrow."""
    del height  # it is as high as the lists
    sides = [side for side in (found.terms, found.carriers) if side]
    beside = width >= _BESIDE and len(sides) > 1
    across = (width - 7) // 2 if beside else width - 4
    drawn = [_gathered(side, across) for side in sides]
    heights = [each.height for each in drawn]
    rows = max(heights, default=0) if beside else sum(heights) + max(len(sides) - 1, 0)
    inner = Canvas(width - 2, rows)
    x = y = 0
    for each in drawn:
        inner.paste(each, x + 1, y)
        x, y = (x + across + 3, 0) if beside else (0, y + each.height + 1)
    return card(inner, found.title, found.note)


_BESIDE: Final = 72


def _gathered(found: Sequence[Gathered], width: int) -> Canvas:
    """Return what gaps have in common, one in a row, with a bar as long as the mean gap."""
    canvas = Canvas(width, len(found))
    label = min(max((cell_len(each.label) for each in found), default=0), width - _NUMBERS)
    for y, each in enumerate(found):
        role = BY_SIGN.get(each.mark, "muted")
        canvas.write(0, y, fitted(each.label, label).rstrip(), "today")
        text = f"{each.mark:<2} {each.text:>3}"
        canvas.write(label + 1, y, text, role, bold=True)
        room = width - label - cell_len(text) - 3
        if room > 0:
            solid(canvas, label + cell_len(text) + 2, y, each.share, room, role)
    return canvas


_NUMBERS: Final = 14
"""Cells of a row beside its label, for the sign, the number and some of the bar."""
