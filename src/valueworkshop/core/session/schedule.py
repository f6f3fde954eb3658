"""How much time a workshop has left in this stage, and how far ahead or behind it is. Pure.

`loose` holds the seconds, by stage, that are counted and do not make a whole minute in the session
yet; those of pauses are under `PAUSES`.

    left here     the stage's minutes less what was spent in it; below 0 it is over its time
    still to do   what is left here, if anything, and of every later stage that is not skipped; of
                  those in the plan: who goes back to the frame has not all of it before them
    behind        all that was spent and paused + still to do - the plan; below 0 it is ahead
    the plan      the kit's minutes for so many people, from the stage in which the clock first ran
                  on, + what the end was moved by

Stages before the one where the team is cost nothing more. More or fewer minutes for a stage do not
change the plan: they put the workshop behind or ahead of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stage_times import StageTime, Timing

PAUSES: Final = ""
"""The key of paused seconds: no stage has this id."""

LONGEST: Final = 24 * 60
"""The most minutes that a stage can have; a larger number in a file counts as this."""

LEAST: Final = 3
"""We never shrink a stage below this many minutes."""

NOTHING: Final[Mapping[str, float]] = {}


def of_stage(session: Session, stage: str) -> StageTime:
    """Return what the session says of a stage's time."""
    return session.timing.stages.get(stage, StageTime())


def of_kit(session: Session, stage: str) -> int:
    """Return the minutes that the kit plans for a stage with as many people as there are."""
    return _bounded(session.stage(stage).minutes.planned(len(session.people)))


def minutes(session: Session, stage: str) -> int:
    """Return the minutes that a stage has now: the team's if they changed it, else the kit's."""
    granted = of_stage(session, stage).granted
    return of_kit(session, stage) if granted is None else _bounded(granted)


def spent(session: Session, stage: str, loose: Mapping[str, float] = NOTHING) -> float:
    """Return the seconds spent in a stage."""
    return of_stage(session, stage).spent * 60 + loose.get(stage, 0.0)


def left(session: Session, stage: str, loose: Mapping[str, float] = NOTHING) -> float:
    """Return the seconds that a stage has left, below 0 if it is over its time."""
    return minutes(session, stage) * 60 - spent(session, stage, loose)


def coming(session: Session) -> list[str]:
    """Return the ids of the stages after the one where the team is, without the skipped ones."""
    stages = list(session.kit.stages)
    here = session.place.stage
    behind_us = stages.index(here) + 1 if here in stages else 0
    return [key for key in stages[behind_us:] if not of_stage(session, key).skipped]


def still_to_do(session: Session, loose: Mapping[str, float] = NOTHING, begun: str = "") -> float:
    """Return the seconds from now to the end, if every stage takes what it has."""
    here = [session.place.stage] if session.place.stage in session.kit.stages else []
    planned = set(_planned(session, begun))
    to_do = [key for key in [*here, *coming(session)] if key in planned]
    return sum(max(left(session, key, loose), 0.0) for key in to_do)


def plan(session: Session, begun: str = "") -> int:
    """Return the minutes of the whole plan; `begun` is used if the session does not say it."""
    return sum(of_kit(session, key) for key in _planned(session, begun)) + session.timing.moved


def _planned(session: Session, begun: str) -> list[str]:
    """Return the ids of the stages in the plan: those from the one where the clock first ran."""
    stages = list(session.kit.stages)
    first = session.timing.begun or begun
    return stages[stages.index(first) :] if first in stages else stages


def behind(session: Session, loose: Mapping[str, float] = NOTHING, begun: str = "") -> float:
    """Return by how many seconds the workshop is behind its plan, below 0 if it is ahead."""
    known = {key: spent(session, key, loose) for key in session.kit.stages}
    paused = session.timing.paused * 60 + loose.get(PAUSES, 0.0)
    taken = sum(known.values()) + paused
    return taken + still_to_do(session, loose, begun) - plan(session, begun) * 60


def granted(session: Session, stage: str, by: int) -> Timing:
    """Return the timing with `by` minutes more, or fewer, for a stage: never below 1."""
    number = max(min(minutes(session, stage) + by, LONGEST), 1)
    return changed(session, stage, granted=number)


