"""The kind of stage `actions`: choosing what to work on, and agreeing actions."""

from valueworkshop.core.stages.actions import score
from valueworkshop.core.stages.agreed import model
from valueworkshop.core.stages.kind import Kind

KIND = Kind(
    name="actions",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    slips=score.slips,
)
