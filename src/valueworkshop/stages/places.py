"""Where one can stand in a workshop, in the order in which it is walked through."""

from valueworkshop.stages import KINDS
from valueworkshop.workshop.schedule import of_stage
from valueworkshop.workshop.session import Place, Session


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
