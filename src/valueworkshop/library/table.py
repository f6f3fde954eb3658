"""The workshops of a folder as a table: which of them, in which order, under which headings.

It knows no screen and reads no file: others tell it which files there are and what is in them.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeAlias

from valueworkshop.core.clean_text import folded
from valueworkshop.files.home.duplicate_files import grouped
from valueworkshop.files.home.sessions_folder import Entry
from valueworkshop.library.chains import Chains
from valueworkshop.library.record import Record


class Order(StrEnum):
    """What the rows are sorted by."""

    CHANGED = "last changed"
    TITLE = "title"
    DATE = "date"
    STAGE = "stage"
    INDEX = "gap index"
    OPEN = "open actions"
    LATE = "late actions"

    @property
    def next(self) -> "Order":
        """The order after this one, the first after the last."""
        every = list(Order)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to show of all workshops.

    Those that have each of `words` in title, offer, organisation, date or file name, in any order.
    `turned` begins at the other end; `by_offer` puts workshops on the same offer together.
    """

    words: str = ""
    order: Order = Order.CHANGED
    turned: bool = False
    by_offer: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A workshop; `copy_of` is the file that this one is a copy of, None for none."""

    record: Record
    copy_of: Path | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below it have in common, '' for no offer, and how many rows there are."""

    words: str
    count: int


Key: TypeAlias = Callable[[Record], Any]

_LARGEST_FIRST: Final = (Order.DATE, Order.STAGE, Order.INDEX, Order.OPEN, Order.LATE)


class Shelf:
    """What we know about the workshops of a folder, kept up to date file by file."""

    def __init__(self) -> None:
        """Begin without any workshop."""
        self._stamps: dict[Path, str] = {}
        self._records: dict[Path, Record] = {}
        self._changed: set[Path] = set()
        self._letters: dict[Path, tuple[Record, str]] = {}
        self._chains: Chains | None = None

    @property
    def records(self) -> Sequence[Record]:
        """All workshops, last changed first."""
        return [self._records[path] for path in self._stamps if path in self._records]

    def __len__(self) -> int:
        """Return how many files there are, whatever we know about them."""
        return len(self._stamps)

    def unread(self) -> int:
        """Return for how many files we know only the head, or nothing."""
        whole = sum(record.is_whole for record in self._records.values())
        return len(self._stamps) - whole

    def differs(self, entries: Sequence[Entry]) -> bool:
        """Whether the folder now holds other files than we were given."""
        return [entry.path for entry in entries] != list(self._stamps) or any(
            self._stamps[entry.path] != entry.stamp for entry in entries
        )

    def tell(self, entries: Sequence[Entry]) -> list[Entry]:
        """Take the files of the folder, last changed first; return those to look at.

        What we know about a file stays until it is read again; we forget the files that are gone.
        A file that has changed is to be looked at until somebody has: a look may be broken off.
        """
        before, self._chains = self._stamps, None
        self._stamps = {entry.path: entry.stamp for entry in entries}
        changed = {path for path, stamp in self._stamps.items() if before.get(path) != stamp}
        self._changed = changed | (self._changed & self._stamps.keys())
        self._records = {p: r for p, r in self._records.items() if p in self._stamps}
        self._letters = {p: found for p, found in self._letters.items() if p in self._stamps}
        return [
            entry
            for entry in entries
            if entry.path in self._changed
            or entry.path not in self._records
            or not self._records[entry.path].is_whole
        ]

    def take(self, records: Iterable[Record]) -> None:
        """Take what was found out about files that are still there."""
        self._chains = None
        for record in records:
            if record.path in self._stamps:
                self._records[record.path] = record
                self._changed.discard(record.path)

    def chain_of(self, record: Record) -> Sequence[Record]:
        """Return the workshops that follow each other and have a record among them, in order."""
        if self._chains is None:
            self._chains = Chains(self.records)
        return self._chains.of(record)

    def arranged(self, wish: Wish, today: dt.date) -> list[Row | Heading]:
        """Return the rows to show, copies behind their originals.

        Files that cannot be read, or have nothing to sort by, come last from either end.
        """
        found = _sorted(self._wanted(wish.words), wish, today)
        copies = grouped((record.id or None, record.path, record) for record in found)
        rows = [Row(record, original) for record, original in copies]
        return _under_offers(rows) if wish.by_offer else list(rows)

    def _wanted(self, words: str) -> list[Record]:
        wanted = folded(words).split()
        if not wanted:
            return list(self.records)
        return [
            record
            for record in self.records
            if all(word in self._letters_of(record) for word in wanted)
        ]

    def _letters_of(self, record: Record) -> str:
        known = self._letters.get(record.path)
        if known is not None and known[0] is record:
            return known[1]
        day = record.date.isoformat() if record.date else ""
        parts = (record.title, record.offer, record.organisation, day, record.path.name)
        letters = folded("\n".join(parts))
        self._letters[record.path] = (record, letters)
        return letters


def _sorted(records: list[Record], wish: Wish, today: dt.date) -> list[Record]:
    if wish.order is Order.CHANGED:
        return records[::-1] if wish.turned else records
    key = _key(wish.order, today)
    known = [record for record in records if not record.problem and key(record) is not None]
    others = [record for record in records if record.problem or key(record) is None]
    backwards = (wish.order in _LARGEST_FIRST) != wish.turned
    return sorted(known, key=key, reverse=backwards) + others


def _key(order: Order, today: dt.date) -> Key:
    """Return what to sort a workshop by, None if it has no such value."""
    keys: dict[Order, Key] = {
        Order.TITLE: lambda record: folded(record.title),
        Order.DATE: lambda record: record.date,
        Order.STAGE: lambda record: record.done / record.to_do if record.to_do else None,
        Order.INDEX: lambda record: record.index,
        Order.OPEN: lambda record: record.open_tasks() or None,
        Order.LATE: lambda record: record.overdue(today) or None,
    }
    return keys[order]


def _under_offers(rows: Iterable[Row]) -> list[Row | Heading]:
    """Return rows on the same offer together, in the order of the first row of each."""
    offers: dict[str, list[Row]] = {}
    for row in rows:
        offers.setdefault(folded(row.record.offer), []).append(row)
    without = offers.pop("", [])
    found: list[Row | Heading] = []
    for group in (*offers.values(), without):
        if group:
            found += [Heading(group[0].record.offer, len(group)), *group]
    return found
