"""Which databases are open.

Python itself reports a connection that nobody closed only since 3.13.
"""

import sqlite3
from functools import partial
from typing import Any

import pytest


def counted_databases(
    monkeypatch: pytest.MonkeyPatch, kind: type[sqlite3.Connection] = sqlite3.Connection
) -> set[sqlite3.Connection]:
    """Return the connections that are open from now on, until the test ends."""
    still_open: set[sqlite3.Connection] = set()

    class Counted(kind):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **given: Any) -> None:
            super().__init__(*args, **given)
            still_open.add(self)

        def close(self) -> None:
            super().close()
            still_open.discard(self)

    connect = getattr(sqlite3, "connect")  # noqa: B009 - may be a counting one already
    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Counted))
    return still_open
