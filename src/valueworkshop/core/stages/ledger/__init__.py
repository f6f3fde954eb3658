"""The kind of stage `ledger`: benefits and costs, rated or in money, and net for each segment."""

from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.ledger.model import Answers, Asks
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="ledger",
    traits=frozenset({Trait.IS_LENS}),
    asks=Asks,
    answers=Answers,
    places=later("votes.score", "places"),
    progress=later("ledger.score", "progress"),
    values=later("ledger.score", "values"),
    slips=slips.slips,
)
