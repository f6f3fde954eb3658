"""Rows with a figure in them, with the cursor on them and without."""

from collections.abc import Iterator
from typing import Any

from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import OptionList

from drawn_rows import Cell, cells, grounds

FIGURE = frozenset("●○◐█▉▊▋▌▍▎▏▐▁▂▃▄▅▆▇▀━╺╸■□▪▫╱░▒▓")

_EACH = 3
"""Rows to look at in each list."""


async def hidden_figures(pilot: Pilot[Any]) -> list[str]:
    """Return the rows whose figure has other colours, or is gone, under the cursor."""
    planes, tint = grounds(pilot.app), _drawn_name(pilot, "tint")
    found, worn = [], pilot.app.theme
    for shown in pilot.app.screen.query(OptionList):
        if not shown.display or shown.option_count < 2 or not shown.region:
            continue
        plain = planes | {shown.background_colors[1].rich_color.name}
        for index in list(_with_figures(shown, plain))[:_EACH]:
            bare = await _line(pilot, shown, index, other=True)
            bare_worn = pilot.app.theme
            lit = await _line(pilot, shown, index, other=False)
            if {bare_worn, pilot.app.theme} != {worn}:  # a row that shows another look
                continue
            for x, (before, under) in enumerate(zip(bare, lit, strict=True)):
                if x and _is_figure(before, plain) and not _stays(before, under, plain, tint):
                    text = "".join(cell.letter for cell in bare).strip()
                    found.append(f"{type(shown).__name__} {shown.id}, cell {x}: {text}")
                    break
    return found


def _with_figures(shown: OptionList, plain: set[str]) -> Iterator[int]:
    """Yield the rows on the screen that have a figure in their first line."""
    seen = set()
    for y in range(shown.scrollable_content_region.height):
        at = shown.scroll_offset.y + y
        index = shown._lines[at][0] if at < len(shown._lines) else None  # noqa: SLF001
        if index is None or index in seen or shown.options[index].disabled:
            continue
        seen.add(index)
        if any(_is_figure(cell, plain) for cell in cells(shown.render_line(y))[1:]):
            yield index


async def _line(pilot: Pilot[Any], shown: OptionList, index: int, *, other: bool) -> list[Cell]:
    """Return the first line of a row, with the cursor on it or on another one."""
    beside = index - 1 if index else index + 1
    shown.highlighted = beside if other else index
    await pilot.pause()
    lines = [row for row, _ in shown._lines]  # noqa: SLF001 - nothing public tells where a row is
    return cells(shown.render_line(lines.index(index) - shown.scroll_offset.y))


def _is_figure(cell: Cell, plain: set[str]) -> bool:
    return cell.letter in FIGURE or (bool(cell.letter) and cell.ground not in plain)


def _stays(before: Cell, under: Cell, plain: set[str], tint: str) -> bool:
    same_ground = under.ground == before.ground or (before.ground in plain and under.ground == tint)
    same = (under.letter, under.colour) == (before.letter, before.colour)
    # A full block has the colour of its ground, with the cursor or without.
    seen = under.colour != under.ground or before.colour == before.ground
    return same and same_ground and seen


def _drawn_name(pilot: Pilot[Any], variable: str) -> str:
    return Color.parse(pilot.app.get_css_variables()[variable]).rich_color.name
