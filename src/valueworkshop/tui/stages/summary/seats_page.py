"""Two seats in the summary: ours beside the customers', and below them what the marks rest on."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from valueworkshop.core.session.session import Session
from valueworkshop.core.summary.seats_told import figure, in_sentences
from valueworkshop.core.summary.two_seats import NONE, RULE
from valueworkshop.tui.stages.whole import FigureCard
from valueworkshop.tui.widgets.static import Static


class SeatsPage(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Both seats in one picture; it scrolls where it is higher than the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "Down", show=False, id="summary.seats_line_down"),
        Binding("up", "scroll_up", "Up", show=False, id="summary.seats_line_up"),
        Binding("pagedown,space", "page_down", "Further down", show=False, id="summary.seats_down"),
        Binding("pageup", "page_up", "Further up", show=False, id="summary.seats_up"),
    ]

    DEFAULT_CSS = """
    SeatsPage {
        height: 1fr;
        & > #rule { height: auto; padding: 0 2; color: $text-muted; }
        &:focus { background-tint: transparent; }
        &:focus FigureCard { border: round $primary; border-title-color: $primary; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the picture, and the words below it."""
        yield FigureCard()
        yield Static(id="rule", markup=False)

    def show(self, session: Session) -> None:
        """Show both seats of a session; read aloud they are sentences."""
        found = figure(session)
        spoken = self.app.has_class("-accessible")
        self.query_one(FigureCard).show(None if spoken else found)
        told = "\n".join(in_sentences(session)) if spoken else RULE if found else NONE
        self.query_one("#rule", Static).update(Content(told))
