"""What the cards of both places have in common."""

from typing import Final

from textual.content import Content
from textual.widget import Widget

from valueworkshop.tui.widgets.static import Static

HIGH: Final = 34
"""From so many rows on the screen there is an empty line between rows, whatever they hold."""

EDGES: Final = 4
"""Cells of a card's two borders, and of the blanks within them."""


def tell(shown: Static, told: Content) -> None:
    """Show another text; the screen is laid out only if it has more or fewer lines."""
    lines = len(told.wrap(shown.size.width)) if shown.size.width else 0
    shown.update(told, layout=lines != shown.size.height)


def put(board: Widget, name: str, text: str | Content) -> None:
    """Show a text of a board, or nothing in its place."""
    shown = board.query_one(f"#{name}", Static)
    content = Content(text) if isinstance(text, str) else text
    shown.update(content)
    shown.display = bool(content.plain)
