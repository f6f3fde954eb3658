"""Distances on the ladder, in rungs. They do not count in the value gap index."""

from dataclasses import asdict, dataclass
from typing import Any

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Progress
from valueworkshop.core.stages.ladder.model import Rung, View, answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """How far apart the marks are, in rungs; None if one of the two is not placed.

    `to_climb` is aim minus now, -3 to 3: below 0 the team aims lower than it is. `seen_below` is
    now minus customers, -3 to 3: above 0 customers see the offer on a lower rung than the team.
    """

    to_climb: int | None
    seen_below: int | None


def climb(session: Session, stage: str) -> Climb:
    """Return the distances between the marks of a stage."""
    given = answers(session, stage)
    now, customers, aim = given.now.rung, given.customers.rung, given.aim.rung
    return Climb(to_climb=_rungs(now, aim), seen_below=_rungs(customers, now))


def _rungs(lower: Rung | None, upper: Rung | None) -> int | None:
    return None if lower is None or upper is None else upper.height - lower.height


def places(_session: Session, _stage: str) -> list[str]:
    """Return the three marks."""
    return [view.value for view in View]


def progress(session: Session, stage: str) -> Progress:
    """Count the marks that were placed, or that the room said it does not know."""
    given = answers(session, stage)
    marks = [given.of(view) for view in View]
    return Progress(sum(mark.rung is not None or mark.unknown for mark in marks), len(marks))


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return each mark, with null for no rung, and the distances in rungs."""
    given = answers(session, stage)
    marks = {
        view.value: {
            "rung": mark.rung.value if mark.rung else None,
            "unknown": mark.unknown,
            "why": mark.why,
            "evidence": mark.evidence.grade.value,
        }
        for view in View
        for mark in [given.of(view)]
    }
    return {"marks": marks, **asdict(climb(session, stage))}
