"""Where in its workshop an action can be changed."""

from typing import Final

from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS
from valueworkshop.library.record import Task


def place_of(task: Task, session: Session) -> Place:
    """Return the place in its workshop that shows an action, where you can change it."""
    if task.stage not in session.kit.stages:
        return session.place
    places = KINDS[session.stage(task.stage).kind].places(session, task.stage)
    known = (at for at in (task.id, *_SHOWN_AT) if at in places)
    return Place(stage=task.stage, at=next(known, next(iter(places), "")))


_SHOWN_AT: Final = ("act", "actions")
"""The places of actions in the kinds of stages that hold them."""
