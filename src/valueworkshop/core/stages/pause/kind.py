"""The kind of stage `pause`: a break: time, and nothing to answer."""

from valueworkshop.core.stages.kind import Kind

KIND = Kind(name="pause", reports=False)
