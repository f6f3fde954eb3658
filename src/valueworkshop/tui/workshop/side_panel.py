"""The right side of a wide screen: what to say, and what helps at the current place."""

from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.parking_lot import in_order
from valueworkshop.core.session.session import Session


class Side(Static):
    """Shows (heading, words) pairs. For wide screens only, beside views that leave room."""

    DEFAULT_CSS = """
    Side { width: 25; padding: 1 1 0 1; color: $text-muted; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty side."""
        super().__init__(id=id, markup=False)
        self._shown: list[tuple[str, str]] = []

    def show(self, said: list[tuple[str, str]]) -> None:
        """Show these pairs."""
        if said != self._shown:
            self._shown = said
            parts = [
                Content.assemble((heading, "bold"), f"\n{words}")
                for heading, words in said
                if words
            ]
            self.update(Content("\n\n").join(parts))


def parked_last(session: Session) -> list[tuple[str, str]]:
    """Return what the side says about the parking lot: the last thoughts, and their number."""
    texts = [thought.text for _, thought in in_order(session)]
    if not texts:
        return []
    said = "\n".join(f"· {text}" for text in texts[-_LAST:])
    return [(f"Parked: {len(texts)}", said)]


_LAST = 3
"""We show this many thoughts."""
