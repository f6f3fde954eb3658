"""The kind of stage `actions`: choosing what to work on, and agreeing actions."""

from valueworkshop.core.stages.actions import score
from valueworkshop.core.stages.agreed import model
from valueworkshop.core.stages.kind import Kind, Trait, later

KIND = Kind(
    name="actions",
    traits=frozenset({Trait.HOLDS_ACTIONS}),
    advice="nothing is agreed; what is done counts: add a stage of the kind actions",
    asks=model.Asks,
    answers=model.Answers,
    places=later("actions.score", "places"),
    progress=later("actions.score", "progress"),
    slips=score.slips,
)
