"""The kind of stage `ladder`: where an offer is on the charging ladder."""

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.ladder import model, score

KIND = Kind(
    name="ladder",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    values=score.values,
)
