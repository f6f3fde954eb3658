"""Groups of notes: cards beside each other where there is room, else an outline.

The board of the app draws the same, with a cursor and marks.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from valueworkshop.core.show.drawing.bordered import card
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.core.show.stage_figures import NoteCard, NoteGroups

COLUMNS: Final = 76
"""From so many cells on there are columns."""

_NARROWEST: Final = 27
"""Cells of a column at the least, and the gap after it."""

_MOST_COLUMNS: Final = 5
_BEFORE: Final = 4
"""Cells before a note: the cursor, the mark."""

Spot: TypeAlias = tuple[int, int]
"""A note on the board: the number of its group, and its own in it; -1 is the group itself."""

HEAD: Final = -1

_Place: TypeAlias = tuple[int, int, int, int]
"""Left cell, first row, cells across, rows."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A board, and where each spot is on it: left cell, first row, cells across, rows."""

    canvas: Canvas
    spots: dict[Spot, tuple[int, int, int, int]]


def group_cards(found: NoteGroups, width: int, _height: int) -> Canvas:
    """Return groups as a figure: every note in full, in as many rows as that takes."""
    return drawn(found, width).canvas


def drawn(
    found: NoteGroups, width: int, at: Spot | None = None, marked: Collection[Spot] = ()
) -> Drawn:
    """Return the board in so many cells, with the cursor `at` a spot, and marks."""
    pen = _Pen(at, frozenset(marked))
    return _columns(found, width, pen) if width >= COLUMNS else _outline(found, width, pen)


@dataclass(frozen=True, slots=True)
class _Pen:
    at: Spot | None
    marked: frozenset[Spot]

    def write(self, canvas: Canvas, spot: Spot, y: int, lines: Sequence[str], indent: int) -> None:
        """Write a note or the name of a group, with the cursor and its mark before it."""
        here, name = spot == self.at, spot[1] == HEAD
        if here:
            canvas.fill(0, y, canvas.width, len(lines), "cursor")
            canvas.write(0, y, "▸", "accent", bold=True)
        if not name:
            sign = "■" if spot in self.marked else "·"
            canvas.write(indent - 2, y, sign, "accent" if spot in self.marked else "muted")
        for down, line in enumerate(lines):
            canvas.write(indent, y + down, line, bold=name)


def _columns(found: NoteGroups, width: int, pen: _Pen) -> Drawn:
    count = max(1, min(len(found.cards), width // _NARROWEST, _MOST_COLUMNS))
    across = (width - (count - 1)) // count
    total = len(found.cards)
    bands = [range(first, min(first + count, total)) for first in range(0, total, count)]
    drawn_cards = [_card(each, number, across, pen) for number, each in enumerate(found.cards)]
    tall = [max(drawn_cards[number].canvas.height for number in band) for band in bands]
    canvas, top = Canvas(width, sum(tall)), 0
    spots: dict[Spot, _Place] = {}
    for band, height in zip(bands, tall, strict=True):
        for place, number in enumerate(band):
            left, one = place * (across + 1), drawn_cards[number]
            canvas.paste(one.canvas, left, top)
            spots |= {
                spot: (left + x, top + y, wide, high)
                for spot, (x, y, wide, high) in one.spots.items()
            }
        top += height
    return Drawn(canvas, spots)


def _card(each: NoteCard, number: int, across: int, pen: _Pen) -> Drawn:
    """Return one group as a card; without a note it says so."""
    room = max(across - 3 - _BEFORE, 4)
    texts = [_wrapped(text, room) for text in each.notes]
    inner = Canvas(across - 2, sum(map(len, texts)) + 1 if texts else 2)
    spots, y = {(number, HEAD): (0, 0, across, 1)}, 1
    if pen.at == (number, HEAD):
        inner.write(0, 0, "▸", "accent", bold=True)
    for place, lines in enumerate(texts):
        pen.write(inner, (number, place), y, lines, _BEFORE)
        spots[number, place] = (1, y + 1, across - 2, len(lines))
        y += len(lines)
    if not texts:
        inner.write(_BEFORE, 1, "no notes", "muted")
    under = " · ".join(filter(None, (each.dots, f"{len(each.notes)}" if each.notes else "")))
    here = pen.at is not None and pen.at[0] == number
    edge: Role = "accent" if here else "line"
    role: Role = "muted" if each.is_left_over else "today"
    return Drawn(card(inner, each.name, under, role=role, edge=edge), spots)


def _outline(found: NoteGroups, width: int, pen: _Pen) -> Drawn:
    lines: list[tuple[Spot, list[str], int]] = []
    for number, each in enumerate(found.cards):
        count = f" ({each.dots})" if each.dots else f" ({len(each.notes)})"
        lines.append(((number, HEAD), _wrapped(f"{each.name}{count}", max(width - 2, 4)), 2))
        lines += [
            ((number, place), _wrapped(text, max(width - 6, 4)), 6)
            for place, text in enumerate(each.notes)
        ]
    canvas = Canvas(width, sum(len(rows) for _, rows, _ in lines))
    spots: dict[Spot, _Place] = {}
    y = 0
    for spot, rows, indent in lines:
        pen.write(canvas, spot, y, rows, indent)
        spots[spot] = (0, y, width, len(rows))
        y += len(rows)
    return Drawn(canvas, spots)


def in_rows(found: NoteGroups) -> Iterator[str]:
    """Yield an outline in letters, one line a note."""
    for each in found.cards:
        yield f"{each.name} ({each.dots})" if each.dots else each.name
        yield from (f"  · {' '.join(text.split())}" for text in each.notes)


def aloud(found: NoteGroups) -> Iterator[str]:
    """Yield a sentence for each group, and one for each of its notes."""
    for each in found.cards:
        dots = f", {each.dots}" if each.dots else ""
        yield f"{each.name}{dots}: {len(each.notes)} note{'s' * (len(each.notes) != 1)}."
        yield from each.notes


def _wrapped(text: str, cells: int) -> list[str]:
    """Return a text in lines of at most so many cells; a word that is too long is broken."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            if line and cell_len(f"{line} {word}") <= cells:
                line = f"{line} {word}"
                continue
            lines += [line] if line else []
            line = word
            while cell_len(line) > cells:
                fits = next(
                    n for n in range(len(line), 0, -1) if n == 1 or cell_len(line[:n]) <= cells
                )
                lines, line = [*lines, line[:fits]], line[fits:]
        lines += [line] if line else []
    return lines or [""]
