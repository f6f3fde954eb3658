"""The right side of a wide screen: what to say, and what helps at the current place."""

from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.session.parking_lot import in_order
from valueworkshop.core.session.session import Session
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.clickable import pressing


class Side(Widget):
    """Shows (heading, words) pairs. For wide screens only, beside views that leave room.

    What does not fit whole folds to its heading; the help has all of it.
    """

    DEFAULT_CSS = f"""
    Side {{ {CARD} background: $panel; height: 1fr; display: none; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty side."""
        super().__init__(id=id)
        self._shown: list[tuple[str, str]] = []

    def show(self, said: list[tuple[str, str]]) -> None:
        """Show these pairs."""
        said = [(heading, words) for heading, words in said if words]
        if said != self._shown:
            self._shown = said
            name_card(self, "To help you")
            self.refresh()

    def render(self) -> Content:
        """Draw each section that still fits whole, and the headings of the others."""
        width, height = self.content_size
        left = height - 2 * len(self._shown) + 1  # a heading each, and a blank row between them
        sections = []
        for heading, words in self._shown:
            lines = Content(words).stylize("$text-muted").wrap(max(width - 2, 1))
            if len(lines) <= left:
                left -= len(lines)
                head = Content.assemble((f"▾ {heading}", "bold $text-muted"))
                whole = [head, *(Content.assemble("  ", line) for line in lines)]
                sections.append(Content("\n").join(whole))
            else:
                head = Content.assemble((f"▸ {heading}", "bold $text-muted"))
                sections.append(pressing(head, "help"))
        return Content("\n\n").join(sections)


def parked_last(session: Session) -> list[tuple[str, str]]:
    """Return what the side says about the parking lot: the last thoughts, and their number."""
    texts = [thought.text for _, thought in in_order(session)]
    if not texts:
        return []
    said = "\n".join(f"· {text}" for text in texts[-_LAST:])
    return [(f"Parked: {len(texts)}", said)]


_LAST = 3
"""We show this many thoughts."""
