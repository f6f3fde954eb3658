"""Dates of actions as they are typed."""

import datetime as dt
from typing import Final

from valueworkshop.core.session.typed_values import parse_date

FIRST_STEP_DAYS: Final = 14
"""Within so many days from today a first step is taken."""


def due_date(text: str, today: dt.date) -> dt.date | None:
    """Return the date typed as year-month-day or as '+30', days from today; None for nothing.

    Raises TypedError where it is neither.
    """
    days = text.removeprefix("+")
    if text.startswith("+") and days.isdecimal() and len(days) <= 4:
        return today + dt.timedelta(days=int(days))
    return parse_date(text)
