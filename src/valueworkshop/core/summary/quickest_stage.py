"""Where nothing is rated yet: the stage that makes a first gap in the least time."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import asks, voted


def shortest(session: Session) -> str:
    """Return the id of the stage with a gap in it that takes the fewest minutes; '' for none.

    Of those that take as long, the first. One without items or without planned minutes comes last.
    """
    found = [stage for stage in voted(session) if asks(session, stage).has_gap]
    return min(found, key=lambda stage: _takes(session, stage), default="")


def in_words(session: Session, stage: str) -> str:
    """Return a stage with what it takes: 'B Checklist, 6 items, about 15 minutes'."""
    plan, items = session.stage(stage), len(asks(session, stage).items)
    minutes = plan.minutes.planned(session.expected)
    parts = [
        f"{plan.letter} {plan.title}".strip(),
        f"{items} item{'' if items == 1 else 's'}" if items else "",
        f"about {minutes} minute{'' if minutes == 1 else 's'}" if minutes else "",
    ]
    return ", ".join(filter(None, parts))


def _takes(session: Session, stage: str) -> tuple[bool, float]:
    minutes = session.stage(stage).minutes.planned(session.expected)
    return not asks(session, stage).items, minutes or float("inf")
