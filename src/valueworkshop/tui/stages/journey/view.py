"""The touchpoints of a journey, each with a form of its own."""

from valueworkshop.core.stages.journey.model import Touchpoint
from valueworkshop.core.stages.journey.words import linked
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

    def told(self, key: str, item: OwnItem) -> str:
        """Return what a touchpoint feeds and who or what carries it."""
        del key
        return linked(item) if isinstance(item, Touchpoint) else ""
