"""Today's date, as the app asks for it."""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

Today: TypeAlias = Callable[[], dt.date]


def system_today() -> dt.date:
    """Return today's date where this computer stands."""
    return dt.datetime.now().astimezone().date()
