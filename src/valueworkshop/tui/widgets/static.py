"""A text that is drawn and laid out again only if it is another one."""

from textual import widgets as textuals
from textual.content import Content
from textual.visual import VisualType


class Static(textuals.Static):
    """As Textual's own, which lays out the screen for the same text too."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show a text."""
        if not is_same(content, self.content):
            super().update(content, layout=layout)


def is_same(one: object, other: object) -> bool:
    """Whether two texts look the same: equal contents of Textual may have other colours."""
    if isinstance(one, Content) and isinstance(other, Content):
        return one.is_same(other)
    return isinstance(one, str) and isinstance(other, str) and one == other
