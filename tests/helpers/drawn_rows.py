"""What is drawn, cell by cell: its letter, its colours, and whether it is ink."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.pilot import Pilot

from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

LINES = frozenset(" ─│╭╮╰╯┌┐└┘├┤┬┴┼╴╵╶╷┊┃▏▕▔▁")
"""Borders, grids and blanks: a row of nothing else is empty."""

_GROUNDS = ("background", "surface", "panel", "tint", "band", "line", "track")


class Cell(NamedTuple):
    """One cell: the letter ('' behind a wide one), its colours as Rich names them."""

    letter: str
    colour: str
    ground: str
    bold: bool = False


def cells(line: Iterable[Segment]) -> list[Cell]:
    """Return the cells of a drawn line."""
    found: list[Cell] = []
    for text, style, control in line:
        if control:
            continue
        worn = style or Style()
        colour, ground = _name(worn.color), _name(worn.bgcolor)
        if worn.reverse:
            colour, ground = ground, colour
        if text.isascii():
            found += [Cell(letter, colour, ground, bool(worn.bold)) for letter in text]
            continue
        for letter in text:
            width = cell_len(letter)
            if not width and found:
                last = found.pop()
                found.append(Cell(last.letter + letter, last.colour, last.ground, last.bold))
                continue
            found.append(Cell(letter, colour, ground, bool(worn.bold)))
            found += [Cell("", colour, ground, bool(worn.bold))] * (width - 1)
    return found


def screen_cells(pilot: Pilot[Any]) -> list[list[Cell]]:
    """Return the cells of the whole screen, row by row."""
    screen = pilot.app.screen
    screen._refresh_layout()  # noqa: SLF001 - as Textual would by itself, a moment later
    return [cells(strip) for strip in screen._compositor.render_strips()]  # noqa: SLF001


def grounds(app: App[Any]) -> set[str]:
    """Return the colours of planes, cursors and lines, on which there is nothing by itself."""
    given = app.get_css_variables()
    parsed = (Color.parse(given[name]) for name in _GROUNDS)
    return {colour.rich_color.name for colour in parsed} | {""}


def has_ink(row: Iterable[Cell], plain: set[str]) -> bool:
    """Whether a row has anything but borders, grids and blanks."""
    return any(
        (cell.letter and cell.letter not in LINES) or cell.ground not in plain for cell in row
    )


def empty_rows(pilot: Pilot[Any]) -> int:
    """Return how many rows between the top line and the two at the bottom have no ink.

    The list of stages does not count: it is there at every place.
    """
    plain, start = grounds(pilot.app), 0
    if isinstance(pilot.app.screen, WorkshopScreen) and pilot.app.screen.stage_list.display:
        start = pilot.app.screen.stage_list.region.right
    return sum(not has_ink(row[start:], plain) for row in screen_cells(pilot)[1:-2])


def _name(colour: object) -> str:
    return "" if colour is None else str(getattr(colour, "name", colour))
