"""The time of a workshop in lines: counted while one types, told only beside an answer."""

from typing import Final

from valueworkshop.stages.close.score import is_over
from valueworkshop.workshop import schedule, time_words
from valueworkshop.workshop.desk import Desk
from valueworkshop.workshop.stopwatch import News, State, Stopwatch, TimeClock
from valueworkshop.workshop.typed import TypedError

USAGE: Final = "[start, pause, count, +5 or -5]"
ABOUT: Final = "how it stands with the time; start, pause, or other minutes for this stage"


class Time:
    """Counts for one desk, as the app does. Nothing is said while somebody types."""

    def __init__(self, desk: Desk, clock: TimeClock) -> None:
        """Stand still until the first answer."""
        self._desk = desk
        self._waiting: list[str] = []
        self._watch = Stopwatch(desk, clock, is_over)

    def idle(self) -> float | None:
        """Count; return the seconds until it must be done again, None where no clock runs."""
        self._count()
        return self._watch.next_look()

    def news(self) -> list[str]:
        """Count, and return what there is to say since the last time."""
        self._count()
        told, self._waiting = self._waiting, []
        return told

    def told(self) -> list[str]:
        """Return how it stands with this stage and with the whole workshop."""
        session, now = self._desk.session, self._watch.now()
        stage = session.place.stage
        lines = [f"This stage has {schedule.minutes(session, stage)} minutes."]
        if now.behind is None:
            minutes = schedule.plan(session)
            return [*lines, f"All take {minutes} minutes. The clock starts with the first answer."]
        if now.planned:
            lines.append(f"In this stage: {time_words.left(now.left)}.")
        clock = {State.OFF: "stands", State.PAUSED: "is paused", State.RUNNING: "runs"}[now.state]
        lines.append(f"The whole workshop: {time_words.plan(now.behind)}. The clock {clock}.")
        if now.state is State.RUNNING:
            end = time_words.clock_time(now.now, now.to_do)
            lines.append(f"If every stage takes what it has, the end is at {end}.")
        return lines

    def change(self, wish: str) -> list[str]:
        """Start or pause the clock, count what it left out, or change this stage's minutes.

        Returns what is to be said; raises TypedError for another wish.
        """
        if wish == "start":
            self._watch.start()
        elif wish == "pause":
            self._watch.pause()
        elif wish == "count":
            minutes = self._watch.count_gap()
            return [f"Counted: {minutes} min." if minutes else "There is nothing to count."]
        elif wish[:1] in {"+", "-"} and wish[1:].isdecimal() and len(wish) < 5:
            session = self._desk.session
            self._watch.change(schedule.granted(session, session.place.stage, int(wish)))
        elif wish:
            raise TypedError("there is start, pause, count, and minutes as in +5 or -5.")
        return self.told()

    def _count(self) -> None:
        now = self._watch.tick()
        self._waiting += [self._said(each) for each in now]

    def _said(self, news: News) -> str:
        now = self._watch.now()
        match news:
            case News.SOON | News.LAST:
                return f"Time: {time_words.left(now.left)} in this stage."
            case News.BEHIND:
                behind = time_words.plan(now.behind or 0.0)
                return f"Time: the workshop is {behind}. /time says how it stands."
            case News.GAP:
                minutes = int(self._watch.gap // 60)
                return (
                    f"Time: {minutes} min were not counted: the computer slept, or its clock was "
                    "set. /time count counts them."
                )
            case _:
                return "The workshop is over: the clock stands."
