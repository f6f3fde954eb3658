"""The kind of stage `ratings`: statements of the kit, rated by each participant."""

from dataclasses import replace

from valueworkshop.core.stages.asked_list import Detail
from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.votes import model, slips
from valueworkshop.core.stages.votes.kit_items import kit_items

ITEMS = kit_items(
    "item",
    lambda text: model.Item(text=text),
    Detail(field="low", label="1 looks like", hint="how bad it can be"),
    Detail(field="high", label="5 looks like", hint="as good as they could wish for"),
    reworded=lambda item: replace(item, short="", lack=""),
)

KIND = Kind(
    name="ratings",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Plan,
    answers=model.Votes,
    places=later("votes.score", "places"),
    progress=later("votes.score", "progress"),
    values=later("ratings.lead_and_lag", "values"),
    slips=slips.slips,
    lists=(ITEMS,),
)
