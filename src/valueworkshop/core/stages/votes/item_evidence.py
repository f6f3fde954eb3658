"""How well an item is known: by what the room says of it, and by what customers answered."""

from collections.abc import Mapping

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.evidence import Evidence, best
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes.model import Votes, answers, asks


def known_by(session: Session, stage: str, item: str, segment: str = "") -> Evidence:
    """Return the best evidence for an item; if customers of one segment are wanted, only theirs.

    What the room says of an item is about all customers, so it always counts.
    """
    room = answers(session, stage).evidence.get(item, Evidence())
    heard = (
        KINDS[session.stage(key).kind].evidence(session, key, f"{stage}/{item}", segment)
        for key in _hearing(session)
    )
    return best([room, *heard])


def _read(session: Session, stage: str, segment: str = "") -> tuple[object, ...]:
    given = session.answers.get(stage)
    room = given.evidence if isinstance(given, Votes) else None
    return (stage, segment, room, asks(session, stage), session.kit, *heard_from(session))


@kept(_read)
def all_known_by(session: Session, stage: str, segment: str = "") -> Mapping[str, Evidence]:
    """Return the same for every item of a stage. A changed rating leaves it as it is."""
    return {item: known_by(session, stage, item, segment) for item in asks(session, stage).items}


def heard_from(session: Session) -> list[object]:
    """Return all that this evidence is made from beside the stage itself, to keep results by."""
    return [session.answers[key] for key in _hearing(session)]


def _hearing(session: Session) -> list[str]:
    """Return the stages that hold customers' answers."""
    hearing = stages_with(session.kit, Trait.HEARS_CUSTOMERS)
    return [key for key in hearing if key in session.answers]
