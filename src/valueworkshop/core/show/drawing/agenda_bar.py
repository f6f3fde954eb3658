"""An agenda as one bar: each stage as wide as it takes time, with its start, letter and name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len

CURSOR: Final = "▸"
CAN_GO: Final = "○"
BREAK: Final = "╱"
LEFT_OUT: Final = "╎"

_LEAST: Final = 2
"""Cells of a stage at least: one to see, and the gap after it."""

_TALL: Final = 12
"""Rows of the bar itself at most: a higher one says no more."""

_NAMES: Final = 3
"""Rows for names at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stage in the bar: its minutes, what it is by its `role` ('' for a break), and its words.

    `starts` is the time of day, '' if it is left out.
    """

    minutes: int
    role: Role = ""
    letter: str = ""
    name: str = ""
    starts: str = ""
    optional: bool = False
    left_out: bool = False

    @property
    def label(self) -> str:
        """The name with its letter in front."""
        return f"{self.letter} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a stage is: its first cell, and how many of its cells are drawn."""

    x: int
    cells: int


def agenda_bar(
    slots: Sequence[Slot], width: int, height: int, ends: str = "", at: int | None = None
) -> Canvas:
    """Return the bar in exactly these cells; below four rows, nothing but the bar.

    What is left out takes no width but a mark, and the others keep theirs: so the bar gets shorter.
    Start and name of the stage `at` the cursor come first where there is little room.
    """
    canvas = Canvas(width, height)
    boxes = _boxes(slots, canvas.width)
    if height < _WITH_WORDS:
        for slot, box in zip(slots, boxes, strict=True):
            _draw(canvas, slot, box, 0, canvas.height)
        return canvas
    order = [*([] if at is None else [at]), *(n for n in range(len(slots)) if n != at)]
    names = _named(slots, boxes, order, canvas.width, min(_NAMES, height - 3))
    tall = min(height - 2 - max((row + 1 for _, row, _ in names.values()), default=0), _TALL)
    _times(canvas, slots, boxes, order, ends, at)
    for number, (slot, box) in enumerate(zip(slots, boxes, strict=True)):
        within = number not in names
        _draw(canvas, slot, box, 1, tall, named=within)
        if number == at:
            canvas.write(box.x, tall + 1, "▔" * box.cells, "accent", bold=True)
    for number, (x, row, label) in names.items():
        ink: Role = "muted" if slots[number].left_out else "today"
        canvas.write(x, tall + 2 + row, label, ink, bold=number == at)
    return canvas


_WITH_WORDS: Final = 5


def slot_at(slots: Sequence[Slot], width: int, x: int) -> int | None:
    """Return which stage of a bar of this width has the cell `x`, None for none."""
    for number, box in enumerate(_boxes(slots, width)):
        if box.x <= x < box.x + box.cells + 1:
            return number
    return None


def slot_start(slots: Sequence[Slot], width: int, number: int) -> int:
    """Return the first cell of a stage in a bar of this width."""
    return _boxes(slots, width)[number].x


def shape(
    slots: Sequence[Slot], width: int, of: int, rows: int = 1, *, gaps: bool = True
) -> Canvas:
    """Return the bar in few rows without words, its whole width `of` so many minutes.

    Without `gaps` between stages a small one is in proportion, too.
    """
    canvas = Canvas(width, rows)
    minutes = sum(slot.minutes for slot in slots)
    share = min(minutes / of, 1) if of > 0 else 0
    for slot, box in zip(slots, _boxes(slots, round(share * canvas.width), gaps=gaps), strict=True):
        _draw(canvas, slot, box, 0, rows, named=False, lettered=False)
    return canvas


