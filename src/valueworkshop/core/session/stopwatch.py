"""Counts the time of a running workshop, and returns what there is to say about it.

It knows no screen: a front end calls `tick` when `next_look` says so. It reads two clocks each
time. The one that never goes back says how long it was; the time of day only shows that a computer
slept, because the first clock stops then. So if somebody sets the clock forth or back, it adds and
takes nothing.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from valueworkshop.core.session import schedule
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stage_times import Timing

GAP: Final = 120.0
"""After this many seconds between two looks we assume that nobody worked: the computer slept, or
the program was stopped. We do not count them."""

AWAY: Final = 1800.0
"""For this many seconds the clock goes on while the team is in the library. After that we assume
that it does something else, and do not count the rest."""

WARNED_AT: Final = (20, 5)
"""Percent left of a stage's time at which we say so."""

BEHIND: Final = 300
"""Seconds behind the plan at which we offer ways to catch up, once."""


class TimeClock(Protocol):
    """Passed in, so that tests can set the time."""

    def seconds(self) -> float:
        """Return a time that never goes back."""

    def now(self) -> dt.datetime:
        """Return the time of day on this computer, with its zone."""


class State(StrEnum):
    """What the clock is doing."""

    OFF = "off"
    RUNNING = "running"
    PAUSED = "paused"


class News(StrEnum):
    """What there is to say, once."""

    SOON = "20 % left"
    LAST = "5 % left"
    BEHIND = "behind"
    GAP = "gap"
    OVER = "workshop over"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeNow:
    """The time now: screens and words are made from this.

    `planned` is the minutes that this stage has, 0 for none; `left` its seconds, below 0 if it is
    over its time. `behind` is in seconds, below 0 if ahead; None before the clock first ran.
    `share` is how much of the stage's time is left, in percent.
    """

    state: State
    planned: int
    left: float
    behind: float | None
    now: dt.datetime
    to_do: float = 0.0

    @property
    def share(self) -> float:
        """How much of the stage's time is left, in percent; 100 if none is planned."""
        return self.left / self.planned * 100 / 60 if self.planned else 100.0


