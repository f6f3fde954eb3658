"""What the library knows about one file. Plain values, so that a cache can keep them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed import promises as review
from valueworkshop.core.stages.agreed.model import Action, Status, answers
from valueworkshop.core.stages.agreed.promises import status_of
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.summary.customers_in_words import customers_of, in_words
from valueworkshop.core.summary.gap_summary import gap_index
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An agreed action of a workshop: `id` in the stage `stage`."""

    stage: str
    id: str
    title: str
    owner: str = ""
    function: str = ""
    due: dt.date | None = None
    status: str = Status.NOT_STARTED.value

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.status not in (Status.DONE.value, Status.DROPPED.value)

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it is open and was due before `today`."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One workshop; or the `problem` why it cannot be read, and `why` in short.

    The team is at stage number `stage` of `stages`, 0 for none. `index` is the value gap index, 0
    to 100, over what was revealed; if there is none, `customers` is that of customers, and
    `customers_said` says from how many. If `is_whole` is false, we know only the head of the file
    yet.
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
    index: float | None = None
    customers: float | None = None
    customers_said: str = ""
    tasks: tuple[Task, ...] = ()
    problem: str = ""
    why: str = ""
    is_whole: bool = True

    def open_tasks(self) -> int:
        """Return how many actions still have to be done."""
        return sum(task.is_open for task in self.tasks)

    def overdue(self, today: dt.date) -> int:
        """Return how many of them were due before `today`."""
        return sum(task.is_overdue(today) for task in self.tasks)


def record_at(path: Path) -> Record:
    """Read a whole file. Never raises, whatever the file holds."""
    try:
        session = session_file.read(path).session
    except FileProblem as error:
        first = error.problems[0]
        line = f"line {first.line}: " if first.line else ""
        told = str(error).split("\n", 1)[0]
        return Record(path=path, problem=told, why=one_line(f"{line}{first.message}"))
    return record_of(path, session)


def record_of(path: Path, session: Session) -> Record:
    """Return what the library knows about a session."""
    stages = list(session.kit.stages)
    here = session.place.stage
    index = gap_index(session).value
    heard = customers_of(session) if index is None else None
    return Record(
        path=path,
        id=session.id,
        title=one_line(session.title),
        organisation=one_line(session.organisation),
        date=session.date,
        offer=one_line(session.offer),
        stage=stages.index(here) + 1 if here in stages else 0,
        stages=len(stages),
        stage_title=one_line(session.stage(here).title) if here in stages else "",
        index=index,
        customers=heard.value if heard else None,
        customers_said=in_words(heard) if heard else "",
        tasks=tuple(_tasks(session)),
    )


def _tasks(session: Session) -> list[Task]:
    """Return the actions of this plan, then those of last time whose state it changes."""
    agreed = [
        _task(stage, key, action, action.status)
        for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS)
        for key, action in answers(session, stage).in_order
    ]
    known = {task.id for task in agreed}
    decided = [
        _task(stage, key, promise.was, status_of(session, key, promise))
        for stage in stages_with(session.kit, Trait.LOOKS_BACK)
        for key, promise in review.answers(session, stage).promises
        if key not in known and promise.decision is not None
    ]
    return agreed + decided


def _task(stage: str, key: str, action: Action, status: Status) -> Task:
    return Task(
        stage=stage,
        id=key,
        title=one_line(action.title),
        owner=one_line(action.owner),
        function=one_line(action.function),
        due=action.due,
        status=status.value,
    )


def as_values(record: Record) -> dict[str, Any]:
    """Return a record as values for JSON."""
    tasks = [{**asdict(task), "due": _told(task.due)} for task in record.tasks]
    day = _told(record.date)
    return {**asdict(record), "path": str(record.path), "date": day, "tasks": tasks}


def from_values(values: Mapping[str, Any]) -> Record:
    """Return the record of what `as_values` gave. Raises KeyError, TypeError or ValueError."""
    tasks = (Task(**{**task, "due": _day(task["due"])}) for task in values["tasks"])
    known = {**values, "path": Path(values["path"]), "date": _day(values["date"])}
    return Record(**{**known, "tasks": tuple(tasks)})


def _told(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
