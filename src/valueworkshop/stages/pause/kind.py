"""The kind of stage `pause`: a break: time, and nothing to answer."""

from valueworkshop.stages.kind import Kind

KIND = Kind(name="pause", reports=False)
