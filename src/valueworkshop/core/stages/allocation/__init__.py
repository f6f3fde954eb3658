"""The kind of stage `allocation`: points spread over value disciplines."""

from valueworkshop.core.stages.allocation import model, score
from valueworkshop.core.stages.allocation.own_lists import DISCIPLINES, LAYERS
from valueworkshop.core.stages.kind import Kind, Trait

KIND = Kind(
    name="allocation",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    values=score.values,
    slips=score.slips,
    seen=score.seen,
    hidden=score.hidden,
    lists=(DISCIPLINES, LAYERS),
)
