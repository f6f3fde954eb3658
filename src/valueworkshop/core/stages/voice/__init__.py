"""The kind of stage `voice`: customers' own ratings, from survey files, beside the team's."""

from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.voice import model, score, survey_evidence

KIND = Kind(
    name="voice",
    traits=frozenset({Trait.IS_LENS, Trait.HEARS_CUSTOMERS}),
    asks=model.Asks,
    answers=model.Answers,
    places=later("voice.score", "places"),
    progress=later("voice.score", "progress"),
    values=later("voice.score", "values"),
    slips=score.slips,
    evidence=survey_evidence.evidence,
)
