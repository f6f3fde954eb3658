"""The kind of stage `close`: the end of the session."""

from valueworkshop.core.stages.close import model
from valueworkshop.core.stages.kind import Kind, Trait, later

KIND = Kind(
    name="close",
    traits=frozenset({Trait.ENDS_WORKSHOP}),
    asks=model.Asks,
    answers=model.Answers,
    places=later("close.score", "places"),
    progress=later("close.score", "progress"),
    values=later("close.worth", "values"),
    seen=later("close.worth", "seen"),
    hidden=later("close.worth", "hidden"),
)
