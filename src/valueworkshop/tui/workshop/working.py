"""What the helpers of the working screen see of it."""

from textual.getters import query_one
from textual.message import Message
from textual.widgets import ContentSwitcher

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.stopwatch import TimeNow
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.late import Screen
from valueworkshop.tui.workshop.time_card import TimeCard
from valueworkshop.tui.workshop.top_line import TopLine


class Working(Screen[None]):
    """A screen at which a team works: its desk, the open view, and a line for messages."""

    class Unsaved(Message):
        """Somebody asked to save, and that is not possible."""

    class OtherKit(Message):
        """Somebody has changed what the kit asks: make the views anew."""

    class Projecting(Message):
        """Show here what a projector may show."""

    desk: Desk
    sitting: Sitting
    said: str
    top = query_one(TopLine)
    time_card = query_one(TimeCard)
    stages = query_one("#stages", ContentSwitcher)

    @property
    def view(self) -> StageView | None:
        """The view of the current stage, if it was made."""
        raise NotImplementedError

    def explain(self) -> list[tuple[str, str]]:
        """Return (heading, words) that help has for this stage: the first one above the keys."""
        raise NotImplementedError

    def action_real_customer(self) -> None:
        """Say which one real customer the team keeps in mind."""
        from valueworkshop.tui.workshop.real_customer_form import ask_for_the_customer  # noqa: PLC0415 - on demand

        if self.view is not None:
            ask_for_the_customer(self.view)

    def show_time(self, now: TimeNow) -> None:
        """Show the time above, and beside the stages."""
        self.top.show_time(now)
        self.time_card.show(now)

    def say(self, text: str) -> None:
        """Show a message above the keys, until the next one."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make an edit of all text that was typed and not kept yet."""
        raise NotImplementedError

    def go_to_stage(self, stage: str) -> None:
        """Go to the beginning of a stage."""
        raise NotImplementedError

    def name_here(self) -> str:
        """Return the name of the view for the place where the team is."""
        raise NotImplementedError

    async def open_here(self, *, stand: bool = False) -> None:
        """Show the view of the current stage; with `stand`, focus there outside any field."""
        raise NotImplementedError
