"""When ballots are parted from the names: a stage is over once the team has gone on behind it."""

from valueworkshop.stages.allocation.model import Answers as Spreads
from valueworkshop.stages.seen import hidden
from valueworkshop.stages.votes.model import Votes
from valueworkshop.workshop.session import Session


def may_part(session: Session) -> bool:
    """Whether ballots are linked to people that need it no more, where the team stands now.

    That is behind the stage in which they were given, once the room has seen all votes. While one
    is hidden its people can still correct it; at the close nobody does any more.
    """
    here, stages = session.place.stage, list(session.kit.stages)
    linked = [stage for stage in stages if _voters(session, stage)]
    if here not in stages or not linked or here in linked:
        return False
    behind = any(stages.index(stage) < stages.index(here) for stage in linked)
    closing = session.stage(here).kind == "close"
    return behind and (closing or not hidden(session))


def _voters(session: Session, stage: str) -> set[str]:
    """Return the ids of secret ballots of a stage that are still somebody's."""
    given = session.answers.get(stage)
    ids = {person.voter for person in session.people.values()} - {""}
    if isinstance(given, Votes):
        return ids & {voter for vote in given.rounds.values() for voter in vote.ballots}
    return ids & set(given.ballots) if isinstance(given, Spreads) else set()
