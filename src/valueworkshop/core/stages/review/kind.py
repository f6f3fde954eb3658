"""The kind of stage `review`: what became of last time."""

from valueworkshop.core.stages.agreed import promises
from valueworkshop.core.stages.kind import Kind
from valueworkshop.core.stages.review import score

KIND = Kind(
    name="review",
    asks=promises.Asks,
    answers=promises.Answers,
    places=score.places,
    progress=score.progress,
    values=score.values,
)
