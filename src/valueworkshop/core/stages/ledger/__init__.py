"""The kind of stage `ledger`: benefits and costs, rated or in money, and net for each segment."""

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.ledger import score
from valueworkshop.core.stages.ledger.model import Answers, Asks
from valueworkshop.core.stages.votes import score as votes
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="ledger",
    traits=frozenset({Trait.IS_LENS}),
    asks=Asks,
    answers=Answers,
    places=votes.places,
    progress=score.progress,
    values=score.values,
    slips=slips.slips,
)
