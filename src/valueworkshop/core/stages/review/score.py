"""How much of last time's plan came true, and how much of this stage is done."""

from dataclasses import asdict
from typing import Any

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.promises import (
    answers,
    by_function,
    is_late,
    status_of,
    through,
)
from valueworkshop.core.stages.kind import Progress

ACTIONS, ASSUMPTIONS = "actions", "assumptions"


def places(session: Session, stage: str) -> list[str]:
    """Return the two parts, as far as last time left anything for them."""
    given = answers(session, stage)
    parts = ((ACTIONS, given.actions), (ASSUMPTIONS, given.assumptions))
    return [name for name, found in parts if found]


def progress(session: Session, stage: str) -> Progress:
    """Count the actions and assumptions about which the team said something."""
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
