"""The kind of stage `summary`: all gaps together, and what a team says of contradictions."""

from valueworkshop.stages.kind import Kind
from valueworkshop.stages.summary import model

KIND = Kind(name="summary", answers=model.Answers, reports=False)
