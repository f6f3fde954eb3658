"""What is asked of an item just now, and how the answers come in."""

from collections.abc import Mapping

from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.stages.votes.model import Facet, Method
from valueworkshop.tui.widgets.clickable import pressing

METHOD_WORDS = {
    Method.CARDS: "Cards up, count of three; type what they hold, in this order.",
    Method.PRIVATE: "Each answers all items in private, one after the other.",
    Method.HANDS: "Ask point by point; type how many hands go up.",
    Method.ROOM: "Agree on one answer for the room; it says nothing about agreement.",
}


class Asked(Static):
    """The question of the facet, the facets with the one that is asked marked, the method."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty text."""
        super().__init__(id=id, markup=False)

    def show(
        self, facets: Mapping[str, Facet], facet: str, method: Method, people: str = ""
    ) -> None:
        """Show that `facet` of `facets` is asked; `people`, if told, is how answers come in."""
        if facet not in facets:
            return
        names = [
            (f"▸{other.label}  ", "bold") if key == facet else (f" {other.label}  ", "$text-muted")
            for key, other in facets.items()
        ]
        others = pressing(Content.assemble(*names), "next_facet")
        how = pressing(Content.assemble((people or METHOD_WORDS[method], "$text-muted")), "method")
        self.update(Content.assemble(f"{facets[facet].question}\n", others, "\n", how))
