"""For screen readers and Braille displays: puts the terminal's own cursor where the user is.

They read what is around the cursor, which Textual hides, and moves only in text fields. Every other
widget marks where the user is with the same signs, which this module looks for: ▸ before a row, [ ]
around a cell, both bold.
"""

from collections.abc import Callable, Iterator
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.driver import Driver
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

SHOW_CURSOR: Final = "\x1b[?25h"

MOVES_IN_A_LIST: Final = frozenset({"up", "down", "pageup", "pagedown"})

_BEFORE_A_ROW: Final = ("▸", ">")
_AROUND_A_CELL: Final = "["


def show_cursor(driver: Driver | None) -> None:
    """Make the terminal show its cursor: Textual hides it at the start and after a stop."""
    if driver is not None:
        driver.write(SHOW_CURSOR)
        driver.flush()


def standing_at(screen: Screen[object], key: str) -> Offset:
    """Return the cell for the cursor; `key` is the last key pressed.

    While you type to filter a list, the cursor follows the list if you moved in it.
    """
    focused = screen.focused
    if isinstance(focused, TextArea):
        return _in_text(focused)
    if isinstance(focused, Input):
        beside = [each for each in screen.query(OptionList) if each.display]
        return _in_list(beside[0]) if key in MOVES_IN_A_LIST and beside else _in_line(focused)
    if isinstance(focused, OptionList):
        return _in_list(focused)
    return _at_sign(focused or screen)


def _in_text(text: TextArea) -> Offset:
    """Return the cell under the cursor of a text; Textual's own is old until the next key."""
    at = text.wrapped_document.location_to_offset(text.cursor_location)
    return _inside(text, at - text.scroll_offset)


def _in_line(line: Input) -> Offset:
    """Return the cell under the cursor of a line; Textual's own is one further at the end."""
    if line.content_size.height > 1:  # it wraps, and says where it is
        return _inside(line, line.cursor_screen_offset - line.content_region.offset)
    before = cell_len(line.value[: line.cursor_position])
    return _inside(line, Offset(before, 0) - line.scroll_offset)


def _inside(field: Widget, at: Offset) -> Offset:
    """Return a cell of a field's content on the screen, the nearest visible one."""
    region = field.content_region
    x, y = min(at.x, region.width - 1), min(at.y, region.height - 1)
    return region.offset + Offset(max(x, 0), max(y, 0))


def _in_list(shown: OptionList) -> Offset:
    """Return the first cell of the row under the cursor of a list."""
    line = 0
    if shown.highlighted is not None:
        lines = shown._lines  # noqa: SLF001 - nothing public tells which row a line belongs to
        line = next((y for y, (row, _) in enumerate(lines) if row == shown.highlighted), 0)
    return shown.content_region.offset + Offset(0, line - shown.scroll_offset.y)


def _at_sign(widget: Widget) -> Offset:
    """Return where the signs of the cursor are in a widget and what it holds, or its first word."""
    for sign in (_before_a_row, _around_a_cell):
        for shown in _drawn(widget):
            region = shown.content_region
            strips = shown.render_lines(Region(0, 0, *shown.size))
            for y, strip in enumerate(strips):
                if (x := sign(list(strip))) is not None:
                    return region.offset + Offset(x, y)
    for shown in _drawn(widget):
        for y, strip in enumerate(shown.render_lines(Region(0, 0, *shown.outer_size))):
            words = strip.text[shown.content_region.x - shown.region.x :]
            if text := words.strip():
                return Offset(shown.content_region.x + words.index(text), shown.region.y + y)
    return widget.content_region.offset


def _drawn(widget: Widget) -> Iterator[Widget]:
    """Yield what draws itself: the widget, or the visible widgets in it, in their order."""
    if not widget.is_container:
        yield widget
        return
    for child in widget.children:
        if child.display and child.region:
            yield from _drawn(child)


def _before_a_row(line: list[Segment]) -> int | None:
    return _bold(line, lambda text: text.startswith(_BEFORE_A_ROW))


def _around_a_cell(line: list[Segment]) -> int | None:
    return _bold(line, lambda text: text.startswith(_AROUND_A_CELL) and "]" in text)


def _bold(line: list[Segment], wanted: Callable[[str], bool]) -> int | None:
    x = 0
    for segment in line:
        if segment.style and segment.style.bold and wanted(segment.text.lstrip()):
            return x + len(segment.text) - len(segment.text.lstrip())
        x += segment.cell_length
    return None
