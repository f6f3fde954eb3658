"""The kind of stage `statements`: who agrees with statements about ourselves, by group."""

from dataclasses import replace

from valueworkshop.core.stages.kind import Kind, Trait
from valueworkshop.core.stages.statements import model
from valueworkshop.core.stages.statements import score as statements
from valueworkshop.core.stages.votes import score
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
    places=score.places,
    progress=score.progress,
    values=statements.values,
    slips=model.slips,
    lists=(STATEMENTS,),
)
