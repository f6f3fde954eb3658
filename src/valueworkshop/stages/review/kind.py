"""The kind of stage `review`: what became of last time."""

from valueworkshop.stages.kind import Kind
from valueworkshop.stages.review import model, score

KIND = Kind(
    name="review",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    values=score.values,
)
