"""The time of a workshop in line mode: counted while you type, said only beside an answer."""

from functools import partial
from typing import Final

from valueworkshop.core.session import schedule, time_words
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.stopwatch import News, State, Stopwatch, TimeClock
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.close.score import is_over
from valueworkshop.core.stages.kind import Trait

USAGE: Final = "[start, pause, count, +5, -5, shrink, end, drop STAGE, back STAGE]"
ABOUT: Final = (
    "how much time is left, or more or fewer minutes for this stage; when you are late: shorter "
    "stages, a later end, a stage dropped or put back"
)


class Time:
    """Counts for one desk, as the app does. It says nothing while somebody types."""

    def __init__(self, desk: Desk, clock: TimeClock) -> None:
        """Wait until the first answer."""
        self._desk = desk
        self._waiting: list[str] = []
        self._watch = Stopwatch(desk, clock, is_over, partial(stages_with, trait=Trait.IS_BREAK))

    def idle(self) -> float | None:
        """Count; return the seconds until the next call, None if no clock runs."""
        self._count()
        return self._watch.next_look()

    def news(self) -> list[str]:
        """Count, and return what there is to say since the last time."""
        self._count()
        told, self._waiting = self._waiting, []
        return told

    def told(self) -> list[str]:
        """Return how much time this stage and the whole workshop have."""
        session, now = self._desk.session, self._watch.now()
        stage = session.place.stage
        lines = [f"This stage has {schedule.minutes(session, stage)} minutes."]
        if now.behind is None:
            minutes = schedule.plan(session)
            starts = "The timer starts with the first answer."
            return [*lines, f"The whole workshop has {minutes} minutes. {starts}"]
        if now.planned:
            lines.append(f"In this stage: {time_words.left(now.left)}.")
        clock = {State.OFF: "off", State.PAUSED: "paused", State.RUNNING: "running"}[now.state]
        lines.append(f"The whole workshop: {time_words.plan(now.behind)}. The timer is {clock}.")
        if now.state is State.RUNNING:
            end = time_words.clock_time(now.now, now.to_do)
            lines.append(f"If every stage takes the time it has, we end at {end}.")
        return lines

    def change(self, wish: str) -> list[str]:
        """Start or pause the clock, count what it left out, or change this stage's minutes.

        Returns what to say; raises TypedError for another wish.
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
        elif wish in {"shrink", "end"}:
            return self._catch_up(wish)
        elif wish:
            raise TypedError("you can type start, pause, count, +5, -5, shrink, end, drop or back.")
        return self.told()

    def drop(self, stage: str, *, drop: bool) -> list[str]:
        """Drop an optional stage to save time, or put it back; its answers stay.

        Returns what to say; raises ValueError for a stage that every workshop needs.
        """
        session = self._desk.session
        self._watch.change(schedule.skipped(session, stage, skip=drop))
        title = session.stage(stage).title
        return [f"{title} is dropped. Its answers stay and count." if drop else f"{title} is back."]

    def _catch_up(self, wish: str) -> list[str]:
        """Take the minutes that the workshop is behind from the stages to come, or move its end."""
        session = self._desk.session
        behind = int((self._watch.now().behind or 0.0) / 60)
        if wish == "end":
            self._watch.change(schedule.end_moved(session, behind))
            where = "later" if behind >= 0 else "earlier"
            return [f"The plan now ends {abs(behind)} min {where}."]
        can = min(behind, schedule.shrinkable(session, self._watch.breaks))
        if can <= 0:
            return ["No stage got shorter: we are not behind, or no stage ahead can be shorter."]
        self._watch.change(schedule.shrunk(session, can, self._watch.breaks))
        return [f"The stages ahead are {can} min shorter."]

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
                return (
                    f"Time: we are {behind}. /time says how much is left; /time shrink, "
                    "/time end and /time drop help to catch up."
                )
            case News.GAP:
                minutes = int(self._watch.gap // 60)
                return (
                    f"Time: we did not count {minutes} min: the computer slept, or its clock was "
                    "changed. /time count counts them."
                )
            case _:
                return "The workshop is over, so the timer has stopped."
