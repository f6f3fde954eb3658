"""The touchpoints of a journey, each with a form of its own."""

from collections.abc import Sequence

from textual.content import Content

from valueworkshop.core.stages.journey.figure import chips
from valueworkshop.core.stages.journey.model import Touchpoint
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.tui.stages.journey.touchpoint_form import TouchpointScreen
from valueworkshop.tui.stages.votes.custom_item_form import ItemScreen
from valueworkshop.tui.stages.votes.custom_items_view import OwnVotesView


class JourneyView(OwnVotesView):
    """Shows the touchpoint at the team's place."""

    def new_item(self) -> Touchpoint:
        """Return a touchpoint without words."""
        return Touchpoint(text="")

    def form(self, heading: str, item: OwnItem) -> ItemScreen:
        """Return the form that asks for a touchpoint."""
        if isinstance(item, Touchpoint):
            return TouchpointScreen(heading, item)
        return super().form(heading, item)

    def told(self, key: str, item: OwnItem) -> Content:
        """Return what a touchpoint feeds and who or what carries it, each as a chip."""
        del key
        if not isinstance(item, Touchpoint):
            return Content("")
        feeds, carriers = chips(item)
        fed = [feeds] if feeds else []
        return Content.assemble(*_chips("feeds", fed, "heard"), *_chips("by", carriers, "guessed"))


def _chips(words: str, texts: Sequence[str], chip: str) -> list[tuple[str, str]]:
    """Return words and each text on the ground of a chip; nothing without a text."""
    if not texts:
        return []
    style = f"$chip-{chip}-text on $chip-{chip}"
    return [
        (f"{words} ", "$text-muted"),
        *(part for text in texts for part in ((f" {text} ", style), (" ", ""))),
    ]
