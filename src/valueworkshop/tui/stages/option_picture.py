"""The options of a choice, each clickable: a picture of them in cells, or a row of text each."""

from typing import Final

from textual.content import Content

from valueworkshop.core.show.drawing.in_cells import in_cells
from valueworkshop.core.show.place import Act, ChoiceField
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.clickable import pressing

_WIDEST: Final = 96
"""Cells of a picture of options at most."""


def options(asked: ChoiceField, width: int, *, high: bool, plain: bool) -> Content:
    """Return the options in at most `width` cells; `high` ones have three rows each.

    If `plain`, or where there is no picture in cells, they are text.
    """
    drawn = None if plain else _in_cells(asked, min(width, _WIDEST), high=high)
    return drawn or _in_letters(asked)


def _in_cells(asked: ChoiceField, width: int, *, high: bool) -> Content | None:
    """Return the picture of the options in cells, each clickable; None if there is none."""
    rows = _HIGH if high else 1
    canvas = in_cells(asked.cells, width, rows * len(asked.options)) if asked.cells else None
    if canvas is None:
        return None
    acts = [option.act for option in reversed(asked.options)]
    each = canvas.height // max(len(acts), 1)
    drawn = lines(canvas)
    return Content("\n").join(
        [pressing(line, f"choose('{acts[at // each].id}')") for at, line in enumerate(drawn)]
    )


_HIGH: Final = 3
"""Rows of an option where there is room."""


def _in_letters(asked: ChoiceField) -> Content:
    """Return the options as clickable rows: their picture if there is one."""
    if any(option.row for option in asked.options):
        rows = [_row(option.row, option.act) for option in reversed(asked.options)]
    else:
        listed = [(option.act, f"{option.name:<12} {option.means}") for option in asked.options]
        if asked.unknown:
            listed.append((asked.unknown, asked.unknown.label.lower()))
        rows = [
            _row(f"{'▸' if act.id == asked.chosen else ' '} {act.key}  {words}", act)
            for act, words in listed
        ]
    if asked.legend:
        rows.append(Content(asked.legend).stylize("$text-muted"))
    return Content("\n").join(rows)


def _row(text: str, act: Act) -> Content:
    return pressing(text, f"choose('{act.id}')")
