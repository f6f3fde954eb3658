"""The kind of stage `pause`: a break: time, and nothing to answer."""

from valueworkshop.core.stages.kind import Kind, Trait

KIND = Kind(name="pause", traits=frozenset({Trait.IS_BREAK}))
