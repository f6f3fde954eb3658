"""The kind of stage `effort`: what was chosen, by what it would bring and the effort it takes."""

from valueworkshop.core.stages.effort.model import Answers, Asks
from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="effort",
    traits=frozenset({Trait.WEIGHS_CHOICES}),
    asks=Asks,
    answers=Answers,
    places=later("votes.score", "places"),
    progress=later("votes.score", "progress"),
    values=later("effort.score", "values"),
    slips=slips.slips,
    placed=later("effort.score", "placed"),
)
