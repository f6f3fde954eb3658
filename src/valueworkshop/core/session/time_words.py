"""Time in words: for the top line, from many words to few, and for messages shown once."""

import datetime as dt
from typing import Final

from valueworkshop.core.session.stopwatch import News, State, TimeNow

LEVELS: Final = ("", "!", "!!")
"""The signs for no warning, the first and the second."""


def level(now: TimeNow) -> int:
    """Return how urgent it is: 0, 1 from the first warning on, 2 from the second one on."""
    if now.state is State.OFF or not now.planned or now.share > 20:
        return 0
    return 2 if now.share <= 5 else 1


def left(seconds: float) -> str:
    """Say what a stage has left: in minutes, in the last one by five seconds, then upwards."""
    if seconds > 60:
        return f"{-int(-seconds // 60)} min left"
    if seconds > 0:
        return f"{-int(-seconds // 5) * 5} s left"
    over = int(-seconds // 60)
    return f"{over} min over" if over else "time is up"


def plan(behind: float) -> str:
    """Say how far ahead or behind the whole workshop is, in minutes."""
    minutes = int(abs(behind) // 60)
    if not minutes:
        return "on plan"
    return f"{minutes} min {'behind' if behind > 0 else 'ahead'}"


def top_line(now: TimeNow) -> tuple[str, ...]:
    """Return what the top line says about the time, from the most words to the fewest."""
    if now.state is State.OFF and now.behind is None:
        return (f"{now.planned} min planned", f"{now.planned} min") if now.planned else ("",)
    here = left(now.left) if now.planned else ""
    whole = plan(now.behind) if now.behind is not None else ""
    clock = {State.OFF: "timer off", State.PAUSED: "paused"}.get(now.state, "")
    sign = LEVELS[level(now)]
    first = f"{sign} {here}".strip()
    short = whole.replace(" min", "")
    return (
        " · ".join(part for part in (clock, first, whole) if part),
        ", ".join(part for part in (clock, first, short) if part),
        ", ".join(part for part in (clock or first, short) if part),
    )


def clock_time(moment: dt.datetime, seconds: float = 0.0) -> str:
    """Return the time of day `seconds` later, '' if there is no such time."""
    try:
        later = moment + dt.timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return f"{later:%H:%M}"


def said(news: News, now: TimeNow, gap: float, key: str = "T") -> str:
    """Return the message for a piece of news, shown once; `key` is the one that shows the time."""
    match news:
        case News.SOON | News.LAST:
            return f"{LEVELS[level(now)]} {left(now.left)} in this stage.".strip()
        case News.BEHIND:
            return f"We are {plan(now.behind or 0.0)}. {key} shows how to catch up."
        case News.GAP:
            return (
                f"We did not count {int(gap // 60)} min: you were away, the computer slept, or its "
                f"clock was changed. {key} can count them."
            )
        case _:
            return "The workshop is over, so the timer has stopped."
