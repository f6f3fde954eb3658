"""The kind of stage `frame`: what the workshop is about and who takes part."""

from valueworkshop.core.stages.frame import model
from valueworkshop.core.stages.kind import Kind, Trait

KIND = Kind(
    name="frame",
    traits=frozenset({Trait.HOLDS_PARTICULARS}),
    advice="nobody is asked what this is about or who takes part; votes are then the room's one",
    places=model.places,
    progress=model.progress,
)
