"""A memory of what we made from the parts of a session when we last wrote it.

A session never changes in place: an unchanged part is the same object in the next session, and we
need not make text of it again. So saving a large workshop takes little time from people who type.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Use:
    """What one use asked for: (part, what was made of it), and the tables among that.

    It keeps the parts too, so that no other object can get their ids.
    """

    made: dict[tuple[str, int], tuple[object, Any]] = field(default_factory=dict)
    tables: dict[int, object] = field(default_factory=dict)


class Memory:
    """Remembers by identity from one use to the next; forgets what the last use did not need.

    Do not change what it returns.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._before, self._now = _Use(), _Use()

    @contextmanager
    def in_use(self) -> Iterator["Memory | None"]:
        """Lend this memory for one use; None while another thread has it."""
        if not self._lock.acquire(blocking=False):
            yield None
            return
        try:
            yield self
        finally:
            self._before, self._now = self._now, _Use()
            self._lock.release()

    def recall(self, what: str, part: object, make: Callable[[], T]) -> T:
        """Return what was made of `part` for `what` before; if nothing was, call `make` now."""
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
        """Whether `recall` has returned this very table during this use."""
        return self._now.tables.get(id(table)) is table
