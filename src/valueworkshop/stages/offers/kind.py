"""The kind of stage `offers`: ours and the others on the four terms of the value equation."""

from valueworkshop.stages.kind import Kind
from valueworkshop.stages.offers import model
from valueworkshop.stages.offers import score as offers
from valueworkshop.stages.votes import score
from valueworkshop.stages.votes.model import Votes

KIND = Kind(
    name="offers",
    asks=model.Asks,
    answers=Votes,
    places=score.places,
    progress=score.progress,
    values=offers.values,
    slips=offers.slips,
)
