"""How well an item is known: by what the room says of it, and by what customers answered."""

from valueworkshop.core.session.evidence import Evidence, best
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes.model import answers


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


def heard_from(session: Session) -> list[object]:
    """Return all that this evidence is made from beside the stage itself, to keep results by."""
    return [session.answers[key] for key in _hearing(session)]


def _hearing(session: Session) -> list[str]:
    """Return the stages that hold customers' answers."""
    return [
        key
        for key, stage in session.kit.stages.items()
        if key in session.answers and has(stage, Trait.HEARS_CUSTOMERS)
    ]
