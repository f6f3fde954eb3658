"""The kind of stage `ladder`: where an offer is on the charging ladder."""

from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.ladder import model

KIND = Kind(
    name="ladder",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Asks,
    answers=model.Answers,
    places=later("ladder.score", "places"),
    progress=later("ladder.score", "progress"),
    values=later("ladder.score", "values"),
)
