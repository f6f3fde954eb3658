"""Looking through a folder: the first rows at once, the rest as it comes."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from valueworkshop.files.home.sessions_folder import Entry, listing
from valueworkshop.library.cache import Cache
from valueworkshop.library.file_head import head_at
from valueworkshop.library.record import Record, record_at

FIRST: Final = 60
"""Rows that are told before all others: more than a screen holds."""

_PART: Final = 2_500
_EVERY: Final = 0.2
"""Seconds between two lots of whole records, for each of so many files that there are,"""

_MANY: Final = 1_000


def _always() -> bool:
    return True


def look(
    entries: Sequence[Entry], cache: Cache, go_on: Callable[[], bool] = _always
) -> Iterator[list[Record]]:
    """Yield what is known of files in lots, in their order.

    First come all of them: whole where the cache knows them, else with their heads alone. Then come
    those once more that had to be read whole. `go_on` is asked before each of these and each lot,
    and may wait: what reads in a thread takes time from whoever types.
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
    """Return every workshop of a folder whole, last changed first. Raises OSError."""
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
    """Yield whole records, the less often the more there are: each lot has a table drawn anew."""
    every = _EVERY * max(1.0, len(entries) / _MANY)
    lot: list[tuple[Record, str]] = []
    told = time.monotonic()
    for entry in entries:
        if not go_on():
            break
        lot.append((record_at(entry.path), entry.stamp))
        if time.monotonic() - told > every:
            cache.keep(lot)
            yield [record for record, _ in lot]
            lot, told = [], time.monotonic()
    if lot:
        cache.keep(lot)
        yield [record for record, _ in lot]
