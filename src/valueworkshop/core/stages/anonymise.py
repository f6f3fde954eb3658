"""When we separate ballots from names: a stage is over once the team has gone on to a later one."""

from dataclasses import dataclass, replace
from typing import Final

from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.revealed_only import hidden
from valueworkshop.core.stages.stage_places import next_to
from valueworkshop.core.stages.votes.links import (
    NewIds,
    ids_in,
    ids_of,
    linked_ids,
    new_ids,
    renamed,
    unlinked,
)
from valueworkshop.core.stages.votes.model import voted
from valueworkshop.core.stages.votes.secrecy import nameless, parted

_FOR_GOOD: Final = "removes the names from the ballots for good: no undo brings them back."
BEFOREHAND: Final = f"The next stage {_FOR_GOOD}"
BEFOREHAND_THERE: Final = f"Going there {_FOR_GOOD}"
DONE: Final = "Names are now removed from the ballots. No one can match them any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """What to remove from a session, and from all its undo and redo steps, once stages are over.

    `ids` are the ids, in `stages`, of ballots that are nobody's from now on; `names` are other ids
    for ballots whose id another stage has, too.
    """

    stages: frozenset[str]
    ids: frozenset[str]
    names: NewIds

    def __call__(self, session: Session) -> Session:
        """Return a session with all of it removed."""
        session = renamed(session, self.names)
        people = {key: unlinked(person, self.ids) for key, person in session.people.items()}
        return nameless(replace(session, people=people), self.stages)


def over(session: Session) -> frozenset[str]:
    """Return the stages that are over at the team's place: those before it; at the close, all."""
    here, stages = session.place.stage, list(session.kit.stages)
    if here not in stages:
        return frozenset()
    closing = has(session.stage(here), Trait.ENDS_WORKSHOP)
    return frozenset(stages if closing else stages[: stages.index(here)]) - {here}


def parting(session: Session) -> Parting | None:
    """Return what to remove at the team's place now; None if there is nothing.

    While a vote of a stage is hidden, its people can still correct answers there, so they keep
    their ids of that stage only; at the close nobody corrects any more.
    """
    behind = over(session)
    closing = bool(behind) and has(session.stage(session.place.stage), Trait.ENDS_WORKSHOP)
    waiting = frozenset() if closing else {key.split("/")[0] for key in hidden(session)}
    # If nobody is linked any more, we change no ids: the user may only be looking.
    names = {} if parted(session) else new_ids(session, behind)
    apart = renamed(session, names)
    done = behind - waiting
    gone: set[str] = set()
    if names or any(linked_ids(apart, stage) for stage in done):
        kept = {v for stage in apart.answers if stage not in done for v in ids_in(apart, stage)}
        gone = {v for person in apart.people.values() for v in ids_of(person)} - kept
    stages = done & frozenset(voted(session))
    found = Parting(stages=stages, ids=frozenset(gone), names=names)
    return found if found(session) != session else None


def may_part(session: Session) -> bool:
    """Whether there is anything to remove at the team's place now."""
    return parting(session) is not None


def parts_at(session: Session, place: Place) -> bool:
    """Whether going to a place takes ballots from the people who gave them."""
    there = replace(session, place=place)
    if not any(linked_ids(session, stage) for stage in over(there)):
        return False  # far quicker than to look for all that goes
    found = parting(there)
    return found is not None and bool(found.ids)


def beforehand(session: Session) -> str:
    """Return what to say before the team goes on, if that takes names from ballots; else ''."""
    place = next_to(session, 1)
    if place is None or place.stage == session.place.stage:
        return ""
    return BEFOREHAND if parts_at(session, place) else ""
