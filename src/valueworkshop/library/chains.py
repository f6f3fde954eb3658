"""Workshops that follow each other, found by their ids."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from valueworkshop.library.record import Record


class Chains:
    """Which workshop follows which, among some records. The first of several with one id counts."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Look through the records once."""
        self._known: dict[str, Record] = {}
        self._after: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            if record.id and record.id not in self._known:
                self._known[record.id] = record
                if record.follows:
                    self._after[record.follows].append(record)

    def of(self, record: Record) -> Sequence[Record]:
        """Return the workshops before a record, itself, and those after it; just it for none.

        Where several follow one, nobody can say which of them goes on: the chain ends there.
        """
        chain, seen = [record], {record.id}
        while (before := self._known.get(chain[0].follows)) and before.id not in seen:
            chain.insert(0, before)
            seen.add(before.id)
        while (after := self._next(chain[-1])) and after.id not in seen:
            chain.append(after)
            seen.add(after.id)
        return chain

    def _next(self, record: Record) -> Record | None:
        """Return the one that follows a workshop, if it is one."""
        after = self._after.get(record.id, [])
        return after[0] if len(after) == 1 else None
