"""The kind of stage `review`: what became of last time."""

from valueworkshop.core.stages.agreed import promises
from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.review import score

KIND = Kind(
    name="review",
    traits=frozenset({Trait.LOOKS_BACK}),
    asks=promises.Asks,
    answers=promises.Answers,
    places=score.places,
    progress=score.progress,
    values=score.values,
)
