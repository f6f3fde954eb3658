"""The kind of stage `review`: what became of last time."""

from valueworkshop.core.stages.agreed import promises
from valueworkshop.core.stages.kind import Kind, Trait, later

KIND = Kind(
    name="review",
    traits=frozenset({Trait.LOOKS_BACK}),
    asks=promises.Asks,
    answers=promises.Answers,
    places=later("review.score", "places"),
    progress=later("review.score", "progress"),
    values=later("review.score", "values"),
)
