"""The projector's view in the main window: what a room may see, and the keys that move."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from valueworkshop.core.projector.project import project
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stopwatch import TimeClock
from valueworkshop.tui.projector.projection import Projection
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.late import Screen


class Table(Protocol):
    """The screen where the team works on the workshop that is shown."""

    desk: Desk
    clock: TimeClock

    @property
    def view(self) -> StageView | None:
        """The view that is open."""

    def action_step(self, by: int) -> None:
        """Go on or back by one place."""


class ProjectorScreen(Screen[None]):
    """Covers a workshop's screen. You go on and back and reveal, and edit nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "reveal", "Reveal", id="projector.reveal"),
        Binding("n,ctrl+n,pagedown,right", "step(1)", "Next", id="projector.next"),
        Binding("b,pageup,left", "step(-1)", "Back", id="projector.back"),
        Binding("v,escape", "dismiss", "To the table", id="projector.close"),
    ]

    def __init__(self, workshop: Table, join: Callable[[], str] = str) -> None:
        """Show what the room may see of a screen's workshop, and what `join` says to phones."""
        super().__init__()
        self._workshop, self._join = workshop, join

    def compose(self) -> ComposeResult:
        """Lay out the projection and the keys."""
        yield Projection(self._workshop.clock)
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the desk."""
        desk = self._workshop.desk
        desk.listen(self.show)
        self.query_one(Projection).focus()
        self.show(desk.session)

    def on_unmount(self) -> None:
        """Stop following it."""
        self._workshop.desk.unlisten(self.show)

    def show(self, session: Session) -> None:
        """Show what the room may see of a session."""
        self.query_one(Projection).projected = replace(project(session), join=self._join())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to reveal if there are votes that the room has not seen."""
        del parameters
        return action != "reveal" or self._hidden_here() is not None

    def _hidden_here(self) -> StageView | None:
        """Return the view of what is shown if it has votes to reveal; one that is open already."""
        view = self._workshop.view
        here = self._workshop.desk.session.place.stage
        return view if view is not None and view.stage == here and view.waits() else None

    def action_step(self, by: int) -> None:
        """Go on or back by one place."""
        self._workshop.action_step(by)

    def action_reveal(self) -> None:
        """Let the room see the vote on what is shown."""
        if view := self._hidden_here():
            view.reveal()
