"""The kinds of stage: the one list of them, in the order in which a workshop meets them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from valueworkshop.stages.actions.kind import KIND as ACTIONS
from valueworkshop.stages.allocation.kind import KIND as ALLOCATION
from valueworkshop.stages.close.kind import KIND as CLOSE
from valueworkshop.stages.drivers.kind import KIND as DRIVERS
from valueworkshop.stages.frame.kind import KIND as FRAME
from valueworkshop.stages.journey.kind import KIND as JOURNEY
from valueworkshop.stages.kind import Kind
from valueworkshop.stages.ladder.kind import KIND as LADDER
from valueworkshop.stages.ledger.kind import KIND as LEDGER
from valueworkshop.stages.offers.kind import KIND as OFFERS
from valueworkshop.stages.pause.kind import KIND as PAUSE
from valueworkshop.stages.questions.kind import KIND as QUESTIONS
from valueworkshop.stages.ratings.kind import KIND as RATINGS
from valueworkshop.stages.statements.kind import KIND as STATEMENTS
from valueworkshop.stages.summary.kind import KIND as SUMMARY
from valueworkshop.stages.voice.kind import KIND as VOICE

_ALL: Final = (
    FRAME,
    QUESTIONS,
    RATINGS,
    LADDER,
    OFFERS,
    LEDGER,
    JOURNEY,
    DRIVERS,
    STATEMENTS,
    VOICE,
    ALLOCATION,
    SUMMARY,
    ACTIONS,
    CLOSE,
    PAUSE,
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.name: kind for kind in _ALL})