def corrected(session: Session, stage: str, by: int) -> Timing:
    """Return the timing with `by` minutes more, or fewer, spent in a stage: never below 0."""
    return changed(session, stage, spent=max(of_stage(session, stage).spent + by, 0))


def skipped(session: Session, stage: str, *, skip: bool) -> Timing:
    """Return the timing with an optional stage dropped, or put back. Its answers stay.

    Raises ValueError, which says why, for a stage that every workshop needs or where the team is.
    """
    if skip and not session.stage(stage).optional:
        raise ValueError(
            "You cannot drop this stage, as every workshop needs it. You can make it shorter."
        )
    if skip and stage == session.place.stage:
        raise ValueError("You are in this stage. Go on to the next one first.")
    return changed(session, stage, skipped=skip)


def end_moved(session: Session, by: int) -> Timing:
    """Return the timing with the end `by` minutes later."""
    return replace(session.timing, moved=session.timing.moved + by)


def shrunk(session: Session, by: int, breaks: Collection[str]) -> Timing:
    """Return the timing with `by` minutes taken from the stages to come, in proportion.

    No stage gets shorter than half of what the kit plans, than LEAST minutes, or than what the team
    spent in it; `breaks` (ids of stages) stay as they are. So it may take less than `by`: see
    `shrinkable`.
    """
    room = _room(session, breaks)
    by = min(by, sum(room.values()))
    if by <= 0:
        return session.timing
    share = {key: by * each / sum(room.values()) for key, each in room.items()}
    less = {key: int(each) for key, each in share.items()}
    # The largest parts, in their order, get what rounding left over.
    rest = sorted(share, key=lambda key: share[key] - less[key], reverse=True)
    for key in rest[: by - sum(less.values())]:
        less[key] += 1
    timing = session.timing
    for key, number in less.items():
        if number:
            session = replace(session, timing=timing)
            timing = changed(session, key, granted=minutes(session, key) - number)
    return timing


def shrinkable(session: Session, breaks: Collection[str]) -> int:
    """Return the minutes that `shrunk` could take from the stages to come."""
    return sum(_room(session, breaks).values())


def droppable(session: Session) -> list[str]:
    """Return the ids of the stages to come that the team may drop and that take time."""
    return [
        key for key in coming(session) if session.stage(key).optional and left(session, key) > 0
    ]


def changed(session: Session, stage: str, **values: Any) -> Timing:
    """Return the timing with other values for one stage."""
    timing = session.timing
    return replace(
        timing, stages={**timing.stages, stage: replace(of_stage(session, stage), **values)}
    )


def taken_back(session: Session, before: Timing, after: Timing) -> Timing:
    """Return the timing without the change from `before` to `after`; later minutes stay counted."""
    stages = dict(session.timing.stages)
    for key in before.stages.keys() | after.stages.keys():
        was, made = (timing.stages.get(key, StageTime()) for timing in (before, after))
        now = of_stage(session, key)
        spent = max(now.spent - made.spent + was.spent, 0)
        stages[key] = replace(now, granted=was.granted, skipped=was.skipped, spent=spent)
    moved = session.timing.moved - after.moved + before.moved
    return replace(session.timing, moved=moved, stages=stages)


def kept(session: Session, loose: Mapping[str, float]) -> tuple[Timing, dict[str, float]]:
    """Return the timing with the whole minutes of `loose` added, and the seconds left over."""
    timing, over = session.timing, dict(loose)
    for key, seconds in loose.items():
        whole = int(seconds // 60)
        if not whole:
            continue
        over[key] = seconds - whole * 60
        if key == PAUSES:
            timing = replace(timing, paused=timing.paused + whole)
        else:
            session = replace(session, timing=timing)
            timing = changed(session, key, spent=of_stage(session, key).spent + whole)
    return timing, over


def _room(session: Session, breaks: Collection[str]) -> dict[str, int]:
    """Return how many minutes each stage to come can lose."""
    room = {}
    for key in coming(session):
        if key in breaks:
            continue
        least = max(-(-of_kit(session, key) // 2), LEAST, of_stage(session, key).spent)
        if (free := minutes(session, key) - least) > 0:
            room[key] = free
    return room


def _bounded(number: int) -> int:
    return max(min(number, LONGEST), 0)
