"""The parking lot: every edit of it except the one that makes an action. Pure."""

from dataclasses import replace

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.order import last, ordered
from valueworkshop.core.session.parked_thought import Became, Parked
from valueworkshop.core.session.session import Session


def in_order(session: Session) -> list[tuple[str, Parked]]:
    """Return the (id, thought) pairs in the order in which somebody parked them."""
    return ordered(session.parked)


def park(session: Session, key: str, text: str) -> Session:
    """Park a thought under the new id `key`, with the place where the team is.

    An empty text changes nothing.
    """
    text = one_line(text)
    if not text:
        return session
    place = session.place
    thought = Parked(text=text, stage=place.stage, at=place.at, order=last(session.parked))
    return replace(session, parked={**session.parked, key: thought})


def decide(session: Session, key: str, became: Became, action: str = "") -> Session:
    """Say what a thought became; `action` is the id of the action, if it became one."""
    thought = session.parked.get(key)
    if thought is None:
        return session
    decided = replace(thought, became=became, action=action if became is Became.ACTION else "")
    return replace(session, parked={**session.parked, key: decided})


def decided(session: Session) -> int:
    """Return how many parked thoughts have an outcome, even if it is to let them go."""
    return sum(thought.became is not Became.UNDECIDED for thought in session.parked.values())


def said_in(session: Session, thought: Parked) -> str:
    """Return the name of the stage in which somebody parked a thought, '' if it is gone."""
    stage = session.kit.stages.get(thought.stage)
    return one_line(stage.title) if stage is not None else ""
