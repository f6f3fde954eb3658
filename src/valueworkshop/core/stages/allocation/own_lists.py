"""The disciplines and the layers, as lists that a team can change in the room."""

from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation.model import Discipline, Layer, answers
from valueworkshop.core.stages.asked_list import AskedList, Detail

_MEANING: Final = Detail(field="about", label="meaning")


def _spread(session: Session, stage: str) -> str:
    """Say why there may be no other disciplines: a hundred points are of those that were there."""
    if not answers(session, stage).ballots:
        return ""
    return "Points were given already, and they are of these disciplines. You can reword one."


def _aligned(session: Session, stage: str, layer: str) -> int:
    given = answers(session, stage).alignment.values()
    return sum(layer in layers for layers in given)


DISCIPLINES: Final = AskedList(
    name="disciplines",
    one="discipline",
    new=lambda text, _near: Discipline(text=text),
    details=(_MEANING,),
    held=_spread,
)

LAYERS: Final = AskedList(
    name="layers",
    one="layer",
    new=lambda text, _near: Layer(text=text),
    details=(_MEANING,),
    given=_aligned,
    answer=("rating", "ratings"),
)
