"""Which text somebody is typing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """The address of a text: a stage, a place in it, and a field there ('' for the notes)."""

    stage: str
    at: str
    field: str = ""
