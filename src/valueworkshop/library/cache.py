"""What we found out about each file, kept from one start to the next. Never the truth.

You may delete it at any time. If we cannot read it, we delete it and read all files again.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from valueworkshop import __version__
from valueworkshop.files.safe.state_folder import made
from valueworkshop.files.text.migrations import SCHEMA
from valueworkshop.library.record import Record, as_values, from_values

NAME: Final = "library.sqlite"

FORMAT: Final = 6
"""Raise this when a record holds other things, or when its numbers are worked out differently."""

_VERSION: Final = f"{__version__}/{SCHEMA}/{FORMAT}"


class Cache:
    """Records by path, each valid as long as the file's stamp is the same. For one thread.

    Nothing here raises: a cache that does not work knows nothing. The code that opens a cache
    closes it, in any thread: see `opened`.
    """

    def __init__(self, state: Path) -> None:
        """Open the cache in the state folder, or begin a new one there."""
        self._path = state / NAME
        self._connection: sqlite3.Connection | None = None
        try:
            made(state)
            self._open()
        except (sqlite3.Error, OSError):
            self._begin_anew()

    def _open(self) -> None:
        # We lose nothing with it, so it need not wait for the disk.
        self._connection = sqlite3.connect(
            self._path, timeout=1.0, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute("PRAGMA synchronous = OFF")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS record (path TEXT PRIMARY KEY, stamp TEXT, told TEXT)"
            )
        except sqlite3.Error:
            self.close()
            raise

    def _begin_anew(self) -> None:
        """Throw away what we cannot use. Without a file that works, we know nothing."""
        self.close()
        with contextlib.suppress(sqlite3.Error, OSError):
            self._path.unlink(missing_ok=True)
            self._open()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def known(self, stamps: Mapping[Path, str]) -> dict[Path, Record]:
        """Return the records of those files that still have these stamps."""
        found = {}
        for path, stamp in stamps.items():
            row = self._row(path)
            if row is not None and row[0] == _good(stamp):
                with contextlib.suppress(KeyError, TypeError, ValueError):
                    found[path] = from_values(json.loads(row[1]))
        return found

    def _row(self, path: Path) -> tuple[str, str] | None:
        if self._connection is None:
            return None
        try:
            row: tuple[str, str] | None = self._connection.execute(
                "SELECT stamp, told FROM record WHERE path = ?", (str(path),)
            ).fetchone()
        except (sqlite3.Error, UnicodeEncodeError):
            return None
        return row

    def keep(self, records: Iterable[tuple[Record, str]]) -> None:
        """Keep records, each with the stamp that its file had before it was read."""
        if self._connection is None:
            return
        rows = [
            (str(record.path), _good(stamp), json.dumps(as_values(record)))
            for record, stamp in records
        ]
        try:
            with self._connection:
                self._connection.execute("BEGIN")
                self._connection.executemany("REPLACE INTO record VALUES (?, ?, ?)", rows)
        except UnicodeEncodeError:  # a path of bytes that are no text
            return
        except sqlite3.Error:
            self._begin_anew()

    def forget_all_but(self, folder: Path, there: Iterable[Path]) -> None:
        """Forget the files that are no longer in a folder."""
        if self._connection is None:
            return
        kept = {str(path) for path in there}
        with contextlib.suppress(sqlite3.Error, UnicodeEncodeError), self._connection:
            rows = self._connection.execute("SELECT path FROM record").fetchall()
            gone = [(path,) for (path,) in rows if path not in kept and Path(path).parent == folder]
            self._connection.execute("BEGIN")
            self._connection.executemany("DELETE FROM record WHERE path = ?", gone)


@contextlib.contextmanager
def opened(state: Path) -> Iterator[Cache]:
    """Give the cache in the state folder, and close it at the end."""
    cache = Cache(state)
    try:
        yield cache
    finally:
        cache.close()


def _good(stamp: str) -> str:
    return f"{_VERSION}/{stamp}"
