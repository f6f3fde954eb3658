"""The kind of stage `drivers`: what makes us the choice, rated for uniqueness and for sway."""

from valueworkshop.stages.drivers import score
from valueworkshop.stages.drivers.model import Answers, Asks
from valueworkshop.stages.kind import Kind
from valueworkshop.stages.votes import score as votes
from valueworkshop.stages.votes import slips

KIND = Kind(
    name="drivers",
    asks=Asks,
    answers=Answers,
    places=votes.places,
    progress=votes.progress,
    values=score.values,
    slips=slips.slips,
)
