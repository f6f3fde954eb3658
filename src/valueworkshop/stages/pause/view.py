"""A break: how long it is, and nothing to do."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from valueworkshop.widgets.stage_view import StageView
from valueworkshop.workshop.session import Session


class PauseView(StageView, can_focus=True):
    """Says how long the break is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="pause.go_on"),
    ]

    DEFAULT_CSS = """
    PauseView { align: center middle; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the one text."""
        yield Static(id="rest", markup=False)

    def show(self, session: Session) -> None:
        """Draw the minutes."""
        stage = session.stage(self.stage)
        minutes = stage.minutes.planned(len(session.people))
        self.query_one("#rest", Static).update(
            Content.assemble((f"{stage.title}: {minutes} minutes", "bold"), f"\n\n{stage.intro}")
        )

    def enter(self) -> None:
        """Take the focus, so that Enter goes on."""
        self.focus()

    def action_go_on(self) -> None:
        """End the break."""
        self.post_message(self.Step(1))
