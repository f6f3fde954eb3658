"""Time, as far as saving needs it."""

import datetime as dt
import threading
import time
from typing import Protocol


class Clock(Protocol):
    """A clock that can be replaced, so that tests need not wait."""

    def seconds(self) -> float:
        """Return seconds that never go back."""

    def now(self) -> dt.datetime:
        """Return the date and time in UTC."""

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait on a condition that we hold, at most so many seconds; None has no limit."""


class SystemClock:
    """The clock of this computer."""

    def seconds(self) -> float:
        """Return the monotonic time in seconds."""
        return time.monotonic()

    def now(self) -> dt.datetime:
        """Return the time of day."""
        return dt.datetime.now(dt.UTC)

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait on the condition."""
        condition.wait(seconds)
