"""The contradictions in a workshop, and those that a team dismissed with a reason."""

from dataclasses import dataclass
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.summary.model import dismissed
from valueworkshop.core.summary.contradiction_rules import RULES
from valueworkshop.core.summary.quoted_answers import Contradiction

NONE: Final = "No contradictions were found between what was revealed so far."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A contradiction, and the reason why the team dismissed it; '' if it did not."""

    contradiction: Contradiction
    reason: str = ""

    @property
    def dismissed(self) -> str:
        """What we say about one that the team dismissed; '' for an open one."""
        return f"Dismissed by the team: {self.reason}" if self.reason else ""


def contradictions(session: Session) -> list[Found]:
    """Return every contradiction between revealed answers: the open ones, then the dismissed."""
    reasons = dismissed(session)
    told = (rule(session) for rule in RULES)
    found = [
        Found(contradiction=one, reason=reasons.get(one.rule, ""))
        for one in told
        if one is not None
    ]
    return sorted(found, key=lambda each: bool(each.reason))


def open_count(found: list[Found]) -> int:
    """Return how many of them are open."""
    return sum(not each.reason for each in found)


def in_words(found: list[Found]) -> str:
    """Say how many are open, or were dismissed if none is, without a full stop; '' for none."""
    if stand := open_count(found):
        return f"{_counted(stand)} {'stands' if stand == 1 else 'stand'} between answers"
    if aside := len(found):
        return f"{_counted(aside)} {'was' if aside == 1 else 'were'} dismissed"
    return ""


def _counted(number: int) -> str:
    return "1 contradiction" if number == 1 else f"{number} contradictions"
