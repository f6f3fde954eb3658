"""Naming what makes us the choice, and rating how unique and how weighty each of it is."""

from typing import ClassVar

from textual.content import Content

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.drivers.picture import CORNERS, picture, said
from valueworkshop.core.stages.drivers.score import drivers
from valueworkshop.core.stages.votes.score import progress
from valueworkshop.tui.stages.votes.custom_item_rows import OwnWords
from valueworkshop.tui.stages.votes.custom_items_view import OwnVotesView

_ABOUT = (
    "A driver worth leading with is high on both: it sways the choice, and it is ours alone. What "
    "sways but others have too is needed, yet no reason to choose us. Within half a step of the "
    "middle of the scale a driver is on the line: it could as well lie on the other side."
)


class DriversView(OwnVotesView):
    """Shows the driver at which the team stands."""

    WORDS: ClassVar[OwnWords] = OwnWords(
        one="driver",
        heading="What makes us the choice?",
        hint="Name the reasons for which customers take us and not another, in their words.",
    )

    def picture(self, session: Session, width: int) -> Content:
        """Return which drivers to lead with, and the quadrant."""
        drawn = picture(session, self.stage, width)
        told = said(session, self.stage)
        done = progress(session, self.stage)
        if 0 < done.done < done.total:
            told.append(f"Not revealed yet: {done.total - done.done} of {done.total} drivers.")
        return Content("\n".join(told if drawn == told else [*told, "", *drawn]))

    def also_revealed(self, session: Session) -> Content:
        """Return in which quadrant the driver lies."""
        found = drivers(session, self.stage)
        spot = found.spots.get(self.item) if found else None
        return Content(f"On the quadrant: {CORNERS.of(spot)}." if spot else "")

    def explain(self) -> str:
        """Return what the driver is about, and what the two ratings together say."""
        return "\n\n".join(part for part in (super().explain(), _ABOUT) if part)
