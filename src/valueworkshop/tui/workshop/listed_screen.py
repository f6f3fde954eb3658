"""A list over a workshop in which each key changes one thing, and says what it did."""

from typing import TypeVar

from textual.content import Content

from valueworkshop.core.session.session import Session
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.workshop.working import Working

T = TypeVar("T")


class ListedScreen(ModalScreen[T | None]):
    """What the lists of stages, and of what a stage asks, have in common.

    A subclass lays out `#said` below its list, and draws it in `show`.
    """

    DEFAULT_CSS = """
    ListedScreen {
        align: center middle;
        & #said { display: none; color: $text-muted; height: auto; margin-top: 1; }
    }
    """

    def __init__(self, workshop: Working) -> None:
        """List something of the workshop on a screen."""
        super().__init__()
        self._workshop, self._desk = workshop, workshop.desk

    @property
    def _session(self) -> Session:
        return self._desk.session

    def show(self, cursor: str | None = None) -> None:
        """Draw everything as it is now."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Say what was done, or why not."""
        said = self.query_one("#said", Static)
        said.update(Content(text))
        said.display = bool(text)

    async def action_undo(self) -> None:
        """Take back the last edit, here or elsewhere."""
        await self.app.run_action("undo", self._workshop)
        self.show()
        self.say(self._workshop.said)
