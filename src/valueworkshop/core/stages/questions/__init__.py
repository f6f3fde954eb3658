"""The kind of stage `questions`: questions answered in words."""

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.notes import model
from valueworkshop.core.stages.questions import score
from valueworkshop.core.stages.questions.own_questions import QUESTIONS

KIND = Kind(
    name="questions",
    traits=frozenset({Trait.IS_LENS, Trait.HOLDS_QUESTIONS}),
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    slips=score.slips,
    lists=(QUESTIONS,),
)
