"""The kind of stage `close`: the end of the session."""

from valueworkshop.stages.close import model, score
from valueworkshop.stages.kind import Kind

KIND = Kind(
    name="close",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
)
