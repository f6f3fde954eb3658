"""Who votes, under which id, and what may be told of whom: the rules of anonymity, all of them.

A vote is *secret* or *open*. In an open one a ballot stands under the id of its person, and the
names are shown once it is revealed. In a secret one it stands under a random id, `Person.voter`,
that only the list of people links to a name. When a stage is over, `part` takes these links away
for good: the next stage gets new ones. Ballots stand in the file in the order of their ids, which
is no order of time or of people.

An open vote can be made secret at any time, a secret one never open: see `make_secret` and
`may_open`. Fewer than three people are never told apart, see `told_apart`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from valueworkshop.stages.frame.model import FEWEST_APART
from valueworkshop.stages.votes.model import (
    ROOM,
    Ballot,
    Round,
    Votes,
    answers,
    round_of,
    voted,
)
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.order import ordered
from valueworkshop.workshop.people import called
from valueworkshop.workshop.session import Person, Session

T = TypeVar("T")


def shuffled(ballots: Mapping[str, T]) -> dict[str, T]:
    """Return ballots in the order of their random ids, so that none tells when it came in."""
    return dict(sorted(ballots.items()))


def give_voters(session: Session, ids: Ids) -> Session:
    """Give each participant who has none the random id that their secret ballots carry."""
    if all(person.voter for person in session.people.values()):
        return session
    people = {
        key: person if person.voter else replace(person, voter=ids())
        for key, person in ordered(session.people)
    }
    return replace(session, people=people)


def voters(session: Session, *, is_open: bool = False) -> tuple[tuple[str, str], ...]:
    """Return who votes, as (id, name): the participants in order, or the room if there are none.

    Observers do not vote. In a secret vote a person's id stands for the voter until they have one:
    see `voter_shown`.
    """
    people = [(key, person) for key, person in ordered(session.people) if person.votes]
    names = called(session.people)
    shown = ((key if is_open else p.voter or key, names[key]) for key, p in people)
    return tuple(shown) or ((ROOM, "the room"),)


def voter_shown(session: Session, shown: str, *, is_open: bool = False) -> str:
    """Return the id of the voter whom `voters` told by `shown`, once `give_voters` gave ids."""
    person = session.people.get(shown)
    return person.voter if person and not is_open else shown


def person_of(session: Session, voter: str) -> Person | None:
    """Return the participant who votes under this id, None if that cannot be told (any more)."""
    if voter in session.people:
        return session.people[voter]
    return next((p for p in session.people.values() if voter and p.voter == voter), None)


def is_open(session: Session, stage: str, number: str) -> bool:
    """Whether a round is given with names: as it was begun, else as the team chose for all."""
    vote = answers(session, stage).rounds.get(number)
    return vote.open if vote else session.open_votes


def may_open(vote: Round) -> bool:
    """Whether names may be asked for in a round: not once anything was given without them."""
    return vote.open or not (vote.ballots or vote.hands)


def make_open(session: Session, stage: str, number: str) -> Session:
    """Ask for a round with names, before its first answer. ValueError where it is too late."""
    vote = round_of(session, stage, number)
    if not may_open(vote):
        message = "what was given without names stays without names"
        raise ValueError(message)
    return _with_round(session, stage, number, replace(vote, open=True))


def make_secret(session: Session, stage: str, number: str, ids: Ids) -> Session:
    """Take the names from a round, with answers in it or without."""
    vote = round_of(session, stage, number)
    if vote.open:
        session = give_voters(session, ids)
        known = {key: person.voter for key, person in session.people.items()}
        # Who was taken from the list since gets an id that is nobody's.
        ballots = {
            voter if voter == ROOM else known.get(voter) or ids(): ballot
            for voter, ballot in vote.ballots.items()
        }
        vote = replace(vote, open=False, ballots=shuffled(ballots))
    return _with_round(session, stage, number, vote)


def names_of(session: Session, vote: Round) -> dict[str, str]:
    """Return the names that may be shown beside revealed ballots: none in a secret vote."""
    if not vote.open:
        return {}
    names = called(session.people)
    return {voter: names[voter] for voter in vote.ballots if voter in names}


def is_linked(session: Session, vote: Round, item: str) -> bool:
    """Whether it can still be told whose the ballots on an item are, so that they can be fixed."""
    given = [v for v, ballot in vote.ballots.items() if v != ROOM and ballot.about(item)]
    return not given or any(person_of(session, voter) for voter in given)


def told_apart(sizes: Mapping[str, int]) -> set[str]:
    """Return the groups that may be told apart, of how many are in each; '' is in none of them.

    None has fewer than three, and neither has what is left over: nobody can be told by subtraction.
    """
    left = sizes.get("", 0)
    named = {group: size for group, size in sizes.items() if group and size}
    by_size = sorted(named, key=lambda group: (-named[group], group))
    shown = [group for group in by_size if named[group] >= FEWEST_APART]
    left += sum(named[group] for group in by_size[len(shown) :])
    if 0 < left < FEWEST_APART and shown:
        shown.pop()  # the smallest, so that nobody can be told by what is left
    return set(shown)


def part(session: Session) -> Session:
    """Take away, for good, what links ballots of secret votes to people: the ids and small groups.

    A person's next ballot gets a new id. See `Desk.part`, which keeps undo from bringing it back.
    """
    people = {key: replace(person, voter="") for key, person in session.people.items()}
    session = replace(session, people=people)
    for stage in voted(session):
        for number, vote in answers(session, stage).rounds.items():
            if not vote.open:
                session = _with_round(session, stage, number, _without_small_groups(vote))
    return session


def parted(session: Session) -> bool:
    """Whether no ballot is linked to a person any more."""
    return not any(person.voter for person in session.people.values())


def _without_small_groups(vote: Round) -> Round:
    groups = [ballot.group for ballot in vote.ballots.values()]
    small = {group for group in groups if groups.count(group) < FEWEST_APART}
    ballots: dict[str, Ballot] = {
        voter: replace(ballot, group="") if ballot.group in small else ballot
        for voter, ballot in vote.ballots.items()
    }
    return replace(vote, ballots=ballots)


def _with_round(session: Session, stage: str, number: str, vote: Round) -> Session:
    given: Votes = answers(session, stage)
    if given.rounds.get(number) == vote:
        return session
    return session.with_answers(stage, replace(given, rounds={**given.rounds, number: vote}))
