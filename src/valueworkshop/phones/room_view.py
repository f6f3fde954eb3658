"""What a phone shows of a place where nobody answers alone: what the projector does, and why."""

from typing import Final

from valueworkshop.core.projector.project import project
from valueworkshop.core.session.dot_votes import Way
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import has
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.allocation import rounds, turns
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import Method, asks, vote_on, voted
from valueworkshop.phones.asked import Room

LOOK_UP: Final = "Look up: the room does this one together."

NOTHING: Final = "Nothing to answer here."

ONE_RATING: Final = "The room gives one rating together. Say what you think."

HANDS: Final = "Hands are counted in the room."

DOTS_COUNTED: Final = "Dots are counted in the room."

ON_CARDS: Final = "Spread your points on a card: they are typed in the room."

_QUIET: Final = (Trait.ASKS_NOTHING, Trait.SUMS_UP, Trait.HEARS_CUSTOMERS)
"""What has nothing to fill in, for anybody."""


def room_view(session: Session, place: Place, way: Way | None = None) -> Room:
    """Return what the room sees at a place, and why the phone asks nothing, '' after a reveal.

    `way` is how dots come in where a dot vote is running.
    """
    shown = project(session).shown
    if way is Way.COUNTED:
        return Room(said=DOTS_COUNTED, shown=shown)
    return Room(said=_why(session, place.stage, place.at), shown=shown)


def _why(session: Session, stage: str, at: str) -> str:
    if stage in voted(session) and at in asks(session, stage).items:
        if is_revealed(session, stage, at):
            return ""
        return HANDS if vote_on(session, stage, at).method is Method.HANDS else ONE_RATING
    if isinstance(session.stage(stage).asks, allocation.Asks) and at in set(allocation.Spread):
        if rounds.is_revealed(session, stage, at):
            return ""
        return LOOK_UP if turns.way_of(session, stage) is allocation.Giving.PRIVATE else ON_CARDS
    if has(session.stage(stage), Trait.ENDS_WORKSHOP) and at == worth.AT:
        return "" if worth.is_shown(session, stage) else LOOK_UP
    return NOTHING if any(has(session.stage(stage), each) for each in _QUIET) else LOOK_UP
