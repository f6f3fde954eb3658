"""The kind of stage `statements`: who agrees with statements about ourselves, by group."""

from dataclasses import replace

from valueworkshop.core.stages.kind import Kind, Trait, later
from valueworkshop.core.stages.statements import model
from valueworkshop.core.stages.votes.kit_items import kit_items
from valueworkshop.core.stages.votes.model import Votes

STATEMENTS = kit_items(
    "statement",
    lambda text: model.Statement(text=text),
    reworded=lambda said: replace(said, study=None),
)

KIND = Kind(
    name="statements",
    traits=frozenset({Trait.IS_LENS}),
    asks=model.Asks,
    answers=Votes,
    places=later("votes.score", "places"),
    progress=later("votes.score", "progress"),
    values=later("statements.score", "values"),
    slips=model.slips,
    lists=(STATEMENTS,),
)
