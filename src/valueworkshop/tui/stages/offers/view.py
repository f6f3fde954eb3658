"""Rating the offers on the terms of the value equation, and trying what a step would do."""

from typing import ClassVar

from textual.binding import BindingType

from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import offers
from valueworkshop.core.stages.offers.show import LEVER
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.offers.lever_screen import LeverScreen
from valueworkshop.tui.stages.votes.whole_first import WholeFirstView


class OffersView(WholeFirstView):
    """Shows the offer at the team's place; the lever test is a screen above it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding_of(LEVER, "lever")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lever test if our offer has a net."""
        if action == "lever":
            return OURS in offers(self.session, self.stage).levels
        return super().check_action(action, parameters)

    def action_lever(self) -> None:
        """Try what a step on a term of ours would do. Nothing saves it."""
        self.app.push_screen(LeverScreen(offers(self.session, self.stage)))
