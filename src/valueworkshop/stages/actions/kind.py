"""The kind of stage `actions`: choosing what to work on, and agreeing actions."""

from valueworkshop.stages.actions import model, score
from valueworkshop.stages.kind import Kind

KIND = Kind(
    name="actions",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    slips=score.slips,
)
