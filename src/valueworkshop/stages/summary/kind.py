"""The kind of stage `summary`: all gaps together; it keeps nothing of its own."""

from valueworkshop.stages.kind import Kind

KIND = Kind(name="summary")
