"""A thought that does not belong here now, and that nobody wants to lose."""

from dataclasses import dataclass
from enum import StrEnum


class Became(StrEnum):
    """What the team made of a parked thought at the close."""

    UNDECIDED = "undecided"
    ACTION = "action"
    OPEN = "open question"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A thought on one line, with the stage and the place in it where somebody said it.

    `action` is the id of the action that it became, '' for none.
    """

    text: str
    stage: str = ""
    at: str = ""
    became: Became = Became.UNDECIDED
    action: str = ""
    order: int = 0
