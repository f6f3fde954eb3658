"""The time of a room: today's date and the clocks of this computer, as they are injected."""

import datetime as dt
import time
from collections.abc import Callable
from typing import TypeAlias

Today: TypeAlias = Callable[[], dt.date]


def system_today() -> dt.date:
    """Return today's date where this computer stands."""
    return dt.datetime.now().astimezone().date()


class SystemTime:
    """The clocks of this computer, the time of day with its zone."""

    def seconds(self) -> float:
        """Return the monotonic time."""
        return time.monotonic()

    def now(self) -> dt.datetime:
        """Return the time of day here."""
        return dt.datetime.now().astimezone()
