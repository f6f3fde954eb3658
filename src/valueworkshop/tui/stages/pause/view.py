"""A break: when to be back, and nothing to do."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from valueworkshop.core.session import schedule, time_words
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stopwatch import State, TimeNow
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.keys import shown_key


class PauseView(StageView, can_focus=True):
    """Says when to be back, as large as a terminal can: people read it from the door."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="pause.go_on"),
    ]

    DEFAULT_CSS = """
    PauseView {
        align: center middle;
        & > #rest { width: 64; max-width: 96%; height: auto; }
        & Static { height: auto; width: 100%; text-align: center; }
        & #title { text-style: bold; }
        & #back { margin-top: 1; }
        & Digits { width: 100%; text-align: center; text-style: bold; }
        & #left { margin-bottom: 1; }
        & #intro { color: $text-muted; margin-top: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the title, the time of day, the time left, and what to do meanwhile."""
        with Vertical(id="rest"):
            yield Static(id="title", markup=False)
            yield Static("Back at", id="back", markup=False)
            yield Digits(id="time")
            yield Static(id="left", markup=False)
            yield Static(id="intro", markup=False)

    def on_mount(self) -> None:
        """Begin without knowing the time."""
        self._now: TimeNow | None = None

    def show(self, session: Session) -> None:
        """Draw what the break is for, and how long."""
        stage = session.stage(self.stage)
        minutes = schedule.minutes(session, self.stage)
        self.query_one("#title", Static).update(Content(f"{stage.title}: {minutes} minutes"))
        self.query_one("#intro", Static).update(Content(stage.intro))
        now = self._now
        runs = now is not None and now.state is State.RUNNING and now.left > 0
        back = time_words.clock_time(now.now, now.left) if now is not None and runs else ""
        self.query_one(Digits).update(back)
        for name in ("#back", "#time"):
            self.query_one(name).display = bool(back)
        self.query_one("#left", Static).update(Content(self._left(now)))

    def _left(self, now: TimeNow | None) -> str:
        if now is None or not now.planned:
            return ""
        if now.state is State.RUNNING:
            return time_words.left(now.left)
        stands = "is paused" if now.state is State.PAUSED else "is off"
        return f"The timer {stands}. Press {shown_key(self, 'workshop.time')} to see it."

    def tell_time(self, now: TimeNow) -> None:
        """Count down, and say when to be back."""
        self._now = now
        self.show(self.session)

    def enter(self) -> None:
        """Take the focus, so that Enter goes on."""
        self.focus()

    def action_go_on(self) -> None:
        """End the break."""
        self.post_message(self.Step(1))
