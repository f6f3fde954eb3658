"""What becomes of parked thoughts at the close: an action, an open question, or nothing. Pure."""

from dataclasses import replace

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became, Parked
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import Action, add_action, answers, delete_action
from valueworkshop.core.stages.kind import Trait


def make_action(session: Session, key: str, new_id: str) -> Session:
    """Make an action of a thought, with where it was said, in the first stage of actions.

    Raises ValueError if the workshop has no such stage. A thought that is an action already stays.
    """
    thought = session.parked.get(key)
    stages = stages_with(session.kit, Trait.HOLDS_ACTIONS)
    if not stages:
        raise ValueError(
            "This workshop has no stage for actions. Make it an open question instead."
        )
    if thought is None or thought.became is Became.ACTION:
        return session
    session = add_action(session, stages[0], new_id, _action(session, thought))
    return parking_lot.decide(session, key, Became.ACTION, new_id)


def decide(session: Session, key: str, became: Became) -> Session:
    """Make a thought an open question, let it go, or leave it undecided again.

    An action that it had become goes, unless somebody has worked on it since.
    """
    thought = session.parked.get(key)
    if thought is None:
        return session
    for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS):
        made = answers(session, stage).actions.get(thought.action)
        if made is not None and replace(made, order=0) == _action(session, thought):
            session = delete_action(session, stage, thought.action)
    return parking_lot.decide(session, key, became)


def _action(session: Session, thought: Parked) -> Action:
    where = parking_lot.said_in(session, thought)
    return Action(title=thought.text, origin=f"parked in {where}" if where else "parked")
