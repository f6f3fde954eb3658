"""Where a text stands that is being typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where text stands: a stage, a place in it, and a field there ('' for the writing)."""

    stage: str
    at: str
    field: str = ""
