"""The stages in the time panel: a bar each, spent of planned; and the whole day as one bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import schedule, time_words
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stopwatch import TimeNow
from valueworkshop.core.show.drawing.agenda_bar import Slot, shape, slot_start
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.drawing.spent_bar import grid, head, spent_bar
from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.core.stages import has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.tui.widgets.canvas import lines

_PLAN, _SPENT, _LEFT = 5, 6, 9
"""Cells of the columns of numbers."""

_NAME, _SHORT = 26, 14
"""Cells of a name at most, and with little room."""

_FEWEST: Final = 8
"""Cells of a bar at least: with fewer there is none."""


@dataclass(frozen=True)
class TimeRows:
    """The rows for a session in `width` cells; `loose` are seconds that make no minute yet."""

    session: Session
    loose: Mapping[str, float]
    width: int

    @property
    def _name(self) -> int:
        names = max(map(cell_len, map(self._title, self.session.kit.stages)), default=0)
        room = self.width - 2 - _PLAN - _SPENT - _LEFT - 3 * _FEWEST
        return min(max(names, 1), _NAME, max(room, _SHORT))

    @property
    def _bar(self) -> int:
        room = self.width - 2 - self._name - _PLAN - _SPENT - _LEFT - 3
        return room if room >= _FEWEST else 0

    @property
    def _longest(self) -> int:
        keys = self.session.kit.stages
        return max((max(self._planned(key), self._spent(key)) for key in keys), default=0)

    def head(self) -> Content:
        """Return the words above the columns."""
        words = f"  {'':{self._name}}{'plan':>{_PLAN}}  "
        words += f"{head(self._longest, self._bar):<{self._bar}} {'spent':>{_SPENT}}"
        return Content(words).stylize("$text-muted")

    def row(self, key: str) -> Content:
        """Return what a stage has, what was spent, and what is left or over."""
        session = self.session
        here, coming = key == session.place.stage, key in schedule.coming(session)
        stage = session.stage(key)
        name = fitted(self._title(key), self._name)
        if schedule.of_stage(session, key).skipped:
            return Content(f"  {name}{'dropped':>{_PLAN + 5}}").stylize("$text-muted")
        planned, spent = self._planned(key), self._spent(key)
        changed = "*" if planned != schedule.of_kit(session, key) else " "
        rests = has(stage, Trait.IS_BREAK)
        role: Role = "accent" if here else "muted"
        exact = schedule.spent(session, key, self.loose) / 60
        bar = spent_bar(exact, planned, self._longest, self._bar, role=role, waits=here or coming)
        looks = "bold" if here else "$text-muted" if rests else ""
        return Content.assemble(
            "  ",
            (name, looks),
            (f"{planned:>{_PLAN}}{changed} ", "" if here or coming else "$text-muted"),
            lines(bar)[0],
            (f" {spent or '':>{_SPENT}}", "bold" if here else ""),
            self._left(key, here=here, coming=coming),
        )

    def below(self) -> Content:
        """Return a row with nothing but the grid, for room between two stages."""
        canvas = grid(self._longest, self._bar)
        return Content.assemble(" " * (2 + self._name + _PLAN + 2), *lines(canvas))

    def _left(self, key: str, *, here: bool, coming: bool) -> Content:
        """Return what is left of a stage where the team still has time, else the difference."""
        seconds = schedule.left(self.session, key, self.loose)
        over = int(-seconds // 60)
        if here or coming:
            if over > 0:
                return Content.assemble((f"{f'{over} over':>{_LEFT}}", "bold $gap-steep"))
            return Content(f"{f'{-int(-seconds // 60)} left' if here else '':>{_LEFT}}")
        spent = self._spent(key)
        apart = spent - self._planned(key)
        if not spent or not apart:
            return Content(" " * _LEFT)
        text = f"{f'+{apart}' if apart > 0 else f'−{-apart}':>{_LEFT}}"
        return Content.assemble((text, "bold $gap-steep" if apart > 0 else "$text-muted"))

    def _title(self, key: str) -> str:
        stage = self.session.stage(key)
        return f"{stage.letter or ' '} {one_line(stage.short or stage.title)}"

    def _planned(self, key: str) -> int:
        return schedule.minutes(self.session, key)

    def _spent(self, key: str) -> int:
        return int(schedule.spent(self.session, key, self.loose) // 60)


def day(session: Session, now: TimeNow, width: int) -> Canvas:
    """Return the whole plan in a row of blocks, with the time now and at the end below."""
    keys = list(session.kit.stages)
    slots = [_slot(session, key) for key in keys]
    minutes = sum(slot.minutes for slot in slots)
    canvas = Canvas(width, 2)
    canvas.paste(shape(slots, width, minutes), 0, 0)
    end = time_words.clock_time(now.now, now.to_do)
    ends = f"end {end}" if end else ""
    canvas.write(width - len(ends), 1, ends, "muted")
    if session.place.stage in keys:
        said = f"▲ now {time_words.clock_time(now.now)}"
        at = slot_start(slots, width, keys.index(session.place.stage))
        canvas.write(
            max(min(at, width - len(ends) - len(said) - 2), 0), 1, said, "accent", bold=True
        )
    return canvas


def _slot(session: Session, key: str) -> Slot:
    """Return a stage as a block: past, present, or to come; a break is hatched."""
    stage = session.stage(key)
    here = key == session.place.stage
    role: Role = "accent" if here else "talk" if key in schedule.coming(session) else "asked"
    rests = has(stage, Trait.IS_BREAK) and not here
    return Slot(
        minutes=schedule.minutes(session, key),
        role="" if rests else role,
        left_out=schedule.of_stage(session, key).skipped,
    )
