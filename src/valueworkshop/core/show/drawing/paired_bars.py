"""Bars in pairs: ours solid, the alternative hatched, the number of each at the end of its row."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted, in_two
from valueworkshop.core.show.stage_figures import Ware

HATCH: Final = "╱"
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_NUMBER: Final = 5
"""Cells at the end of a row for its number, at the least."""

_SHORT: Final = 12
"""A name in two rows leaves so many cells for the word of a chip."""


def solid(canvas: Canvas, x: int, y: int, share: int, width: int, role: Role) -> int:
    """Fill a share of 1000 of `width` cells, to an eighth of a cell; return how many it takes."""
    full, rest = divmod(round(min(max(share, 0), 1000) * width * 8 / 1000), 8)
    if full:
        canvas.write(x, y, " " * full, role, role)
    if rest:
        canvas.write(x + full, y, _EIGHTHS[rest], role)
    return full + bool(rest)


def hatched(canvas: Canvas, x: int, y: int, share: int, width: int, role: Role) -> int:
    """Hatch a share of 1000 of `width` cells; nothing is written in it."""
    cells = round(min(max(share, 0), 1000) * width / 1000)
    canvas.write(x, y, HATCH * cells, role)
    return cells


def chip(canvas: Canvas, x: int, y: int, text: str) -> None:
    """Write a word on the ground of a chip, if there is room for some of it."""
    room = canvas.width - x - 2
    if room >= _LEAST:
        canvas.write(x, y, f" {fitted(text, min(cell_len(text), room))} ", "assumed", "assumed")


_LEAST: Final = 8
"""Cells of a chip's word at least."""


def least(wares: Sequence[Ware]) -> int:
    """Return how many rows they take at the least."""
    return sum(1 + _bars(ware) for ware in wares)


def paired_bars(
    wares: Sequence[Ware], role: Role, width: int, height: int, *, more: bool
) -> Canvas:
    """Return all of them below each other, spread over `height` rows, more if they need them.

    `more` says that a larger number is the better one: then it is the alternative that stands out
    where it is larger.
    """
    texts = (text for ware in wares for text in (ware.text, ware.other_text))
    numbers = max([_NUMBER, *(cell_len(text) + 1 for text in texts)])
    room = max(width - numbers, 4)
    named = [_named(ware, width) for ware in wares]
    spare = height - least(wares)
    second = _second(wares, [bool(rows[1]) for rows, _ in named], width, spare)
    spare -= sum(second)
    gaps = max(len(wares) - 1, 0)
    air = 1 if spare >= gaps else 0
    thick = 2 if wares and spare - air * gaps >= len(wares) else 1
    rows = least(wares) + sum(second) + air * gaps + (thick - 1) * len(wares)
    canvas = Canvas(width, max(rows, height))
    y = 0
    for ware, (names, whole), two in zip(wares, named, second, strict=True):
        y = _name(canvas, y, ware, names if two else whole)
        y = _pair(canvas, y, ware, role, (room, thick), more=more)
        y += air
    return canvas


def _second(wares: Sequence[Ware], wanted: list[bool], width: int, spare: int) -> list[bool]:
    """Return which names get a second row: first those that are cut, then those for their chips."""
    order = sorted(range(len(wares)), key=lambda at: cell_len(wares[at].label) <= width)
    given = [at for at in order if wanted[at]][: max(spare, 0)]
    return [at in given for at in range(len(wares))]


def _bars(ware: Ware) -> int:
    """Return how many bars it has; a note takes the row of one."""
    return (ware.share is not None or bool(ware.note)) + (ware.other_share is not None)


def _named(ware: Ware, width: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return its name in two rows, and in one; the second is '' if it fits into the first.

    Of two rows the second leaves room for some of the chip.
    """
    one = fitted(ware.label, min(cell_len(ware.label), width))
    chip_room = min(cell_len(ware.chip), _SHORT) + 3 if ware.chip else 0
    if cell_len(ware.label) + chip_room <= width:
        return (one, ""), (one, "")
    first, second = in_two(ware.label, width)
    if cell_len(second) + chip_room > width:
        first, second = in_two(ware.label, max(width - chip_room, 8))
    return (first, second or " "), (one, "")


def _name(canvas: Canvas, y: int, ware: Ware, names: tuple[str, str]) -> int:
    first, second = names
    canvas.write(0, y, first, "today")
    end = cell_len(first)
    if second:
        y += 1
        canvas.write(0, y, second.strip(), "today")
        end = cell_len(second.strip())
    if ware.chip:
        chip(canvas, end + 1 if end else 0, y, ware.chip)
    return y + 1


def _pair(
    canvas: Canvas, y: int, ware: Ware, role: Role, size: tuple[int, int], *, more: bool
) -> int:
    end = canvas.width
    room, thick = size
    if ware.share is not None:
        for down in range(thick):
            solid(canvas, 0, y + down, ware.share, room, role)
        canvas.write(end - cell_len(ware.text), y, ware.text, role, bold=True)
        y += thick
    elif ware.note:
        canvas.write(0, y, ware.note, "muted")
        y += 1
    if ware.other_share is not None:
        hatched(canvas, 0, y, ware.other_share, room, role)
        ours = ware.share if ware.share is not None else ware.other_share
        better = ware.other_share > ours if more else ware.other_share < ours
        ink: Role = "today" if better else "muted"
        canvas.write(end - cell_len(ware.other_text), y, ware.other_text, ink, bold=better)
        y += 1
    return y
