"""A clock that moves when a test says so."""

import datetime as dt

ZONE = dt.timezone(dt.timedelta(hours=1))


class FakeTime:
    """Both clocks of a computer: `steady` never goes back, the time of day can be set."""

    def __init__(self, day: dt.date = dt.date(2026, 11, 22)) -> None:
        """Begin at ten o'clock."""
        self.steady = 1_000.0
        self.day = dt.datetime.combine(day, dt.time(10), ZONE)

    def seconds(self) -> float:
        """Return the time that never goes back."""
        return self.steady

    def now(self) -> dt.datetime:
        """Return the time of day."""
        return self.day

    def go(self, seconds: float) -> None:
        """Let time pass."""
        self.steady += seconds
        self.day += dt.timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """Let the computer sleep: the steady clock stops."""
        self.day += dt.timedelta(seconds=seconds)
