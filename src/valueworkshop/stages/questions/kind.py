"""The kind of stage `questions`: questions answered in words."""

from valueworkshop.stages.kind import Kind
from valueworkshop.stages.questions import model, score

KIND = Kind(
    name="questions",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    slips=score.slips,
)
