"""The kind of stage `offers`: ours and the others on the four terms of the value equation."""

from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.offers import model
from valueworkshop.core.stages.offers import score as offers
from valueworkshop.core.stages.votes.model import Votes

KIND = Kind(
    name="offers",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Asks,
    answers=Votes,
    places=later("votes.score", "places"),
    progress=later("votes.score", "progress"),
    values=offers.values,
    slips=offers.slips,
)
