"""Where one can stand in a workshop, in the order in which it is walked through."""

from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS


def places(session: Session) -> list[Place]:
    """Return every place of a workshop in order; a stage without places is one itself.

    A stage that was dropped for the sake of time has none, but for whoever stands in it.
    """
    found = []
    for key, stage in session.kit.stages.items():
        if of_stage(session, key).skipped and key != session.place.stage:
            continue
        inside = KINDS[stage.kind].places(session, key) or [""]
        found += [Place(stage=key, at=at) for at in inside]
    return found


def standing(session: Session) -> Place | None:
    """Return the place at which the team stands, or the nearest that there is; None for none."""
    known, here = places(session), session.place
    if here in known:
        return here
    first = known[0] if known else None
    return next((place for place in known if place.stage == here.stage), first)


def next_to(session: Session, by: int) -> Place | None:
    """Return the place so many further on, or back where that is below 0; None where it ends."""
    known, here = places(session), standing(session)
    if here is None:
        return None
    at = known.index(here) + by
    return known[at] if 0 <= at < len(known) else None


def first_of(session: Session, stage: str) -> Place:
    """Return the place at which a stage begins."""
    inside = KINDS[session.stage(stage).kind].places(session, stage)
    return Place(stage=stage, at=next(iter(inside), ""))
