"""Looking through a folder: the first rows at once, the rest as it comes."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from valueworkshop.library.cache import Cache
from valueworkshop.library.head import head_at
from valueworkshop.library.record import Record, record_at
from valueworkshop.storage.folder import Entry, listing

FIRST: Final = 60
"""Rows that are told before all others: more than a screen holds."""

_PART: Final = 500
_EVERY: Final = 0.2
"""Seconds between two lots of whole records."""


def look(folder: Path, cache: Cache) -> Iterator[list[Record]]:
    """Yield the workshops of a folder in lots, last changed first.

    First come all of them: whole where the cache knows them, else with their heads alone. Then come
    those once more that had to be read whole. Raises OSError where the folder cannot be listed.
    """
    entries = list(listing(folder))
    unread: list[Entry] = []
    for start, end in _parts(len(entries)):
        part = entries[start:end]
        known = cache.known({entry.path: entry.stamp for entry in part})
        unread += [entry for entry in part if entry.path not in known]
        yield [known.get(entry.path) or head_at(entry.path) for entry in part]
    yield from _read_whole(unread, cache)
    cache.forget_all_but(folder, (entry.path for entry in entries))


def records(folder: Path, cache: Cache) -> list[Record]:
    """Return every workshop of a folder whole, last changed first. Raises OSError."""
    found: dict[Path, Record] = {}
    for lot in look(folder, cache):
        found.update((record.path, record) for record in lot)
    return list(found.values())


def _parts(number: int) -> Iterator[tuple[int, int]]:
    if number:
        yield 0, min(FIRST, number)
    for start in range(FIRST, number, _PART):
        yield start, start + _PART


def _read_whole(entries: list[Entry], cache: Cache) -> Iterator[list[Record]]:
    lot: list[tuple[Record, str]] = []
    told = time.monotonic()
    for entry in entries:
        lot.append((record_at(entry.path), entry.stamp))
        if time.monotonic() - told > _EVERY:
            cache.keep(lot)
            yield [record for record, _ in lot]
            lot, told = [], time.monotonic()
    if lot:
        cache.keep(lot)
        yield [record for record, _ in lot]
