"""The contradictions in a workshop, and those that a team dismissed with a reason."""

from dataclasses import dataclass

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.summary.model import dismissed
from valueworkshop.core.summary.contradiction_rules import RULES
from valueworkshop.core.summary.quoted_answers import Contradiction


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A contradiction, and the reason why the team dismissed it; '' if it did not."""

    contradiction: Contradiction
    reason: str = ""


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


def standing(found: list[Found]) -> int:
    """Return how many of them are open."""
    return sum(not each.reason for each in found)
