"""Look through a folder: the first rows at once, the rest as it comes."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from valueworkshop.files.home.sessions_folder import Entry, listing
from valueworkshop.library.cache import Cache
from valueworkshop.library.file_head import head_at
from valueworkshop.library.record import Record

FIRST: Final = 60
"""How many rows come before all others: more than a screen holds."""

MANY: Final = 300
"""From so many files to read, other processes read them: they take a while to start."""

_PART: Final = 2_500
_SOON, _EVERY = 0.05, 0.2
"""Seconds until the first lot of whole records, and between two for each thousand files."""


def _always() -> bool:
    return True


def look(
    entries: Sequence[Entry], cache: Cache, go_on: Callable[[], bool] = _always
) -> Iterator[list[Record]]:
    """Yield records of files in lots, in their order.

    First come all files: whole records if the cache knows them, else only from their heads. Then
    come the files that had to be read whole, once more. We call `go_on` before each of these and
    each lot; it may wait, as a thread that reads takes time from people who type.
    """
    unread: list[Entry] = []
    for start, end in _parts(len(entries)):
        if start and not go_on():
            return
        part = entries[start:end]
        known = cache.known({entry.path: entry.stamp for entry in part})
        unread += [entry for entry in part if entry.path not in known]
        yield [known.get(entry.path) or head_at(entry.path) for entry in part]
    yield from _read_whole(unread, cache, go_on)


def records(folder: Path, cache: Cache) -> list[Record]:
    """Return the whole record of every workshop in a folder, last changed first. Raises OSError."""
    entries = list(listing(folder))
    known = cache.known({entry.path: entry.stamp for entry in entries})
    found = {entry.path: known.get(entry.path) for entry in entries}
    unread = [entry for entry in entries if entry.path not in known]
    for lot in _read_whole(unread, cache, _always):
        found.update((record.path, record) for record in lot)
    cache.forget_all_but(folder, found)
    return [record for record in found.values() if record is not None]


def _parts(number: int) -> Iterator[tuple[int, int]]:
    if number:
        yield 0, min(FIRST, number)
    for start in range(FIRST, number, _PART):
        yield start, start + _PART


def _read_whole(
    entries: Sequence[Entry], cache: Cache, go_on: Callable[[], bool]
) -> Iterator[list[Record]]:
    """Yield whole records, less often the more there are: for each lot a table is drawn again."""
    every = _EVERY * max(1.0, len(entries) / 1_000)
    lot: list[tuple[Record, str]] = []
    told, pause = time.monotonic(), _SOON
    for record, entry in zip(_each(entries, go_on), entries, strict=False):
        lot.append((record, entry.stamp))
        if time.monotonic() - told > pause:
            cache.keep(lot)
            yield [record for record, _ in lot]
            lot, told, pause = [], time.monotonic(), min(2 * pause, every)
    if lot:
        cache.keep(lot)
        yield [record for record, _ in lot]


def _each(entries: Sequence[Entry], go_on: Callable[[], bool]) -> Iterator[Record]:
    """Yield the record of each file, until `go_on` says no; many are read in other processes."""
    if not entries:
        return  # what reads them takes longer to import than a list takes to show
    if len(entries) >= MANY:
        from valueworkshop.library.read_beside import read_beside  # noqa: PLC0415 - seldom

        yield from read_beside([entry.path for entry in entries], go_on)
        return
    from valueworkshop.library.read_record import record_at  # noqa: PLC0415 - a cache knows most

    for entry in entries:
        if not go_on():
            return
        yield record_at(entry.path)
