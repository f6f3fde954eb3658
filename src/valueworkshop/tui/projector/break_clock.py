"""A break on the wall: it counts down to the time of day at which it ends."""

import datetime as dt
from dataclasses import replace
from math import ceil

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session.stopwatch import TimeClock
from valueworkshop.core.show.drawing.rest_card import Rest, rest_card
from valueworkshop.core.show.projected_blocks import Number, Projected, Said
from valueworkshop.sitting.room_clock import SystemTime
from valueworkshop.tui.widgets.canvas import is_bare, lines

_HALF_A_DAY = 12 * 3600


class BreakClock:
    """Draws a break that runs, once a second; where nothing may move by itself, as it is now."""

    def __init__(self, widget: Widget, clock: TimeClock | None) -> None:
        """Count down on a widget."""
        self._widget = widget
        self._clock = clock or SystemTime()
        self._timer: Timer | None = None

    def follow(self, projected: Projected | None) -> None:
        """Count while a break runs, and only then."""
        runs = running(projected) is not None and not self._widget.app.has_class("-accessible")
        if runs and self._timer is None:
            self._timer = self._widget.set_interval(1, self._widget.refresh)
        elif not runs and self._timer is not None:
            self._timer.stop()
            self._timer = None

    def drawn(self, projected: Projected, width: int, height: int) -> list[Content] | None:
        """Return the lines of a break that runs; None for anything else, and where it is small."""
        number = running(projected)
        left = seconds_until(number.text, self._clock.now()) if number else None
        if number is None or left is None:
            return None
        texts = [part.text for part in projected.shown.parts if isinstance(part, Said)]
        rest = Rest(
            title=one_line(clean(projected.shown.heading)),
            words=f"back at {clean(number.text)}",
            then=one_line(clean(number.said)).removesuffix("."),
            intro=clean(" ".join(texts)),
        )
        if left > 0:
            over = 1 - left / (number.counts_down * 60)
            said = f"{left // 60}:{left % 60:02}"
            rest = replace(rest, number=said, words=f"minutes left, {rest.words}", share=over)
        drawn = rest_card(rest, width, height)
        return lines(drawn, "$background", bare=is_bare(self._widget.app))


def running(projected: Projected | None) -> Number | None:
    """Return the number that counts down, if there is one."""
    parts = projected.shown.parts if projected is not None else ()
    numbers = (part for part in parts if isinstance(part, Number))
    return next((number for number in numbers if number.counts_down), None)


def seconds_until(time: str, now: dt.datetime) -> int | None:
    """Return the seconds from now to a time of day, as 10:45; below 0 if it is past.

    It is the one that is nearest, before or after midnight. None for what is no time.
    """
    hour, _, minute = time.partition(":")
    try:
        then = now.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    except ValueError:
        return None
    seconds = ceil((then - now).total_seconds())
    if seconds < -_HALF_A_DAY:
        return seconds + 2 * _HALF_A_DAY
    return seconds - 2 * _HALF_A_DAY if seconds > _HALF_A_DAY else seconds
