"""The kind of stage `effort`: what was chosen, by what it would bring and the effort it takes."""

from valueworkshop.core.stages.effort import score
from valueworkshop.core.stages.effort.model import Answers, Asks
from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.votes import score as votes
from valueworkshop.core.stages.votes import slips

KIND = Kind(
    name="effort",
    traits=frozenset({Trait.WEIGHS_CHOICES}),
    asks=Asks,
    answers=Answers,
    places=votes.places,
    progress=votes.progress,
    values=score.values,
    slips=slips.slips,
    placed=score.placed,
)
