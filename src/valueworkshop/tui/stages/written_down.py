"""The card of what was given so far in a stage of questions."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.show.drawing.given_rows import Given, given_rows
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import name_card


class WrittenDown(Widget):
    """Draws the fields in aligned rows; the one where the team is has a tint."""

    def __init__(self) -> None:
        """Make a card without fields."""
        super().__init__()
        self._fields: Sequence[Given] = ()

    def show(self, fields: Sequence[Given]) -> None:
        """Show the fields with what is in them."""
        self._fields = fields
        given = sum(bool(each.things) for each in fields)
        name_card(self, "Written down", f"{given} of {len(fields)} filled in")
        self.refresh()

    def render(self) -> Content:
        """Draw them in the cells that there are."""
        size = self.content_size
        return Content("\n").join(lines(given_rows(self._fields, size.width, size.height)))
