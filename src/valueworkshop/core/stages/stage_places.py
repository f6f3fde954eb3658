"""The places of a workshop, in the order in which a team goes through them."""

from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS


def places(session: Session) -> list[Place]:
    """Return every place of a workshop in order; a stage without places is one itself.

    A stage that was dropped to save time has none, unless the team is in it.
    """
    found = []
    for key, stage in session.kit.stages.items():
        if of_stage(session, key).skipped and key != session.place.stage:
            continue
        inside = KINDS[stage.kind].places(session, key) or [""]
        found += [Place(stage=key, at=at) for at in inside]
    return found


def current_place(session: Session) -> Place | None:
    """Return the place where the team is, or the nearest one that exists; None for none."""
    known, here = places(session), session.place
    if here in known:
        return here
    first = known[0] if known else None
    return next((place for place in known if place.stage == here.stage), first)


def next_to(session: Session, by: int) -> Place | None:
    """Return the place `by` further on, or back if that is below 0; None past either end."""
    known, here = places(session), current_place(session)
    if here is None:
        return None
    at = known.index(here) + by
    return known[at] if 0 <= at < len(known) else None


def first_of(session: Session, stage: str) -> Place:
    """Return the place at which a stage begins."""
    inside = KINDS[session.stage(stage).kind].places(session, stage)
    return Place(stage=stage, at=next(iter(inside), ""))
