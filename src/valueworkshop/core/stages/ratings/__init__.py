"""The kind of stage `ratings`: statements of the kit, rated by each participant."""

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.ratings import lead_and_lag
from valueworkshop.core.stages.votes import model, score, slips

KIND = Kind(
    name="ratings",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Plan,
    answers=model.Votes,
    places=score.places,
    progress=score.progress,
    values=lead_and_lag.values,
    slips=slips.slips,
)
