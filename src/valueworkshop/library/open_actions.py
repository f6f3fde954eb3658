"""The actions of all workshops together, each in one state."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from valueworkshop.core.clean_text import folded
from valueworkshop.library.cache import opened
from valueworkshop.library.folder_scan import records
from valueworkshop.library.record import Record, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """An action, and the last workshop that has it."""

    task: Task
    workshop: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which actions are wanted: of an owner, a function or a workshop, '' for any."""

    owner: str = ""
    function: str = ""
    workshop: str = ""
    overdue: bool = False
    closed: bool = False
    """Whether to include those that are done or dropped."""


def tasks(known: Iterable[Record], today: dt.date, wanted: Wanted | None = None) -> list[Owned]:
    """Return the wanted actions, the earliest due first, those without a day last.

    An action that goes on in a later workshop keeps its id. The workshop with the latest day says
    how far it is; of one day, the first among `known`, which was changed last.
    """
    wanted = wanted or Wanted()
    latest: dict[str, Owned] = {}
    first_changed_first = list(known)[::-1]
    for record in sorted(first_changed_first, key=lambda each: each.date or dt.date.min):
        for task in record.tasks:
            latest[task.id] = Owned(task=task, workshop=record)
    found = [owned for owned in latest.values() if _is_wanted(owned, today, wanted)]
    return sorted(found, key=lambda owned: (owned.task.due or dt.date.max, owned.task.title))


def in_folder(
    folder: Path, state: Path, today: dt.date, wanted: Wanted
) -> tuple[list[Owned], list[Record]]:
    """Return the wanted actions of a folder, as `tasks` does, and all its workshops."""
    with opened(state) as cache:
        known = list(records(folder, cache))
    return tasks(known, today, wanted), known


def _is_wanted(owned: Owned, today: dt.date, wanted: Wanted) -> bool:
    task, record = owned.task, owned.workshop
    if not (task.is_open or wanted.closed) or (wanted.overdue and not task.is_overdue(today)):
        return False
    pairs = (
        (wanted.owner, (task.owner,)),
        (wanted.function, (task.function,)),
        (wanted.workshop, (record.title, record.path.name, record.path.stem)),
    )
    return all(not word or folded(word) in map(folded, texts) for word, texts in pairs)
