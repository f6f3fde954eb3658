"""The kind of stage `pause`: time, and nothing to fill in: a break, a warm-up, a check-out."""

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.pause.model import Asks

_TALK = frozenset({Trait.IS_BREAK})


def _lacks(asks: object) -> frozenset[Trait]:
    return _TALK if isinstance(asks, Asks) and asks.aloud else frozenset()


KIND = Kind(
    name="pause",
    traits=frozenset({Trait.ASKS_NOTHING, Trait.IS_BREAK}),
    lacks=_lacks,
    asks=Asks,
)
