"""Time on the working screen: it wakes when something on screen changes, and not before."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.timer import Timer
from textual.widgets import Input, TextArea

from valueworkshop.core.session import schedule, time_words
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stage_times import Timing
from valueworkshop.core.session.stopwatch import News, State, Stopwatch, TimeClock
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.close.score import is_over
from valueworkshop.core.stages.kind import Trait
from valueworkshop.files.home.settings import bell_rings, set_bell
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.workshop.working import Working

STARTS = "The timer starts with the first answer."


class Timekeeper:
    """Looks after the clock for one screen. For the interface's thread only."""

    def __init__(self, screen: Working, clock: TimeClock, *, calm: bool, bell: bool) -> None:
        """Keep the time of the screen's desk. A `calm` clock is drawn only if somebody asks for it.

        Whether the `bell` rings follows the settings, until somebody chooses otherwise here. Make
        this before the screen listens to the desk, so that it hears of each change first.
        """
        self._screen = screen
        self._calm = calm
        self._bell = bell
        self._timer: Timer | None = None
        self._state = state_folder(os.environ, Path.cwd())
        self.shows: Callable[[], None] | None = None
        self._session = screen.desk.session
        self._here = self._session.place.stage
        self.watch = Stopwatch(
            screen.desk, clock, is_over, partial(stages_with, trait=Trait.IS_BREAK)
        )

    @property
    def bell(self) -> bool:
        """Whether warnings ring the bell; this computer remembers it."""
        return bell_rings(self._state, self._bell)

    @bell.setter
    def bell(self, rings: bool) -> None:
        set_bell(self._state, rings=rings)

    def is_only_time(self, session: Session) -> bool:
        """Whether a session differs from the one before only in the time."""
        before, self._session = self._session, session
        return session.timing is not before.timing and _without_time(session, before)

    def hint(self) -> str:
        """Return what a team that has not begun or was away should know, '' for nothing."""
        if self.watch.was_away:
            return time_words.said(News.GAP, self.watch.now(), self.watch.gap, self._key)
        session = self._screen.desk.session
        begun = any(session.answers.values()) or session.timing != Timing()
        return "" if begun or self._screen.desk.is_closed else STARTS

    @property
    def _key(self) -> str:
        """The key of the time panel as it works at the moment: in a text field, Esc comes first."""
        key = shown_key(self._screen, "workshop.time")
        if not isinstance(self._screen.focused, TextArea | Input):
            return key
        return f"{shown_key(self._screen, 'writing.leave')} {key}"

    def show(self, *, opened: bool = False) -> None:
        """Draw the time, and wake again when that changes.

        A calm clock is drawn when a view was `opened` or changed, and not because time passes.
        """
        now = self.watch.now()
        here = self._session.place.stage
        if opened and here != self._here:  # the session knows of a break once it begins
            self._here = here
            self._screen.call_later(self.wake)
        if not self._calm:
            self._screen.show_time(now)
        if self._screen.view is not None and (opened or not self._calm):
            self._screen.view.tell_time(now)
        if self.shows is not None and not self._calm:
            self.shows()
        wait = self.watch.next_look()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if wait is not None:
            self._timer = self._screen.set_timer(wait + 0.01, self.wake)

    def wake(self) -> None:
        """Count, say what there is to say, draw."""
        if not self._screen.is_attached:
            return
        news = self.watch.tick()
        now = self.watch.now()
        for each in news:
            told = time_words.said(each, now, self.watch.gap, self._key)
            # The end comes with the export, which says where it wrote.
            before = self._screen.said if each is News.OVER else ""
            self._screen.say(f"{before} {told}".strip())
        if {News.SOON, News.LAST} & set(news) and self.bell:
            self._screen.app.bell()
        self.show()

    def more(self, by: int) -> None:
        """Give the current stage `by` minutes more, or fewer."""
        desk = self._screen.desk
        if desk.is_refused():
            return
        here = desk.session.place.stage
        self.watch.change(schedule.granted(desk.session, here, by))
        self.wake()
        self._screen.say(f"This stage now has {schedule.minutes(desk.session, here)} minutes.")

    def stop_or_go(self) -> None:
        """Start the clock, or stop it."""
        if self._screen.desk.is_refused():
            return
        if self.watch.state is State.RUNNING:
            self.watch.pause()
        else:
            self.watch.start()
        self.wake()


def _without_time(one: Session, other: Session) -> bool:
    """Whether everything but the time is the very same object."""
    names = [name for name in Session.__slots__ if name != "timing"]
    return all(getattr(one, name) is getattr(other, name) for name in names)
