"""Things with one rating each: squares of five, and a word."""

from typing import Final

from valueworkshop.core.show.card_figures import Rating, Ratings
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted, in_two

_POINTS: Final = 5
_BLOCK: Final = 4
"""Rows of a thing with its word, its bar and what it is about in two rows."""

_SQUARES: Final = 2 * _POINTS + 1
_WORD: Final = 12


def ratings(found: Ratings, width: int, height: int = 0) -> Canvas:
    """Return each thing in a row, or in a block of four rows with a bar where there is room."""
    count = len(found.ratings)
    if height >= count * _BLOCK and width < 2 * _WIDE:
        canvas = Canvas(width, height)
        pitch = min(height // max(count, 1), _BLOCK + 1)
        for number, each in enumerate(found.ratings):
            _block(canvas, each, number * pitch)
        return canvas
    canvas = Canvas(width, max(count, height))
    label = min(max((cell_len(each.label) for each in found.ratings), default=0) + 2, width // 3)
    for y, each in enumerate(found.ratings):
        role: Role = "steep" if each.badge else "today"
        canvas.write(0, y, fitted(each.label, label - 2).rstrip(), role, bold=bool(each.badge))
        _squares(canvas, each, label, y)
        canvas.write(label + _SQUARES, y, each.word, role, bold=bool(each.badge))
        x = label + _SQUARES + _WORD + 1
        if width - x >= _WORD:
            canvas.write(x, y, fitted(each.about, width - x).rstrip(), "muted")
    return canvas


_WIDE: Final = 40


def _block(canvas: Canvas, each: Rating, y: int) -> None:
    role: Role = "steep" if each.badge else "today"
    room = canvas.width - cell_len(each.word) - 1
    canvas.write(0, y, fitted(each.label, room).rstrip(), role, bold=True)
    canvas.write(canvas.width - cell_len(each.word), y, each.word, role if each.badge else "muted")
    wide = max((canvas.width - _POINTS + 1) // _POINTS, 1)
    for point in range(_POINTS):
        x = point * (wide + 1)
        if point < each.points:
            canvas.write(x, y + 1, "▄" * wide, "steep" if each.badge else "accent")
        else:
            canvas.write(x, y + 1, "─" * wide, "muted")
    one, two = in_two(each.about, canvas.width)
    canvas.write(0, y + 2, one, "muted")
    if each.badge:
        canvas.write(0, y + 3, f" {each.badge} ", "paper", "badge", bold=True)
    else:
        canvas.write(0, y + 3, two, "muted")


def _squares(canvas: Canvas, each: Rating, x: int, y: int) -> None:
    for point in range(_POINTS):
        full = point < each.points
        role: Role = "steep" if each.badge and full else "accent" if full else "muted"
        canvas.write(x + 2 * point, y, "■" if full else "□", role)
