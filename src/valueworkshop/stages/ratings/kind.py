"""The kind of stage `ratings`: statements rated by each participant."""

from valueworkshop.stages.kind import Kind
from valueworkshop.stages.ratings import model, report, score

KIND = Kind(
    name="ratings",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    section=report.section,
)
