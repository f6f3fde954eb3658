"""Time, as far as saving needs it."""

import datetime as dt
import threading
import time
from typing import Protocol


class Clock(Protocol):
    """Injected, so that tests need not wait."""

    def seconds(self) -> float:
        """Return a time that never goes back."""

    def now(self) -> dt.datetime:
        """Return the time of day in UTC."""

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait on a condition that is held, at most so long; None is until it is notified."""


class SystemClock:
    """The clock of this computer."""

    def seconds(self) -> float:
        """Return the monotonic time."""
        return time.monotonic()

    def now(self) -> dt.datetime:
        """Return the time of day."""
        return dt.datetime.now(dt.UTC)

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait on the condition."""
        condition.wait(seconds)
