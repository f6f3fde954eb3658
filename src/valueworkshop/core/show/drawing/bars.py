"""Numbers in small space: a cell of a table to read as heat, a stacked bar, a sparkline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len

_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_LEVELS: Final = "▁▂▃▄▅▆▇"
_HEAT: Final[tuple[Role, ...]] = ("heat1", "heat2", "heat3", "heat4", "heat5")
_HATCHES: Final = (" ", "▒", "░", "╱")
BEST: Final = "•"


def heat_cell(share: float | None, text: str, width: int, *, best: bool = False) -> Canvas:
    """Return a number in a cell as warm as its share, 0 to 1, and a bar as long as that.

    The best of a row is bold with a mark in front. None has neither warmth nor bar.
    """
    canvas = Canvas(width)
    if share is None:
        canvas.write(1, 0, text, "muted")
        return canvas
    share = min(max(share, 0), 1)
    canvas.fill(0, 0, width, 1, _HEAT[min(int(share * len(_HEAT)), len(_HEAT) - 1)])
    label = f"{BEST if best else ' '}{text} "
    canvas.write(0, 0, label, "today", bold=best)
    room = width - cell_len(label) - 1
    if room > 0:
        full, rest = divmod(round(share * room * 8), 8)
        canvas.write(cell_len(label), 0, " " * full, "accent", "accent")
        canvas.write(cell_len(label) + full, 0, _EIGHTHS[rest].strip(), "accent")
    return canvas


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stacked bar: how much it is, what it means, and a word that may stand in it."""

    amount: float
    role: Role
    text: str = ""


def stacked_bar(parts: Sequence[Part], width: int) -> Canvas:
    """Return the parts from left to right in exactly `width` cells; nothing, an empty row.

    The first is solid, each other one has a hatch of its own, so that they can be told apart
    without colour. A word is there where all of it fits.
    """
    canvas = Canvas(width)
    at = 0
    for number, (part, cells) in enumerate(zip(parts, _shared(parts, canvas.width), strict=True)):
        if number == 0:
            canvas.fill(at, 0, cells, 1, part.role)
        else:
            hatch = _HATCHES[(number - 1) % (len(_HATCHES) - 1) + 1]
            canvas.write(at, 0, hatch * cells, part.role)
        if part.text and cell_len(part.text) + 2 <= cells:
            ground: Role = part.role if number == 0 else ""
            canvas.write(at + 1, 0, part.text, "paper" if number == 0 else "today", ground)
        at += cells
    return canvas


def _shared(parts: Sequence[Part], width: int) -> list[int]:
    """Return how many cells each part has: rounded ends, so that they add up to the width."""
    amounts = [max(part.amount, 0) for part in parts]
    whole = sum(amounts)
    if not whole:
        return [0] * len(parts)
    ends = [round(sum(amounts[: n + 1]) / whole * width) for n in range(len(amounts))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def sparkline(
    values: Sequence[float | None], low: float = 0, high: float = 100, role: Role = "muted"
) -> Canvas:
    """Return a column for each value between `low` and `high`, the last in the accent.

    A dot stands for a missing value, so that it is never read as a low one.
    """
    canvas = Canvas(len(values))
    for x, value in enumerate(values):
        ink = "accent" if x == len(values) - 1 else role
        if value is None or high <= low:
            canvas.write(x, 0, "·", "muted")
            continue
        share = min(max((value - low) / (high - low), 0), 1)
        canvas.write(x, 0, _LEVELS[min(int(share * len(_LEVELS)), len(_LEVELS) - 1)], ink)
    return canvas
