"""Parking a thought: one line over whatever is on screen, which stays as it is."""

from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.parking_lot import in_order, park
from valueworkshop.sitting.left_over import PARKED
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.too_small import TooSmallScreen
from valueworkshop.tui.widgets.writing import Line
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


class Thought(LongLine):
    """The line of a thought."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Park", id="park.keep"),
    ]


class ParkScreen(Form[bool]):
    """Asks for a thought and parks it itself: Enter and Esc both keep the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Back", id="park.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    ParkScreen Box > #before { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, desk: Desk) -> None:
        """Ask for a thought to park in the session of a desk."""
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Lay out the question, the line, and what was parked last."""
        last = [thought.text for _, thought in in_order(self._desk.session)][-3:]
        count = len(self._desk.session.parked)
        with Box("What shall we come back to at the end?", f"{count} parked" if count else ""):
            yield Thought(id=PARKED)
            if last:
                yield Static(Content("\n".join(f"· {text}" for text in last)), id="before")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(Line).focus()

    def standing(self) -> bool | None:
        """Return whether there is anything in the line."""
        return bool(self.query_one(Line).value.strip()) or None

    def settle(self) -> None:
        """Park what is in the line; on a closed desk the text stays there."""
        line = self.query_one(Line)
        session = park(self._desk.session, self._desk.ids(), line.value)
        if session is not self._desk.session and self._desk.commit(session):
            line.value = ""

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Park the text, and go back."""
        before = len(self._desk.session.parked)
        self.settle()
        self.dismiss(len(self._desk.session.parked) > before)


def ask_for_a_thought(app: App[Any], desk: Desk) -> None:
    """Ask for a thought, unless that form is open already or the desk takes no edits."""
    if isinstance(app.screen, ParkScreen | TooSmallScreen) or desk.is_refused():
        return

    def kept(is_new: bool | None) -> None:  # noqa: FBT001 - the result of the form
        if is_new and isinstance(app.screen, WorkshopScreen):
            count = len(desk.session.parked)
            app.screen.say(f"Parked, {count} so far. We decide about each at the end.")

    app.push_screen(ParkScreen(desk), kept)
