"""What became of last time, in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from valueworkshop.core.stages.agreed.last_time import _numbers
from valueworkshop.core.stages.agreed.promises import Decision, Through

DECIDED: Final[Mapping[Decision, str]] = {
    Decision.DONE: "done",
    Decision.KEEP: "stays",
    Decision.DROP: "dropped",
    Decision.CARRY: "carried over",
}
"""What is said of an action once it was decided."""


def functions_in_words(functions: Mapping[str, Through]) -> str:
    """Say the same for each function, '' where there is only one."""
    if len(functions) < 2:
        return ""
    return "; ".join(f"{name or 'no function'}: {_numbers(n)}" for name, n in functions.items())


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
