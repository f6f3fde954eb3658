"""What was made of the parts of a session when it was written last.

Sessions are never changed in place: what has not changed is the same object in the next one, and
need not be made into text again. So saving a large workshop takes little from whoever is typing.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Use:
    """What one time of use asked for: (part, what was made of it), and the tables among that.

    The parts are kept with it, so that nothing else comes to have their ids.
    """

    made: dict[tuple[str, int], tuple[object, Any]] = field(default_factory=dict)
    tables: dict[int, object] = field(default_factory=dict)


class Memory:
    """Remembers by identity from one time of use to the next; what is not asked for is forgotten.

    What is made from it must not be changed.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._before, self._now = _Use(), _Use()

    @contextmanager
    def in_use(self) -> Iterator["Memory | None"]:
        """Give this memory for one time of use; None while another thread has it."""
        if not self._lock.acquire(blocking=False):
            yield None
            return
        try:
            yield self
        finally:
            self._before, self._now = self._now, _Use()
            self._lock.release()

    def recall(self, what: str, part: object, make: Callable[[], T]) -> T:
        """Return `what` was made of `part` before or, if it was not, what `make` makes now."""
        key = (what, id(part))
        known = self._before.made.get(key) or self._now.made.get(key)
        if known is None or known[0] is not part:
            known = (part, make())
        self._now.made[key] = known
        made: T = known[1]
        if isinstance(made, dict):
            self._now.tables[id(made)] = made
        return made

    def made(self, table: object) -> bool:
        """Whether this very table was returned by `recall` in this time of use."""
        return self._now.tables.get(id(table)) is table
