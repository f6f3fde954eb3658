"""The actions of all workshops together, each in one state."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS
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


def tasks(records: Iterable[Record], today: dt.date, wanted: Wanted | None = None) -> list[Owned]:
    """Return the wanted actions, the earliest due first, those without a day last.

    An action that goes on in a later workshop keeps its id. The workshop with the latest day says
    how far it is; of one day, the first among `records`, which was changed last.
    """
    wanted = wanted or Wanted()
    latest: dict[str, Owned] = {}
    first_changed_first = list(records)[::-1]
    for record in sorted(first_changed_first, key=lambda each: each.date or dt.date.min):
        for task in record.tasks:
            latest[task.id] = Owned(task=task, workshop=record)
    found = [owned for owned in latest.values() if _is_wanted(owned, today, wanted)]
    return sorted(found, key=lambda owned: (owned.task.due or dt.date.max, owned.task.title))


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


def place_of(task: Task, session: Session) -> Place:
    """Return the place in its workshop that shows an action, where you can change it."""
    if task.stage not in session.kit.stages:
        return session.place
    places = KINDS[session.stage(task.stage).kind].places(session, task.stage)
    known = (at for at in (task.id, *_SHOWN_AT) if at in places)
    return Place(stage=task.stage, at=next(known, next(iter(places), "")))


_SHOWN_AT: Final = ("act", "actions")
"""The places of actions in the kinds of stages that hold them."""
