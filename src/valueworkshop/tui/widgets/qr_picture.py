"""A QR code on the screen, always dark on light, as cameras want it."""

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from valueworkshop.phones.qr_code import halves, modules

_DARK, _LIGHT = "#000000", "#ffffff"

_LOWER: Final = "▄"
"""The lower half of a cell: where the upper one is used, cameras read nothing in some terminals."""


class QrPicture(Widget):
    """Draws a code: two modules in a cell, or with `large` each in two cells without any glyph."""

    DEFAULT_CSS = "QrPicture { width: auto; height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Draw nothing yet."""
        super().__init__(id=id)
        self._text, self._rows, self.large = "", [[False]], False

    def show(self, text: str, *, large: bool) -> None:
        """Show the code of a text."""
        if (text, large) == (self._text, self.large):
            return
        if text != self._text:
            self._text, self._rows = text, modules(text)
        self.large = large
        self.refresh(layout=True)

    def cells(self, *, large: bool) -> Size:
        """Return how much room the code takes."""
        side = len(self._rows)
        return Size(2 * side, side) if large else Size(side, (side + 1) // 2)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the cells across."""
        del container, viewport
        return self.cells(large=self.large).width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows."""
        del container, viewport, width
        return self.cells(large=self.large).height

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        if self.large:
            row = self._rows[y] if y < len(self._rows) else []
            found = [Segment("  ", Style(bgcolor=_colour(dark=dark))) for dark in row]
        else:
            pairs = halves(self._rows)
            found = [
                Segment(_LOWER, Style(color=_colour(dark=low), bgcolor=_colour(dark=up)))
                for up, low in (pairs[y] if y < len(pairs) else [])
            ]
        return Strip(found)


@cache
def code_can_be_drawn() -> bool:
    """Whether the library that makes codes is installed."""
    return find_spec("segno") is not None


@lru_cache(maxsize=4)
def qr_lines(text: str) -> list[Content]:
    """Return a code in rows of half blocks, for the corner of a larger picture."""
    return [
        Content.assemble(
            *((_LOWER, f"{_colour(dark=low)} on {_colour(dark=up)}") for up, low in row)
        )
        for row in halves(modules(text))
    ]


def _colour(*, dark: bool) -> str:
    return _DARK if dark else _LIGHT
