"""What the library knows about one file. Plain values, so that a cache can keep them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

DONE: Final = "done"
"""The status of what was done, as `Status.DONE` has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An agreed action of a workshop: `id` in the stage `stage`. `is_open` until it is done.

    `closes` has the key and the words of each thing that it closes.
    """

    stage: str
    id: str
    title: str
    owner: str = ""
    function: str = ""
    due: dt.date | None = None
    status: str = "not started"
    is_open: bool = True
    first_step: str = ""
    success: str = ""
    closes: tuple[tuple[str, str], ...] = ()
    serves: str = ""
    origin: str = ""

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it is open and was due before `today`."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGap:
    """A shortfall that the room has seen, in points, with the means of both answers if known."""

    title: str
    signed: float
    today: float | None = None
    needed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One workshop; or the `problem` why it cannot be read, and `why` in short.

    The team is at stage number `stage` of `stages`, 0 for none; of the `to_do` stages that ask for
    something and were not left out, `done` are complete. `index` is the value gap index, 0 to 100,
    over what was revealed, `said` is that in a sentence, and `people` gave it; it `is_firm` if the
    summary has no doubts. If there is none, `said` says why, `customers` is that of customers, and
    `customers_said` says from how many. `gaps` are the largest, the largest first. `follows` is the
    id of the workshop before this one; two with the same `asked` rated the same items. If
    `is_whole` is false, we know only the head of the file yet.
    """

    path: Path
    id: str = ""
    title: str = ""
    organisation: str = ""
    date: dt.date | None = None
    offer: str = ""
    stage: int = 0
    stages: int = 0
    stage_title: str = ""
    done: int = 0
    to_do: int = 0
    index: float | None = None
    said: str = ""
    people: int = 0
    is_firm: bool = True
    customers: float | None = None
    customers_said: str = ""
    gaps: tuple[KnownGap, ...] = ()
    asked: int = 0
    follows: str = ""
    tasks: tuple[Task, ...] = ()
    look_again: dt.date | None = None
    problem: str = ""
    why: str = ""
    is_whole: bool = True

    def open_tasks(self) -> int:
        """Return how many actions still have to be done."""
        return sum(task.is_open for task in self.tasks)

    def overdue(self, today: dt.date) -> int:
        """Return how many of them were due before `today`."""
        return sum(task.is_overdue(today) for task in self.tasks)


def as_values(record: Record) -> dict[str, Any]:
    """Return a record as values for JSON."""
    values = asdict(record)
    for task in values["tasks"]:
        task["due"] = _told(task["due"])
    again = _told(record.look_again)
    return {**values, "path": str(record.path), "date": _told(record.date), "look_again": again}


def from_values(values: Mapping[str, Any]) -> Record:
    """Return the record of what `as_values` gave. Raises KeyError, TypeError or ValueError."""
    tasks = tuple(map(_task, values["tasks"]))
    gaps = tuple(KnownGap(**gap) for gap in values["gaps"])
    days = {name: _day(values[name]) for name in ("date", "look_again")}
    return Record(**{**values, **days, "path": Path(values["path"]), "tasks": tasks, "gaps": gaps})


def _task(values: Mapping[str, Any]) -> Task:
    closes = tuple((key, text) for key, text in values["closes"])
    return Task(**{**values, "due": _day(values["due"]), "closes": closes})


def _told(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
