"""The head of a comparison: the index then and now in large numbers, beside what it means."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.show.drawing.block_numerals import small_numerals
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.tui.widgets.canvas import lines as drawn

ROWS: Final = 3
_ENDS: Final = (0, -1)
_ARROW: Final = " ──▸ "
_BESIDE: Final = "   "
_LEAST: Final = 34
"""Cells for the words at least: with fewer there are no large numbers."""


def index_head(
    values: Sequence[float | None], said: Sequence[Sequence[str]], width: int, *, leads: bool
) -> Content:
    """Return three rows: the numbers, the last in the accent, and what is `said` beside them.

    Of each line it says the longest form that fits. An arrow `leads` from one number to the next
    where the change between them means something. If not all fit, the first and the last do.
    """
    figure = _numbers(values, leads=leads)
    if figure.width + len(_BESIDE) + _LEAST > width:
        if len(values) > len(_ENDS):
            return index_head([values[at] for at in _ENDS], said, width, leads=leads)
        figure = Canvas(0, 0)
    room = width - (figure.width + len(_BESIDE) if figure.width else 0)
    styles = ("bold", "", "$text-muted")
    lines = [
        Content.assemble((fitting(forms, room), style))
        for forms, style in zip(said, styles, strict=True)
    ]
    if not figure.width:
        return Content("\n").join(lines)
    return Content("\n").join(
        Content.assemble(row, _BESIDE, line) for row, line in zip(drawn(figure), lines, strict=True)
    )


def fitting(forms: Sequence[str], room: int) -> str:
    """Return the first of several forms of a text that fits, else the last, cut."""
    fits = [form for form in forms if cell_len(form) <= room]
    return fits[0] if fits else fitted(forms[-1], max(room, 1)).rstrip()


def _numbers(values: Sequence[float | None], *, leads: bool) -> Canvas:
    between = _ARROW if leads else _BESIDE
    roles: list[Role] = [*(["muted"] * (len(values) - 1)), "accent"]  # type: ignore[list-item]
    figures = [
        small_numerals(points(value), role) for value, role in zip(values, roles, strict=True)
    ]
    canvas = Canvas(sum(each.width + len(between) for each in figures) - len(between), ROWS)
    at = 0
    for place, each in enumerate(figures):
        if place:
            canvas.write(at, 1, between, "muted")
            at += len(between)
        canvas.paste(each, at, 0)
        at += each.width
    return canvas