class Stopwatch:
    """Counts for one desk. It starts by itself with the first answer, whatever day it is."""

    def __init__(
        self,
        desk: Desk,
        clock: TimeClock,
        finished: Callable[[Session], bool] = lambda _session: False,
        breaks: Callable[[Kit], Collection[str]] = lambda _kit: (),
    ) -> None:
        """Wait at a desk; a workshop that is `finished` does not start the clock by itself.

        `breaks` returns the ids of the stages of a kit that are breaks.
        """
        self.desk = desk
        self._clock = clock
        self._finished = finished
        self._breaks = breaks
        self.state = State.OFF
        self.gap = 0.0
        self.was_away = False
        self._gap_of = ""
        self._by_hand = False
        self._read = self._clocks()
        self._begun = ""
        self._loose: dict[str, float] = {}
        self._at = desk.session.place.stage
        self._given = desk.session.answers
        self._warned: set[tuple[str, News]] = set()
        self._offered = False
        self._enter()
        desk.listen(self._changed)

    @property
    def breaks(self) -> Collection[str]:
        """The ids of the stages that are breaks."""
        return self._breaks(self.desk.session.kit)

    def go_on(self, before: "Stopwatch") -> None:
        """Go on from this workshop's clock as the team left it, if that one still runs.

        `was_away` then says whether the team was away for too long to count it.
        """
        self.state, self._by_hand = before.state, before._by_hand  # noqa: SLF001 - one of us
        self._begun, self._loose = before._begun, dict(before._loose)  # noqa: SLF001
        self._warned, self._offered = set(before._warned), before._offered  # noqa: SLF001
        self._read, here, self._at = before._read, self._at, before._at  # noqa: SLF001
        self.gap, self._gap_of = before.gap, before._gap_of  # noqa: SLF001
        self.was_away = bool(self._count(AWAY))
        self._at = here
        self._enter()

    def now(self) -> TimeNow:
        """Return the time, counted up to this moment; this changes nothing."""
        session, loose = self.desk.session, self._counted()[0]
        here = session.place.stage
        known = here in session.kit.stages
        begun = session.timing.begun or self._begun
        return TimeNow(
            state=self.state,
            planned=schedule.minutes(session, here) if known else 0,
            left=schedule.left(session, here, loose) if known else 0.0,
            behind=schedule.behind(session, loose, self._begun) if begun else None,
            now=self._clock.now(),
            to_do=schedule.still_to_do(session, loose, self._begun),
        )

    @property
    def loose(self) -> dict[str, float]:
        """The seconds counted up to this moment that make no whole minute in the session yet."""
        return self._counted()[0]

    def start(self) -> None:
        """Start the clock, unless the desk is closed."""
        if self.desk.is_closed:
            return
        self._count()
        self._by_hand = self._finished(self.desk.session)
        self.state = State.RUNNING
        self._begun = self._begun or self.desk.session.place.stage

    def pause(self) -> None:
        """Stop the clock while the team does something else."""
        self._count()
        if self.state is State.RUNNING:
            self.state = State.PAUSED

    def tick(self) -> list[News]:
        """Count up to now, keep whole minutes in the session; return what there is to say."""
        news = self._count()
        if self.desk.is_closed:
            self.state = State.OFF
        self._keep()
        if self.state is State.RUNNING:
            if self._finished(self.desk.session) and not self._by_hand:
                self.state = State.OFF
                news.append(News.OVER)
            else:
                news += self._to_tell()
        return news

    def next_look(self) -> float | None:
        """Return the seconds until there is something new to show, say or keep; None for never.

        That is once a minute, in the last minute of a stage every five seconds, and when a warning
        is due.
        """
        if self.state is State.OFF:
            return None
        session, loose = self.desk.session, self._counted()[0]
        if self.state is State.PAUSED or not self._known():
            return 60.0 - loose.get(schedule.PAUSES, 0.0) % 60
        remaining = schedule.left(session, self._at, loose)
        step = 5.0 if 0 < remaining <= 60 else 60.0
        waits = [remaining % step or step]
        planned = schedule.minutes(session, self._at) * 60
        waits += [remaining - planned * share / 100 for share in WARNED_AT]
        return min(wait for wait in waits if wait > 0)

    def count_gap(self) -> int:
        """Count the last gap as time spent in its stage; return its whole minutes."""
        minutes = int(self.gap // 60)
        if minutes and self._gap_of in self.desk.session.kit.stages:
            self.desk.keep_time(schedule.corrected(self.desk.session, self._gap_of, minutes))
        self.gap = 0.0
        return minutes

    def change(self, timing: Timing) -> None:
        """Keep what the team changed about the time, and that the plan began here if it did."""
        self.desk.keep_time(replace(timing, begun=timing.begun or self._begun))

    def _changed(self, session: Session) -> None:
        """Start with the first answer; count for another stage once the team goes there.

        This commits nothing: other listeners hear of this session only after it.
        """
        if session.place.stage != self._at:
            self._count()
            self._at = session.place.stage
            self._enter()
        if session.answers is not self._given:
            first = self.state is State.OFF and session.answers != self._given
            self._given = session.answers
            if first and not self._finished(session):
                self.start()

    def _known(self) -> bool:
        return self._at in self.desk.session.kit.stages

    def _clocks(self) -> tuple[float, float]:
        return self._clock.seconds(), self._clock.now().timestamp()

    def _counted(self, longest: float = GAP) -> tuple[dict[str, float], float]:
        """Return the seconds counted up to now, and those that were not.

        Count at most `longest` seconds since the last look.
        """
        loose = dict(self._loose)
        if self.state is State.OFF:
            return loose, 0.0
        steady, day = (new - old for new, old in zip(self._clocks(), self._read, strict=True))
        steady = max(steady, 0.0)
        if steady > longest:  # nobody looked for so long: the program was stopped, or it slept
            return loose, steady
        key = schedule.PAUSES if self.state is State.PAUSED else self._at
        loose[key] = loose.get(key, 0.0) + steady
        return loose, day - steady if day - steady > GAP else 0.0

    def _count(self, longest: float = GAP) -> list[News]:
        self._loose, gap = self._counted(longest)
        self._read = self._clocks()
        if not gap or self.state is not State.RUNNING:
            return []
        self.gap, self._gap_of = gap, self._at
        return [News.GAP]

    def _keep(self) -> None:
        """Keep whole minutes in the session."""
        session = self.desk.session
        timing, self._loose = schedule.kept(session, self._loose)
        timing = replace(timing, back=self._back(replace(session, timing=timing)))
        if timing != session.timing:
            self.change(timing)

    def _enter(self) -> None:
        """Mark warnings that this stage is past already as said: they came before the team did."""
        self._warned |= {(self._at, told) for told in self._due()}

    def _due(self) -> list[News]:
        """Return the warnings of this stage that are due."""
        session = self.desk.session
        planned = schedule.minutes(session, self._at) * 60 if self._known() else 0
        if not planned:
            return []
        share = schedule.left(session, self._at, self._loose) / planned * 100
        return [told for told, bound in _WARNINGS if share <= bound]

    def _back(self, session: Session) -> str:
        """Return the time of day at which the break of a session ends, '' if none runs."""
        rests = self._at in self.breaks
        remaining = schedule.left(session, self._at, self._loose) if rests else 0.0
        if self.state is not State.RUNNING or remaining <= 0:
            return ""
        return f"{self._clock.now() + dt.timedelta(seconds=remaining):%H:%M}"

    def _to_tell(self) -> list[News]:
        fresh = [told for told in self._due() if (self._at, told) not in self._warned]
        self._warned |= {(self._at, told) for told in fresh}
        news = fresh[-1:]  # if both came at once, the last one says it all
        late = schedule.behind(self.desk.session, self._loose, self._begun) >= BEHIND
        if late and not self._offered:
            news.append(News.BEHIND)
        self._offered = late
        return news


_WARNINGS: Final = tuple(zip((News.SOON, News.LAST), WARNED_AT, strict=True))
