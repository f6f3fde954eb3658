"""A clock of the saver that moves when a test says so."""

import datetime as dt
import threading

START = dt.datetime(2026, 11, 22, 9, 0, 0, tzinfo=dt.UTC)


SOON = 20.0  # seconds after which a test that waits has failed


class ByHand:
    """A clock that moves only when told, and knows when the saver's thread waits for it."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.condition: threading.Condition | None = None
        self.waits: list[float | None] = []
        self.idle = threading.Event()

    def seconds(self) -> float:
        return self.passed

    def now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self.passed)

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        self.condition = condition
        self.waits.append(seconds)
        self.idle.set()
        condition.wait()
        self.idle.clear()

    def settle(self) -> None:
        """Return once the thread only waits."""
        assert self.idle.wait(SOON)
        assert self.condition is not None
        with self.condition:
            self.idle.clear()
            self.condition.notify_all()
        assert self.idle.wait(SOON)

    def go_on(self, seconds: float) -> None:
        self.settle()
        self.passed += seconds
        self.settle()
