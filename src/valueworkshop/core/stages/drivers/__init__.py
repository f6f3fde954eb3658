"""The kind of stage `drivers`: why customers choose us, rated for uniqueness and for sway."""

from valueworkshop.core.stages.drivers.model import Answers, Asks
from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="drivers",
    traits=frozenset({Trait.IS_LENS}),
    asks=Asks,
    answers=Answers,
    places=later("votes.score", "places"),
    progress=later("votes.score", "progress"),
    values=later("drivers.score", "values"),
    slips=slips.slips,
)
