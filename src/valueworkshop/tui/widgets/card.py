"""A card: a surface with a round border, its name in the border above, a count or hint below."""

from textual.content import Content
from textual.widget import Widget

CARD = """
    border: round $line;
    border-title-color: $foreground;
    border-title-style: bold;
    border-subtitle-color: $text-muted;
    background: $surface;
    padding: 0 1;
"""
"""The styles of a card, for a widget that is one by itself."""


def name_card(card: Widget, title: str | Content = "", subtitle: str | Content = "") -> None:
    """Put words into the border of a card; what people wrote is no markup there."""
    for side, words in (("border_title", title), ("border_subtitle", subtitle)):
        said = Content(words) if isinstance(words, str) else words
        if getattr(card, side) != (said.markup or None):
            setattr(card, side, said if said.plain else None)
