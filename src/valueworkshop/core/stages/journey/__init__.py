"""The kind of stage `journey`: touchpoints, rated for what customers expect and experience."""

from valueworkshop.core.stages.journey import score
from valueworkshop.core.stages.journey.model import Answers, Asks
from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.votes import score as votes
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="journey",
    traits=frozenset({Trait.IS_LENS}),
    asks=Asks,
    answers=Answers,
    places=votes.places,
    progress=votes.progress,
    values=score.values,
    slips=slips.slips,
)
