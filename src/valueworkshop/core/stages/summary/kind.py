"""The kind of stage `summary`: all gaps together, and what a team says of contradictions."""

from valueworkshop.core.stages.kind import Kind
from valueworkshop.core.stages.summary import model

KIND = Kind(name="summary", answers=model.Answers, reports=False)
