"""The kind of stage `close`: the end of the session."""

from valueworkshop.core.stages.close import model, score
from valueworkshop.core.stages.kind import Kind

KIND = Kind(
    name="close",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
)
