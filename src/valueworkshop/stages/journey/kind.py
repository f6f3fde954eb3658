"""The kind of stage `journey`: touchpoints, rated for what is expected and what is experienced."""

from valueworkshop.stages.journey import score
from valueworkshop.stages.journey.model import Answers, Asks
from valueworkshop.stages.kind import Kind
from valueworkshop.stages.votes import score as votes
from valueworkshop.stages.votes import slips

KIND = Kind(
    name="journey",
    asks=Asks,
    answers=Answers,
    places=votes.places,
    progress=votes.progress,
    values=score.values,
    slips=slips.slips,
)
