"""What a summary keeps: which contradictions a team has looked at and dismissed, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The reason why each dismissed contradiction is none, by the id of its rule."""

    dismissed: Mapping[str, str] = field(default_factory=dict)


def answers(session: Session, stage: str) -> Answers:
    """Return what the stage keeps, empty if nothing."""
    return session.given(stage, Answers)


def dismissed(session: Session) -> dict[str, str]:
    """Return the reasons by rule: what one summary dismissed is dismissed in all of them."""
    return {
        rule: reason
        for stage in stages_with(session.kit, Trait.SUMS_UP)
        for rule, reason in answers(session, stage).dismissed.items()
        if reason.strip()
    }


def dismiss(session: Session, stage: str, rule: str, reason: str) -> Session:
    """Dismiss a contradiction for a reason; without one nothing changes."""
    reason = clean(reason).strip()
    if not reason:
        return session
    session = take_back(session, rule)
    given = answers(session, stage)
    return session.with_answers(stage, replace(given, dismissed={**given.dismissed, rule: reason}))


def take_back(session: Session, rule: str) -> Session:
    """Show a contradiction again, wherever it was dismissed."""
    for stage in stages_with(session.kit, Trait.SUMS_UP):
        given = answers(session, stage)
        if rule in given.dismissed:
            left = {key: reason for key, reason in given.dismissed.items() if key != rule}
            session = session.with_answers(stage, replace(given, dismissed=left))
    return session
