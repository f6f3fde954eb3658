"""The kind of stage `frame`: what the workshop is about and who takes part."""

from valueworkshop.core.stages.frame import score
from valueworkshop.core.stages.kind import Kind

KIND = Kind(
    name="frame",
    places=score.places,
    progress=score.progress,
)
