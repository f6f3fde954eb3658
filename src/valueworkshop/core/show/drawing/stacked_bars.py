"""Bars of the same parts to compare, what leads at the left, and what would grow or shrink."""

from itertools import pairwise
from typing import Final

from valueworkshop.core.show.card_figures import Changes, Stack, StackedBars
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted

_GREYS: Final[tuple[tuple[Role, Role], ...]] = (
    ("muted", "paper"),
    ("line", "today"),
    ("track", "today"),
)
"""The grounds of parts that do not lead, each with what is written on it."""

_TALLEST: Final = 5
_EDGE: Final = "▏"


def stacked_bars(found: StackedBars, width: int, height: int = 0) -> Canvas:
    """Return the bars in `width` cells and at least as many rows as they need.

    Each part has its number, and its name where it fits. A thin line joins the ends of what leads.
    """
    count = max(len(found.stacks), 1)
    legend = _legend(found, width)
    if height < 3 * count + len(legend):
        legend = legend[1:]
    room = max(height - len(legend), 0)
    gap = next((gap for gap in (3, 2, 1) if room >= (gap + 2) * count - gap), 1)
    tall = min(max((room - gap * (count - 1)) // count, 1), _TALLEST)
    label, beside = _columns(found)
    across = max(width - label - beside, 1)
    used = tall * count + gap * (count - 1) + len(legend)
    canvas = Canvas(width, max(used, height))
    ends: list[int] = []
    for number, stack in enumerate(found.stacks):
        y = number * (tall + gap)
        canvas.write(0, y, fitted(stack.label, label - 1).rstrip(), "today", bold=True)
        _aside(canvas, stack, y, tall, label, width)
        canvas.paste(_stack(found, stack, across, tall), label, y)
        ends.append(label + max(_end(stack, found.leads, across) - 1, 0))
    if found.leads and found.joined:
        for number, (here, there) in enumerate(pairwise(ends)):
            _join(canvas, here, there, number * (tall + gap) + tall, gap)
    for row, said in enumerate(legend):
        canvas.paste(said, 0, used - len(legend) + row)
    return canvas


def _columns(found: StackedBars) -> tuple[int, int]:
    """Return the cells of the labels and of the numbers beside, each with its gap."""
    labels = [text for stack in found.stacks for text in (stack.label, stack.means)]
    beside = [text for stack in found.stacks for text in (stack.beside, stack.below)]
    return (
        min(max(map(cell_len, labels), default=0), 16) + 1,
        max(map(cell_len, beside), default=0) + 2,
    )


def _aside(canvas: Canvas, stack: Stack, y: int, tall: int, label: int, width: int) -> None:
    """Write on how many the points are spread, and what the bar means."""
    canvas.write(width - cell_len(stack.beside), y, stack.beside, "today", bold=True)
    if tall > 1:
        canvas.write(0, y + 1, fitted(stack.means, label - 1).rstrip(), "muted")
        canvas.write(width - cell_len(stack.below), y + 1, stack.below, "muted")


def _end(stack: Stack, parts: int, across: int) -> int:
    return round(sum(stack.shares[:parts]) * across / 1000)


def _look(found: StackedBars, part: int) -> tuple[Role, Role]:
    """Return the ground of a part, and the ink on it."""
    if part < found.leads:
        return "accent", "paper"
    if part == found.short:
        return "badge", "paper"
    return _GREYS[(part - found.leads) % len(_GREYS)]


def _stack(found: StackedBars, stack: Stack, across: int, tall: int) -> Canvas:
    canvas = Canvas(across, tall)
    for part in range(len(stack.shares)):
        start, end = _end(stack, part, across), _end(stack, part + 1, across)
        ground, ink = _look(found, part)
        if end <= start:
            continue
        canvas.fill(start, 0, end - start, tall, ground)
        if part:
            for y in range(tall):
                canvas.write(start, y, _EDGE, "paper")
        number, name = stack.numbers[part], found.parts[part]
        room = end - start - 1
        if cell_len(number) <= room:
            canvas.write(start + 1, 0, number, ink, bold=True)
        if tall == 1:
            if cell_len(name) + cell_len(number) + 2 <= room:
                _write(canvas, start + 2 + cell_len(number), 0, name, ink)
            continue
        for y, said in enumerate(_named(name, room - 1, tall - 1), 1):
            _write(canvas, start + 1, y, said, ink)
    return canvas


def _write(canvas: Canvas, x: int, y: int, text: str, ink: Role) -> None:
    """Write words one by one: what is between them stays a part of the fill."""
    for word in text.split(" "):
        canvas.write(x, y, word, ink)
        x += cell_len(word) + 1


def _named(name: str, room: int, rows: int) -> list[str]:
    """Return a name in one row or two, or the end that says most of it; else nothing."""
    words = name.split()
    if cell_len(name) <= room:
        return [name]
    if rows > 1 and len(words) == 2 and max(map(cell_len, words)) <= room:
        return words
    last = words[-1] if words else ""
    return [last] if 9 * cell_len(name) < 20 * cell_len(last) <= 20 * room else []


def _join(canvas: Canvas, here: int, there: int, y: int, rows: int) -> None:
    """Draw a thin line from the end of one bar to that of the next."""
    if here == there:
        for row in range(rows):
            canvas.write(here, y + row, "│", "accent")
        return
    left, right = min(here, there), max(here, there)
    ends = ("╭", "╯") if there < here else ("╰", "╮")
    canvas.write(left, y, f"{ends[0]}{'─' * (right - left - 1)}{ends[1]}", "accent")
    for row in range(1, rows):
        canvas.write(there, y + row, "│", "accent")


def _legend(found: StackedBars, width: int) -> list[Canvas]:
    """Return the names of all parts, each on its ground, where the bars may not name them all."""
    canvas, x = Canvas(width), 0
    rows = [canvas]
    for part, name in enumerate(found.parts):
        ground, ink = _look(found, part)
        said = fitted(name, min(cell_len(name), max(width - 2, 1)))
        cells = cell_len(said) + 2
        if x and x + cells > width:
            canvas, x = Canvas(width), 0
            rows.append(canvas)
        canvas.fill(x, 0, cells, 1, ground)
        _write(canvas, x + 1, 0, said, ink)
        x += cells + 1
    return [Canvas(width), *rows]


_CHANGE: Final = 9
"""Cells of the numbers before and after."""


def changes(found: Changes, width: int, height: int = 0) -> Canvas:
    """Return what grows to the right of a middle line, and what shrinks to the left of it."""
    rows = max(len(found.changes), 1)
    pitch = min(max(height // rows, 1), 2)
    canvas = Canvas(width, max(rows * pitch, height))
    label = min(max((cell_len(each.label) for each in found.changes), default=0) + 3, width // 3)
    numbers = label + _CHANGE + 2
    room = max(width - numbers, 3)
    left = max((-each.by for each in found.changes if each.by < 0), default=0)
    right = max((each.by for each in found.changes if each.by > 0), default=0)
    space = max(room - 12, 1)
    middle = numbers + 5 + round(space * left / max(left + right, 1))
    for number, each in enumerate(found.changes):
        y = number * pitch
        ground: Role = "accent" if each.leads else "muted"
        canvas.write(0, y, "■", ground)
        canvas.write(2, y, fitted(each.label, label - 3).rstrip(), "today", bold=each.leads)
        canvas.write(label, y, f"{each.before:>3} → {each.after:>2}", "muted")
        reach = round(abs(each.by) * space / max(left + right, 1))
        if each.by and not reach:
            reach = 1
        said = f"{each.by:+d}" if each.by else "0"
        canvas.write(middle, y, "┊", "muted")
        if each.by > 0:
            canvas.fill(middle + 1, y, reach, 1, ground)
            canvas.write(middle + 2 + reach, y, said, ground, bold=True)
        else:
            canvas.fill(middle - reach, y, reach, 1, ground)
            canvas.write(middle - reach - 1 - len(said), y, said, "today")
    return canvas
