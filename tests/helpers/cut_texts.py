"""Texts that are cut though there is room for them."""

from collections.abc import Iterator, Sequence
from typing import Any

from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from drawn_rows import Cell, screen_cells

COLUMNS = 4
"""So many columns side by side that are blank in all rows are room; fewer set columns apart."""

REST = 8
"""So many blank cells at the end of a row are room for its last text, whatever is below."""

_CUT = "…"


def cut_texts(pilot: Pilot[Any]) -> list[str]:
    """Return what is cut though there is room, each with its widget."""
    rows = screen_cells(pilot)
    found = []
    for widget, region in _drawn(pilot):
        part = [row[region.x : region.right] for row in rows[region.y : region.bottom]]
        told = [*_ended_early(part), *_clipped(widget)]
        found += [f"{type(widget).__name__} {widget.id or ''}: {text}" for text in told]
    return found


def _ended_early(part: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Yield texts that end in … and could go on."""
    for row in part:
        for x, cell in enumerate(row):
            if cell.letter != _CUT or not x:
                continue
            if not row[x - 1].letter.strip():
                if x == len(row) - 1 and not any(each.letter.strip() for each in row[x - 3 : x]):
                    yield f"blanks beyond {''.join(each.letter for each in row).strip()}"
                continue
            rest = "".join(each.letter for each in row[x + 1 :])
            last = len(rest.rstrip()) <= REST <= len(rest) - len(rest.rstrip())
            if last or _empty_columns(part, x + 1) >= COLUMNS:
                yield "".join(each.letter for each in row[: x + 1]).strip()


def _empty_columns(rows: Sequence[Sequence[Cell]], start: int) -> int:
    """Return how many columns side by side are blank in all rows, the most from `start` on."""
    most = run = 0
    for x in range(start, len(rows[0])):
        run = run + 1 if all(row[x].letter == " " for row in rows) else 0
        most = max(most, run)
    return most


def _clipped(widget: Widget) -> Iterator[str]:
    """Yield a text that is wider or higher than its widget, which does not scroll."""
    content = widget.render()
    if widget.allow_vertical_scroll or not isinstance(content, Content):
        return
    rules: Any = widget.styles  # as Textual itself calls these
    width, height = widget.content_size
    needed = content.get_height(rules, width)
    if needed > height:
        yield f"{height} of {needed} lines of {content.plain!r}"
    if widget.styles.text_wrap == "nowrap" and widget.styles.text_overflow != "ellipsis":
        wide = content.get_optimal_width(rules, widget.container_size.width)
        if wide > width:
            yield f"{width} of {wide} cells of {content.plain!r}"


def _drawn(pilot: Pilot[Any]) -> Iterator[tuple[Widget, Region]]:
    """Yield what draws text by itself and is seen, and where."""
    screen = pilot.app.screen
    for widget in screen.query("*"):
        if not widget.display or widget.is_container or isinstance(widget, Input):
            continue
        seen = widget.content_region.intersection(screen.region)
        if seen and screen.get_widget_at(*seen.offset)[0] is widget:
            yield widget, seen
