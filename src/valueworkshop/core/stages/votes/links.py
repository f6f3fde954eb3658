"""Which person votes with which id in which stage: no two stages share the id of a ballot.

`Person.voter` is the id in the stage where somebody voted last. Ids in other stages that they still
need, because a vote is hidden there, are in `Person.voters`. A file from an older version, or from
somebody else, may have the same ids in several stages: `new_ids` gives other ones.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import ROOM, Ballot, Round, Votes
from valueworkshop.core.stages.votes.spreads import Spreads

T = TypeVar("T")

NewIds: TypeAlias = Mapping[str, Mapping[str, str]]
"""New ids for ballots, by stage and old id."""


def ids_in(session: Session, stage: str) -> set[str]:
    """Return the ids of the ballots of a stage that were given without names."""
    return _ids_of(session.answers.get(stage))


def _ids_of(given: object) -> set[str]:
    if isinstance(given, Spreads):
        return set(given.ballots) - {ROOM}
    if not isinstance(given, Votes):
        return set()
    return {v for vote in given.rounds.values() if not vote.open for v in vote.ballots} - {ROOM}


def voter_ids(session: Session, stage: str) -> dict[str, str]:
    """Return the id with which each person votes in a stage; '' if they have none there yet.

    Without a stage, the id from where they voted last.
    """
    if not stage:
        return {key: person.voter for key, person in session.people.items()}
    here = ids_in(session, stage)
    others = (ids_in(session, s) for s in session.answers if s != stage)
    elsewhere = set[str]().union(*others) - here
    return {
        key: person.voters.get(stage) or ("" if person.voter in elsewhere else person.voter)
        for key, person in session.people.items()
    }


def voter_id(session: Session, stage: str, key: str) -> str:
    """Return what `voter_ids` has for one person, without a look at the others."""
    person = session.people[key]
    if not stage or not person.voter or person.voters.get(stage):
        return person.voters.get(stage) or person.voter
    if _is_in(session, stage, person.voter):
        return person.voter
    others = (other for other in session.answers if other != stage)
    return "" if any(_is_in(session, s, person.voter) for s in others) else person.voter


def _is_in(session: Session, stage: str, voter: str) -> bool:
    """Whether `ids_in` has an id."""
    given = session.answers.get(stage)
    if isinstance(given, Spreads):
        return voter in given.ballots
    rounds = given.rounds.values() if isinstance(given, Votes) else ()
    return voter != ROOM and any(voter in vote.ballots for vote in rounds if not vote.open)


@kept(lambda people: (people,), most=4)
def voters_known(people: Mapping[str, Person]) -> Mapping[str, str]:
    """Return the key of the person who votes with each id, in whatever stage."""
    known: dict[str, str] = {}
    for key, person in people.items():
        for voter in (person.voter, *person.voters.values()):
            if voter:
                known.setdefault(voter, key)
    return known


@kept(lambda people, stage, others: (people, stage, *others), most=4)
def _all_have(people: Mapping[str, Person], stage: str, others: Iterable[object]) -> bool:
    """Whether everybody has an id in a stage, whatever was answered there: asked at each tap."""
    elsewhere = set[str]().union(*map(_ids_of, others))
    return all(
        person.voters.get(stage) or (person.voter and person.voter not in elsewhere)
        for person in people.values()
    )


def give_ids(session: Session, stage: str, ids: Ids) -> Session:
    """Give each person without one in a stage the random id that their ballots have there.

    The id of another stage is kept for that stage: people can still correct answers there.
    """
    others = tuple(given for key, given in session.answers.items() if key != stage)
    if stage and _all_have(session.people, stage, others):
        return session
    has = voter_ids(session, stage)
    if all(has.values()):
        return session
    used = {other: ids_in(session, other) for other in session.answers}
    people = dict(session.people)
    for key, person in ordered(session.people):
        if not has[key]:
            before = {s: person.voter for s in used if person.voter and person.voter in used[s]}
            people[key] = replace(person, voter=ids(), voters={**before, **person.voters})
    return replace(session, people=people)


def linked_ids(session: Session, stage: str) -> set[str]:
    """Return the ids of the ballots of a stage that still belong to somebody."""
    return ids_in(session, stage) & {i for p in session.people.values() for i in ids_of(p)}


def unlinked(person: Person, ids: Collection[str] | None = None) -> Person:
    """Return a person without these ids, or without any."""
    gone = set(ids_of(person)) if ids is None else set(ids)
    voters = {stage: voter for stage, voter in person.voters.items() if voter not in gone}
    return replace(person, voter="" if person.voter in gone else person.voter, voters=voters)


def new_ids(session: Session, stages: Collection[str]) -> NewIds:
    """Return other ids for ballots of some stages whose ids other stages have as well.

    They are numbered in the order of what the ballots say, which differs from stage to stage.
    """
    used = {stage: ids_in(session, stage) for stage in session.answers}
    times = Counter(voter for voters in used.values() for voter in voters)
    taken = set(times)
    found: dict[str, dict[str, str]] = {}
    for stage in session.kit.stages:
        shared = [voter for voter in used.get(stage, ()) if times[voter] > 1]
        if stage in stages and shared:
            names = _names(stage, taken)
            said = {voter: _said(session, stage, voter) for voter in shared}
            in_order = sorted(said.items(), key=itemgetter(1))
            found[stage] = {voter: next(names) for voter, _ in in_order}
    return found


def renamed(session: Session, names: NewIds) -> Session:
    """Return the session with its ballots under other ids; who votes with them stays."""
    for stage, new in names.items():
        given, people = session.answers.get(stage), session.people
        of = voter_ids(session, stage)
        if isinstance(given, Spreads):
            given = replace(given, ballots=_keyed(given.ballots, new))
        elif isinstance(given, Votes):
            rounds = {number: _round(vote, new) for number, vote in given.rounds.items()}
            given = replace(given, rounds=rounds)
        else:
            continue
        moved = {
            key: replace(person, voters={**person.voters, stage: new[of[key]]})
            for key, person in people.items()
            if of[key] in new
        }
        session = replace(session, people={**people, **moved}).with_answers(stage, given)
    return session


def _round(vote: Round, new: Mapping[str, str]) -> Round:
    return vote if vote.open else replace(vote, ballots=_keyed(vote.ballots, new))


def _keyed(ballots: Mapping[str, T], new: Mapping[str, str]) -> dict[str, T]:
    return dict(sorted((new.get(voter, voter), ballot) for voter, ballot in ballots.items()))


def ids_of(person: Person) -> list[str]:
    """Return all ids with which a person votes."""
    return [voter for voter in (person.voter, *person.voters.values()) if voter]


def _names(stage: str, taken: Collection[str]) -> Iterator[str]:
    return (name for n in count(1) if (name := f"{stage}-{n}") not in taken)


def _said(session: Session, stage: str, voter: str) -> list[str]:
    """Return what a ballot says as a list of texts, to put ballots in order."""
    given = session.answers.get(stage)
    of_rounds: list[Mapping[str, Mapping[str, Any]]]
    if isinstance(given, Votes):
        of_rounds = [vote.ballots.get(voter, Ballot()).answers for vote in given.rounds.values()]
    else:
        of_rounds = [given.ballots[voter]] if isinstance(given, Spreads) else []
    return [
        f"{number} {key} {part} {said}"
        for number, by_key in enumerate(of_rounds)
        for key, by_part in sorted(by_key.items())
        for part, said in sorted(by_part.items())
    ]
