"""The kind of stage `ladder`: where an offer stands on the charging ladder."""

from valueworkshop.stages.kind import Kind
from valueworkshop.stages.ladder import model, score

KIND = Kind(
    name="ladder",
    asks=model.Asks,
    answers=model.Answers,
    places=score.places,
    progress=score.progress,
    values=score.values,
)
