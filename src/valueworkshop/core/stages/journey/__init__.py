"""The kind of stage `journey`: touchpoints, rated for what customers expect and experience."""

from valueworkshop.core.stages.journey.model import Answers, Asks
from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="journey",
    traits=frozenset({Trait.IS_LENS}),
    asks=Asks,
    answers=Answers,
    places=later("votes.score", "places"),
    progress=later("votes.score", "progress"),
    values=later("journey.score", "values"),
    slips=slips.slips,
)
