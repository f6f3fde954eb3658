"""What every view of a stage is to the screen that holds it."""

from dataclasses import dataclass

from textual import events
from textual.containers import Vertical
from textual.message import Message

from valueworkshop.workshop.desk import Desk
from valueworkshop.workshop.session import Session


class StageView(Vertical):
    """Draws one stage from the session on the desk, and commits edits to the desk.

    A view never holds the truth: what it shows comes through `show`. Text that was typed but not
    kept yet is the exception, and `settle` makes an edit of it.
    """

    DEFAULT_CSS = """
    StageView { height: 1fr; padding: 1 2 0 2; }
    """

    @dataclass
    class Said(Message):
        """Something to tell the user, on the line above the keys."""

        text: str

    @dataclass
    class Step(Message):
        """The user goes on (+1) or back (-1) by one place."""

        by: int

    def __init__(self, desk: Desk, stage: str) -> None:
        """Make a view of the stage with the id `stage`."""
        super().__init__(id=f"stage-{stage}")
        self.desk = desk
        self.stage = stage
        self._drawn_width = 0

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.desk.session

    @property
    def at(self) -> str:
        """Where in this stage the team stands; '' for its beginning."""
        place = self.session.place
        return place.at if place.stage == self.stage else ""

    def on_resize(self, event: events.Resize) -> None:
        """Draw again for another width."""
        if event.size.width != self._drawn_width and self.is_mounted:
            self._drawn_width = event.size.width
            self.show(self.session)

    def say(self, text: str) -> None:
        """Tell the user something."""
        self.post_message(self.Said(text))

    def show(self, session: Session) -> None:
        """Draw the session. Called when this view is opened and at each change while it is."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the focus where the user would start."""
        raise NotImplementedError

    def explain(self) -> str:
        """Return what the help says of this place before it lists the keys; '' for nothing."""
        return ""

    def settle(self) -> None:
        """Make an edit of whatever was typed and not kept yet."""