def _boxes(slots: Sequence[Slot], width: int, *, gaps: bool = True) -> list[_Box]:
    """Return where each stage is drawn; what is left out has only its mark."""
    fits = gaps and len(slots) * _LEAST <= width
    least = _LEAST if fits else min(width // max(len(slots), 1), 1)
    whole = _cells([slot.minutes for slot in slots], width, least)
    found, x = [], 0
    for slot, cells in zip(slots, whole, strict=True):
        taken = min(cells, least) if slot.left_out else cells
        found.append(_Box(x, max(taken - (least > 1), 0)))
        x += taken
    return found


def _cells(amounts: Sequence[int], width: int, least: int) -> list[int]:
    """Return cells in proportion, `least` each at least, that add up to the width."""
    fixed: set[int] = set()
    while True:
        free = width - least * len(fixed)
        rest = sum(amount for n, amount in enumerate(amounts) if n not in fixed)
        small = {
            n
            for n, amount in enumerate(amounts)
            if n not in fixed and (not rest or amount * free < least * rest)
        }
        if not small:
            break
        fixed |= small
    cells, before, given = [], 0, 0
    for n, amount in enumerate(amounts):
        if n in fixed:
            cells.append(least)
            continue
        before += amount
        end = round(before / rest * free)
        cells.append(end - given)
        given = end
    return cells


def _draw(  # noqa: PLR0913 - a stage, its place, and which words it has
    canvas: Canvas,
    slot: Slot,
    box: _Box,
    top: int,
    tall: int,
    *,
    named: bool = True,
    lettered: bool = True,
) -> None:
    """Draw a stage, with what fits into it: letter or name, minutes, and whether it can go."""
    if slot.left_out:
        for y in range(top, top + tall):
            canvas.write(box.x, y, LEFT_OUT[: box.cells], "muted")
    elif slot.role:
        canvas.fill(box.x, top, box.cells, tall, slot.role)
    else:
        for y in range(top, top + tall):
            for x in range((y - top) % 2, box.cells, 2):  # every other diagonal
                canvas.write(box.x + x, y, BREAK, "muted")
    if not lettered or box.cells < 1:
        return
    ink: Role = "muted" if slot.left_out else _INKS.get(slot.role, "today")
    ground: Role = "" if slot.left_out else slot.role
    indent = 1 if box.cells > 2 else 0
    room = box.cells - indent
    middle = top + max((tall - 1) // 2, 0)
    label = slot.label if named and cell_len(slot.label) <= room - indent else slot.letter
    row = middle
    if label and cell_len(label) <= room:
        _words(canvas, box.x + indent, row, label, ink, ground, bold=True)
        row += 1
    minutes = str(slot.minutes)
    if row < top + tall and len(minutes) <= room and not slot.left_out and tall > 1:
        _words(canvas, box.x + indent, row, minutes, ink, ground)
        row += 1
    if slot.optional and not slot.left_out and row < top + tall and tall > 2:
        canvas.write(box.x + box.cells - 1 - indent, top + tall - 1, CAN_GO, ink, ground)


_INKS: Final[dict[Role, Role]] = {"accent": "measured", "asked": "today", "talk": "assumed"}


def _words(  # noqa: PLR0913 - as Canvas.write
    canvas: Canvas, x: int, y: int, text: str, ink: Role, ground: Role, *, bold: bool = False
) -> None:
    """Write word by word: a space in a filled cell belongs to the fill."""
    for word in text.split(" "):
        canvas.write(x, y, word, ink, ground, bold=bold)
        x += cell_len(word) + 1


def _named(
    slots: Sequence[Slot], boxes: Sequence[_Box], order: Sequence[int], width: int, rows: int
) -> dict[int, tuple[int, int, str]]:
    """Return cell and row below the bar for each name that does not fit into its stage."""
    taken: list[list[tuple[int, int]]] = [[] for _ in range(rows)]
    found: dict[int, tuple[int, int, str]] = {}
    for number in order:
        slot, box = slots[number], boxes[number]
        length = cell_len(slot.label)
        if not slot.name or length > width:
            continue
        if not slot.left_out and length + 2 <= box.cells:
            continue
        x = min(box.x, width - length)
        for row, spans in enumerate(taken):
            if all(x + length < start or x > end for start, end in spans):
                spans.append((x, x + length))
                found[number] = x, row, slot.label
                break
    return found


def _times(
    canvas: Canvas,
    slots: Sequence[Slot],
    boxes: Sequence[_Box],
    order: Sequence[int],
    ends: str,
    at: int | None,
) -> None:
    """Write when stages start, where there is room, and when all ends."""
    last = max((box.x + box.cells for box in boxes), default=0)
    spans: list[tuple[int, int]] = []
    if ends:
        x = max(min(last, canvas.width) - len(ends), 0)
        canvas.write(x, 0, ends, "today", bold=True)
        spans.append((x, x + len(ends)))
    for number in order:
        text = slots[number].starts
        if number == at:
            text = CURSOR + text
        x = boxes[number].x
        end = x + len(text)
        if number == at and spans and end >= spans[0][0]:  # the end gives way to the cursor
            x = max(spans[0][0] - len(text) - 1, 0)
            end = x + len(text)
        if not text or any(x <= stop and end >= start for start, stop in spans):
            continue
        if end <= canvas.width:
            here = number == at
            canvas.write(x, 0, text, "accent" if here else "muted", bold=here)
            spans.append((x, end))
