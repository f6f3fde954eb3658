"""Rating the journey, touchpoint by touchpoint, and its curve."""

from typing import ClassVar

from textual.content import Content

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.journey.model import Touchpoint, touchpoints
from valueworkshop.core.stages.journey.picture import LOWEST, journey
from valueworkshop.core.stages.journey.score import moments
from valueworkshop.core.stages.journey.words import FACTS, apart, hidden, linked, said
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.tui.stages.journey.touchpoint_form import TouchpointScreen
from valueworkshop.tui.stages.votes.custom_item_form import ItemScreen
from valueworkshop.tui.stages.votes.custom_item_rows import OwnWords
from valueworkshop.tui.stages.votes.custom_items_view import OwnVotesView


class JourneyView(OwnVotesView):
    """Shows the touchpoint at which the team stands."""

    WORDS: ClassVar[OwnWords] = OwnWords(
        one="touchpoint",
        heading="The touchpoints of the journey, in their order",
        hint="Name the moments at which customers meet us, from finding us to recommending us.",
    )

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

    def picture(self, session: Session, width: int) -> Content:
        """Return where the curve is lowest, the curve, and what carries the gaps."""
        curve = moments(session, self.stage)
        drawn = Content("\n".join(journey(curve, width)))
        low = drawn.highlight_regex(LOWEST, style="bold $gap-steep")
        told = Content(
            "\n".join(filter(None, [*said(curve), *apart(session, self.stage), hidden(curve)]))
        )
        return Content("\n\n").join([told, low]) if drawn else told

    def also_revealed(self, session: Session) -> Content:
        """Return what the touchpoint feeds and who or what carries it."""
        touchpoint = touchpoints(session, self.stage).get(self.item)
        return Content(linked(touchpoint) if touchpoint else "")

    def explain(self) -> str:
        """Return what the touchpoint is about, and what is known of journeys."""
        return "\n\n".join(part for part in (super().explain(), FACTS) if part)
