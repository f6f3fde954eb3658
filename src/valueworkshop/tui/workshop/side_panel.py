"""The right side of a wide screen: what to say, and what helps at the current place."""

from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.session.parking_lot import in_order
from valueworkshop.core.session.session import Session
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.clickable import pressing


class Side(Widget):
    """Shows (heading, words) pairs. For wide screens only, beside views that leave room.

    What does not fit whole folds to its heading, from the last on; the help has all of it.
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
        """Draw as many sections whole as fit, and the headings of the others."""
        width, height = self.content_size
        opened = [_opened(heading, words, width) for heading, words in self._shown]
        whole = len(opened)
        while whole and _rows(opened, whole) > height:
            whole -= 1
        folded = [
            pressing(Content.assemble((f"▸ {heading}", "bold $text-muted")), "help")
            for heading, _ in self._shown[whole:]
        ]
        return Content("\n\n").join([*opened[:whole], *folded])


def _opened(heading: str, words: str, width: int) -> Content:
    lines = Content(words).stylize("$text-muted").wrap(max(width - 2, 1))
    return Content("\n").join(
        [
            Content.assemble((f"▾ {heading}", "bold $text-muted")),
            *(Content.assemble("  ", line) for line in lines),
        ]
    )


def _rows(opened: list[Content], whole: int) -> int:
    """Return the rows that all sections take, if so many are whole."""
    tall = sum(section.plain.count("\n") + 1 for section in opened[:whole])
    return tall + 2 * len(opened) - whole - 1


def parked_last(session: Session) -> list[tuple[str, str]]:
    """Return what the side says about the parking lot: the last thoughts, and their number."""
    texts = [thought.text for _, thought in in_order(session)]
    if not texts:
        return []
    said = "\n".join(f"· {text}" for text in texts[-_LAST:])
    return [(f"Parked: {len(texts)}", said)]


_LAST = 3
"""We show this many thoughts."""
