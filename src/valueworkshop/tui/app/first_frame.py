"""The first frame: the shape of a screen, from what is known before anything is read or loaded.

What is in it stands in the same cells of the screen that follows; the rest of them is empty. It
loads no Textual: it is there before that.
"""

from typing import Final

from valueworkshop.core.show.drawing.bordered import card
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.tui.widgets.fitting_keys import GAP, Entry, fitting

_LIBRARY: Final[tuple[Entry, ...]] = (
    ("", "Enter", "Open"),
    ("", "n", "New"),
    ("", "/", "Filter"),
    ("", "s", "Sort"),
    ("", "a", "Actions"),
    ("", "F", "Find words"),
    ("", "e", "Export"),
    ("", "c", "Compare"),
    ("", "f", "Follow up"),
    ("", "o", "Open a file"),
)
"""The bottom line of the library. A workshop's depends on the place where it opens."""

_WIDE, _NARROW, _VAST = 120, 80, 140
_HIGH, _TALL = 30, 40


def library(width: int, height: int, *, keys: bool = True) -> Canvas:
    """Return the shape of the library; `keys` only if they are the usual ones."""
    canvas = Canvas(width, height)
    canvas.write(1, 0, "valueworkshop", bold=True)
    if width >= _NARROW:
        wide = width - 2 if width < _WIDE else 54 if width < _VAST else 66
        due = 0 if height < _HIGH else 6 if height < _TALL else 8
        home = height - 3
        _card(canvas, 1, 1, wide, home - due, "Workshops")
        if due:
            _card(canvas, 1, 1 + home - due, wide, due, "Due next")
    if keys:
        _bottom(canvas, _LIBRARY, ("", "?", "Help"))
    return canvas


def workshop(width: int, height: int, said: str, *, keys: bool = True) -> Canvas:
    """Return the shape of a workshop that is being opened, as `said`."""
    canvas = Canvas(width, height)
    canvas.write(1, 0, said, "muted")
    if width >= _WIDE:
        wide = 23 if width < _VAST else 28
        time = 4 if height < _TALL else 6
        body = height - 3
        _card(canvas, 1, 1, wide, body - time, "Stages")
        _card(canvas, 1, 1 + body - time, wide, time, "Time")
    if keys:
        _bottom(canvas, (), ("", "F1", "Help"))
    return canvas


def _card(canvas: Canvas, x: int, y: int, width: int, height: int, title: str) -> None:
    canvas.paste(card(Canvas(width - 2, height - 2), title), x, y)


def _bottom(canvas: Canvas, entries: tuple[Entry, ...], last: Entry) -> None:
    x, y = 1, canvas.height - 1
    for _, key, words in fitting([*entries, last], [last], canvas.width - 2):
        canvas.write(x, y, key, bold=True)
        canvas.write(x + len(key) + 1, y, words)
        x += len(key) + 1 + len(words) + GAP
