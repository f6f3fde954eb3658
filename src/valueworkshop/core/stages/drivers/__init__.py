"""The kind of stage `drivers`: why customers choose us, rated for uniqueness and for sway."""

from valueworkshop.core.stages.drivers import score
from valueworkshop.core.stages.drivers.model import Answers, Asks
from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.votes import score as votes
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="drivers",
    traits=frozenset({Trait.IS_LENS}),
    asks=Asks,
    answers=Answers,
    places=votes.places,
    progress=votes.progress,
    values=score.values,
    slips=slips.slips,
)
