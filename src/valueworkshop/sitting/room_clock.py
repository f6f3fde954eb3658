"""The time in the room: today's date and the clocks of this computer; tests replace them."""

import datetime as dt
import time
from collections.abc import Callable
from typing import TypeAlias

Today: TypeAlias = Callable[[], dt.date]


def system_today() -> dt.date:
    """Return today's date in this computer's time zone."""
    return dt.datetime.now().astimezone().date()


class SystemTime:
    """The clocks of this computer; the time of day has its zone."""

    def seconds(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic()

    def now(self) -> dt.datetime:
        """Return the time of day here."""
        return dt.datetime.now().astimezone()
