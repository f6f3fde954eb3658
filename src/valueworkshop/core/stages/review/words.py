"""What became of last time, in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.promises import Decision, answers
from valueworkshop.core.stages.review.score import Through, through

DECIDED: Final[Mapping[Decision, str]] = {
    Decision.DONE: "done",
    Decision.KEEP: "stays",
    Decision.DROP: "dropped",
    Decision.CARRY: "carried over",
}
"""What is said of an action once it was decided."""


def in_words(counted: Through) -> str:
    """Say what became of all actions: 'of 9 actions 5 done, 2 late, 2 dropped'."""
    plural = "" if counted.total == 1 else "s"
    return f"Of {counted.total} action{plural} {_numbers(counted)}"


def functions_in_words(functions: Mapping[str, Through]) -> str:
    """Say the same for each function, '' where there is only one."""
    if len(functions) < 2:
        return ""
    return "; ".join(f"{name or 'no function'}: {_numbers(n)}" for name, n in functions.items())


def _numbers(counted: Through) -> str:
    parts = (
        (counted.done, "done"),
        (counted.late, "late"),
        (counted.dropped, "dropped"),
        (counted.open, "open"),
    )
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def of_last_time(session: Session) -> str:
    """Say what became of last time's actions; '' where none was looked back on."""
    for stage in session.kit.of_kind("review"):
        counted = through(session, stage)
        if counted.total:
            return f"{in_words(counted)} since last time."
    return ""


def story(session: Session, action: str) -> tuple[str, ...]:
    """Return what earlier workshops made of an action, oldest first; nothing for a new one."""
    for stage in session.kit.of_kind("review"):
        if action in (known := answers(session, stage).actions):
            return known[action].history
    return ()


def age(since: dt.date | None, today: dt.date | None) -> str:
    """Say how long ago a day was, in the unit that tells most: '8 months'; '' for none."""
    if since is None or today is None or since >= today:
        return ""
    days = (today - since).days
    for most, unit, length in ((14, "day", 1), (63, "week", 7), (730, "month", 30.4375)):
        if days < most:
            return _counted(round(days / length), unit)
    return _counted(days // 365, "year")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
