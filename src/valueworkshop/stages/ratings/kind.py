"""The kind of stage `ratings`: statements of the kit, rated by each participant."""

from valueworkshop.stages.kind import Kind
from valueworkshop.stages.ratings import lead
from valueworkshop.stages.votes import model, score, slips

KIND = Kind(
    name="ratings",
    asks=model.Plan,
    answers=model.Votes,
    places=score.places,
    progress=score.progress,
    values=lead.values,
    slips=slips.slips,
)
