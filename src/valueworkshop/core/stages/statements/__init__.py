"""The kind of stage `statements`: who agrees with statements about ourselves, by group."""

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.statements import model
from valueworkshop.core.stages.statements import score as statements
from valueworkshop.core.stages.votes import score
from valueworkshop.core.stages.votes.model import Votes

KIND = Kind(
    name="statements",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Asks,
    answers=Votes,
    places=score.places,
    progress=score.progress,
    values=statements.values,
    slips=model.slips,
)
