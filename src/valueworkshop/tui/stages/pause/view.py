"""A break: what is left of it, and nothing to do."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import schedule, time_words
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stopwatch import State, TimeNow
from valueworkshop.core.show.drawing.rest_card import Rest, rest_card
from valueworkshop.core.stages import has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.pause.show import next_stage
from valueworkshop.tui.stages.pause.time_left import remaining
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.canvas import is_bare, lines
from valueworkshop.tui.widgets.keys import shown_key


class RestPicture(Widget):
    """A break, as large as its cells allow."""

    DEFAULT_CSS = """
    RestPicture { height: 1fr; width: 1fr; }
    """

    rest: Rest | None = None

    def show(self, rest: Rest) -> None:
        """Show a break."""
        if rest != self.rest:
            self.rest = rest
            self.refresh()

    def render(self) -> Content:
        """Draw it."""
        width, height = self.content_size
        if self.rest is None:
            return Content("")
        drawn = lines(rest_card(self.rest, width, height), bare=is_bare(self.app))
        return Content("\n").join(drawn)


class PauseView(StageView, can_focus=True):
    """Says what is left of a break as large as a terminal can: people read it from the door."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="pause.go_on"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the one picture."""
        yield RestPicture()

    def on_mount(self) -> None:
        """Begin without knowing the time."""
        self._now: TimeNow | None = None

    def show(self, session: Session) -> None:
        """Draw what the break is for, and how long."""
        self.query_one(RestPicture).show(self._rest(session))

    def _rest(self, session: Session) -> Rest:
        """Return what there is to say now."""
        stage, now = session.stage(self.stage), self._now
        coming, minutes = next_stage(session, self.stage), schedule.minutes(session, self.stage)
        said = Rest(
            title=f"{one_line(stage.title)}: {minutes} {_many(minutes)}",
            then=f"Then: {one_line(coming)}" if coming else "",
            intro=stage.intro,
        )
        if now is None or not now.planned:
            return replace(said, number=str(minutes or ""), role="today", words=_many(minutes))
        found = remaining(now)
        if now.state is State.RUNNING:
            back = time_words.clock_time(now.now, now.left) if now.left > 0 else ""
            end = "back at" if has(stage, Trait.IS_BREAK) else "until"
            words = f"{found.words}, {end} {back}" if back else found.words
            share = 1 - now.share / 100
            return replace(said, number=found.number, role=found.role, words=words, share=share)
        stands = "is paused" if now.state is State.PAUSED else "is off"
        key = shown_key(self, "workshop.time")
        words = f"{found.words}. The timer {stands}. Press {key} to see it."
        return replace(said, number=found.number, role="today", words=words)

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


def _many(minutes: int) -> str:
    return "minute" if minutes == 1 else "minutes"
