"""The kind of stage `close`: the end of the session."""

from valueworkshop.core.stages.close import model, score, worth
from valueworkshop.core.stages.kind import Kind, Trait

KIND = Kind(
    name="close",
    traits=frozenset({Trait.ENDS_WORKSHOP}),
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    values=worth.values,
    seen=worth.seen,
    hidden=worth.hidden,
)
