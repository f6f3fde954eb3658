"""How much of last time's plan came true, and how much of this stage is done."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Status
from valueworkshop.core.stages.agreed.promises import Promise, answers, status_of
from valueworkshop.core.stages.kind import Progress

ACTIONS, ASSUMPTIONS = "actions", "assumptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """Last time's open actions counted: done, dropped, late and otherwise open; together all.

    Late are those still open whose day was before that of this workshop.
    """

    done: int = 0
    late: int = 0
    dropped: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """How many there were."""
        return self.done + self.late + self.dropped + self.open


def through(session: Session, stage: str) -> Through:
    """Count what became of last time's actions. What nobody decided on is open."""
    return _counted(session, answers(session, stage).actions)


def by_function(session: Session, stage: str) -> dict[str, Through]:
    """Return the same for each function, '' for actions of none, in the order of the actions."""
    sorted_out: dict[str, dict[str, Promise]] = {}
    for key, promise in answers(session, stage).promises:
        sorted_out.setdefault(promise.was.function, {})[key] = promise
    return {name: _counted(session, found) for name, found in sorted_out.items()}


def _counted(session: Session, promises: Mapping[str, Promise]) -> Through:
    done = late = dropped = still = 0
    for key, promise in promises.items():
        status = status_of(session, key, promise)
        if status is Status.DONE:
            done += 1
        elif status is Status.DROPPED:
            dropped += 1
        elif is_late(session, promise):
            late += 1
        else:
            still += 1
    return Through(done=done, late=late, dropped=dropped, open=still)


def is_late(session: Session, promise: Promise) -> bool:
    """Whether the day on which it was to be done was before that of this workshop."""
    due, today = promise.was.due, session.date
    return due is not None and today is not None and due < today


def places(session: Session, stage: str) -> list[str]:
    """Return the two parts, as far as last time left anything for them."""
    given = answers(session, stage)
    parts = ((ACTIONS, given.actions), (ASSUMPTIONS, given.assumptions))
    return [name for name, found in parts if found]


def progress(session: Session, stage: str) -> Progress:
    """Count the actions and assumptions that something was said of."""
    given = answers(session, stage)
    done = sum(promise.decision is not None for promise in given.actions.values())
    done += sum(assumed.outcome is not None for assumed in given.assumptions.values())
    return Progress(done, len(given.actions) + len(given.assumptions))


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return what became of last time's actions, in numbers: of all, and by function."""
    given = answers(session, stage)
    if not given.actions:
        return {}
    return {
        **asdict(through(session, stage)),
        "functions": {name: asdict(n) for name, n in by_function(session, stage).items()},
        "actions": [
            {
                "id": key,
                "title": promise.was.title,
                "since": promise.since.isoformat() if promise.since else None,
                "decision": promise.decision.value if promise.decision else None,
                "status": status_of(session, key, promise).value,
                "late": is_late(session, promise),
            }
            for key, promise in given.promises
        ],
    }
