"""A card: a surface with a round border, its name in the border above, a count or hint below."""

from textual.containers import Vertical
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


class Card(Vertical):
    """A container with the looks of a card. The one with the focus has its border in the accent."""

    DEFAULT_CSS = f"""
    Card {{
        {CARD}
        height: 1fr;
        &:focus-within {{ border: round $primary; border-title-color: $primary; }}
    }}
    """

    def __init__(
        self,
        *children: Widget,
        title: str = "",
        subtitle: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """Make a card with these words in its border."""
        super().__init__(*children, id=id, classes=classes)
        name_card(self, title, subtitle)


def name_card(card: Widget, title: str | Content = "", subtitle: str | Content = "") -> None:
    """Put words into the border of a card; what people wrote is no markup there."""
    for side, words in (("border_title", title), ("border_subtitle", subtitle)):
        said = Content(words) if isinstance(words, str) else words
        if getattr(card, side) != (said.markup or None):
            setattr(card, side, said if said.plain else None)
