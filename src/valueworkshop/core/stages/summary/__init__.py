"""The kind of stage `summary`: all gaps together, and what a team says of contradictions."""

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.summary import model

KIND = Kind(
    name="summary",
    traits=frozenset({Trait.SUMS_UP}),
    advice="no gaps are brought together; add a stage of the kind summary",
    answers=model.Answers,
)
