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
class _Kept:
    """A part, what was made of it, and what was made on the way there.

    It keeps the part itself, so that no other object can get its id.
    """

    part: object
    made: Any
    below: "_Use"


@dataclass(slots=True)
class _Use:
    """What was asked for, by (for what, id of the part); and the tables among what was made."""

    kept: dict[tuple[str, int], _Kept] = field(default_factory=dict)
    tables: dict[int, object] = field(default_factory=dict)

    def take(self, other: "_Use") -> None:
        self.kept.update(other.kept)
        self.tables.update(other.tables)


class Memory:
    """Remembers by identity from one use to the next; forgets what the last use did not need.

    What was needed to make a part is needed as long as the part is, though nobody asks for it: if
    the part changes, most of what is in it has not. Do not change what it returns.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._before, self._now = _Use(), _Use()
        self._tables: dict[int, object] = {}

    @contextmanager
    def in_use(self) -> Iterator["Memory"]:
        """Lend this memory for one use, once no other thread has it.

        Waiting for it is quicker than to make everything beside a thread that does the same.
        """
        with self._lock:
            try:
                yield self
            finally:
                self._before, self._now, self._tables = self._now, _Use(), {}

    def recall(self, what: str, part: object, make: Callable[[], T]) -> T:
        """Return what was made of `part` for `what` before; if nothing was, call `make` now."""
        key = (what, id(part))
        known = self._before.kept.get(key)
        if known is None or known.part is not part:
            known = self._made(part, make)
        self._now.kept[key] = known
        if known.below.kept:
            self._now.take(known.below)
            self._tables.update(known.below.tables)
        made: T = known.made
        if isinstance(made, dict):
            self._now.tables[id(made)] = self._tables[id(made)] = made
        return made

    def _made(self, part: object, make: Callable[[], object]) -> _Kept:
        around, self._now = self._now, _Use()
        try:
            return _Kept(part, make(), self._now)
        finally:
            self._now = around

    def made(self, table: object) -> bool:
        """Whether `recall` has returned this very table during this use, or what it is in."""
        return self._tables.get(id(table)) is table
