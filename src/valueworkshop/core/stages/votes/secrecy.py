"""Who votes, with which id, and what we may say about whom: all rules of anonymity.

A vote is *secret* or *open*. In an open one a ballot has the id of its person, and the names are
shown once it is revealed. In a secret one it has a random id, another one in each stage, that only
the list of people links to a name: see `links.py`. When a stage is over we remove these links for
good. Ballots are in the file in the order of their ids, which is no order of time or of people.

An open vote can be made secret at any time, a secret one never open: see `make_secret` and
`may_open`. We never show fewer than three people apart, see `told_apart`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import FEWEST_APART, Person, called
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.links import (
    give_ids,
    new_ids,
    renamed,
    unlinked,
    voter_id,
    voter_ids,
    voters_known,
)
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    NO_GROUP,
    ROOM,
    Ballot,
    Hands,
    Round,
    Votes,
    answers,
    round_of,
    voted,
    was_revealed,
)

T = TypeVar("T")

_NO_GROUPS: Final = frozenset({EVERYONE, NO_GROUP, ""})


def shuffled(ballots: Mapping[str, T]) -> dict[str, T]:
    """Return ballots in the order of their random ids, so that none shows when it came in."""
    return {voter: ballots[voter] for voter in sorted(ballots)}


def give_voters(session: Session, ids: Ids, stage: str = "") -> Session:
    """Give each participant without one in a stage the random id that their ballots have there."""
    return give_ids(session, stage, ids)


def voters(
    session: Session, stage: str = "", *, is_open: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return who votes, as (id, name): the participants in order, or the room if there are none.

    Observers do not vote. In a secret vote a person's id replaces the voter id until they have one:
    see `voter_shown`.
    """
    of = voter_ids(session, stage)
    shown = ((key if is_open else of[key] or key, name) for key, name in _who_vote(session.people))
    return tuple(shown) or ((ROOM, "the room"),)


@kept(lambda people: (people,), most=4)
def _who_vote(people: Mapping[str, Person]) -> tuple[tuple[str, str], ...]:
    """Return those who vote, as (key, name), in order: asked anew at each lot of answers."""
    names = called(people)
    return tuple((key, names[key]) for key, person in ordered(people) if person.votes)


def voter_shown(session: Session, shown: str, stage: str = "", *, is_open: bool = False) -> str:
    """Return the voter id for the id `shown` in `voters`, once `give_voters` gave ids."""
    if shown in session.people and not is_open:
        return voter_id(session, stage, shown)
    return shown


def person_of(session: Session, voter: str) -> Person | None:
    """Return the participant who votes with this id, None if nobody can say that (any more)."""
    key = person_key(session, voter)
    return session.people.get(key)


def person_key(session: Session, voter: str) -> str:
    """Return the id of the person who votes with an id; that id itself if there is nobody."""
    return voter if voter in session.people else voters_known(session.people).get(voter, voter)


def is_open(session: Session, stage: str, number: str) -> bool:
    """Whether a round has names: as it was begun, else as the team chose for all."""
    vote = answers(session, stage).rounds.get(number)
    return vote.open if vote else session.open_votes


def may_open(vote: Round) -> bool:
    """Whether a round may ask for names: not once anybody answered without them."""
    return vote.open or not (vote.ballots or vote.hands)


def make_open(session: Session, stage: str, number: str) -> Session:
    """Ask for a round with names, before its first answer. Raises ValueError if it is too late."""
    vote = round_of(session, stage, number)
    if not may_open(vote):
        message = "answers given without names stay without names"
        raise ValueError(message)
    return _with_round(session, stage, number, replace(vote, open=True))


def make_secret(session: Session, stage: str, number: str, ids: Ids) -> Session:
    """Remove the names from a round, with answers in it or without."""
    vote = round_of(session, stage, number)
    if vote.open:
        session = give_voters(session, ids, stage)
        known = voter_ids(session, stage)
        # People who were removed from the list since get an id that is nobody's.
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
    """Whether we still know whose the ballots on an item are, so that they can be corrected."""
    given = [v for v, ballot in vote.ballots.items() if v != ROOM and ballot.about(item)]
    return not given or any(person_of(session, voter) for voter in given)


def told_apart(answered: Mapping[str, int], people: Mapping[str, int] | None = None) -> set[str]:
    """Return the groups that may be shown apart, from how many answered in each; without ''.

    Each has three answers or more, and so has the rest, if there is a rest: it counts as a group.
    `people` says how many there are in each group; the largest come first. So who answers, and
    when, changes how many groups are shown but never which of them comes before which: two forms
    made at different times show no more together than one of them alone.
    """
    sizes = Counter(answered) | Counter(people or {})
    large = (group for group, size in sizes.items() if group and size >= FEWEST_APART)
    told = sorted(large, key=lambda group: (-sizes[group], group))
    while told and not _enough(answered, sizes, told):
        told.pop()
    return set(told)


def _enough(answered: Mapping[str, int], sizes: Mapping[str, int], told: Sequence[str]) -> bool:
    """Whether three answered in each group that would be shown, and three or no one is left."""
    others = [group for group in sizes if group not in told]
    left = sum(answered.get(group, 0) for group in others)
    nobody = not any(sizes[group] for group in others)
    return (nobody or left >= FEWEST_APART) and all(
        answered.get(group, 0) >= FEWEST_APART for group in told
    )


def group_sizes(session: Session) -> Counter[str]:
    """Return how many people who vote are in each group, with those in none under ''."""
    return Counter(person.group for person in session.people.values() if person.votes)


def groups_told(session: Session, ballots: Mapping[str, Ballot]) -> set[str]:
    """Return the groups that may be on the ballots of a round, which are linked by their ids."""
    given = (ballot for voter, ballot in ballots.items() if voter != ROOM and ballot.answers)
    return told_apart(Counter(ballot.group for ballot in given), group_sizes(session))


def hands_told(session: Session, by_group: Mapping[str, Hands]) -> dict[str, Hands]:
    """Return the hands that went up for one question by the groups that may be shown apart."""
    counted = {
        "" if group in _NO_GROUPS else group: hands.all_hands for group, hands in by_group.items()
    }
    large = told_apart(counted, group_sizes(session))
    told: dict[str, Hands] = {}
    for group, hands in by_group.items():
        name = group if group in large or group == EVERYONE else NO_GROUP
        told[name] = told[name].plus(hands) if name in told else hands
    return told


def without_small_groups(session: Session, vote: Round) -> Round:
    """Return a secret vote in which people from a group that may not be shown are in none."""
    if vote.open:
        return vote
    large = groups_told(session, vote.ballots)
    ballots = {
        voter: ballot if ballot.group in large else replace(ballot, group="")
        for voter, ballot in vote.ballots.items()
    }
    hands = {
        facet: {item: hands_told(session, by_group) for item, by_group in by_item.items()}
        for facet, by_item in vote.hands.items()
    }
    return replace(vote, ballots=ballots, hands=hands)


def seen_round(session: Session, stage: str, number: str, vote: Round) -> Round:
    """Return a round with the answers that the room has seen, and with nothing else.

    It is the same object if the room has seen all of it, so that what was made of it is kept.
    """
    given: list[Mapping[str, object]] = [*vote.hands.values()]
    for ballot in vote.ballots.values():
        given += ballot.answers.values()
    items = set[str]().union(*given)
    waiting = {item for item in items if not was_revealed(session, stage, number, item)}
    if not waiting and all(given) and all(each.answers for each in vote.ballots.values()):
        return vote

    def shown(by_item: Mapping[str, T]) -> dict[str, T]:
        return {item: given for item, given in by_item.items() if item not in waiting}

    def without(ballot: Ballot) -> Ballot:
        left = {
            facet: told for facet, by_item in ballot.answers.items() if (told := shown(by_item))
        }
        return replace(ballot, answers=left)

    ballots = {voter: without(ballot) for voter, ballot in vote.ballots.items()}
    hands = {facet: left for facet, by_item in vote.hands.items() if (left := shown(by_item))}
    return replace(
        vote,
        ballots={voter: ballot for voter, ballot in ballots.items() if ballot.answers},
        hands=hands,
    )


def part(session: Session) -> Session:
    """Remove, for good, what links ballots of secret votes to people: the ids and small groups.

    No two stages keep an id that both have. See `Desk.part`, which keeps undo from bringing it
    back, and `anonymise.py`, for what is over.
    """
    session = renamed(session, new_ids(session, session.answers.keys()))
    people = {key: unlinked(person) for key, person in session.people.items()}
    return nameless(replace(session, people=people), voted(session))


def nameless(session: Session, stages: Iterable[str]) -> Session:
    """Return the session without groups that may not be shown in secret votes of some stages."""
    for stage in stages:
        for number, vote in answers(session, stage).rounds.items():
            session = _with_round(session, stage, number, without_small_groups(session, vote))
    return session


def parted(session: Session) -> bool:
    """Whether no ballot is linked to a person any more."""
    return not any(person.voter or person.voters for person in session.people.values())


def _with_round(session: Session, stage: str, number: str, vote: Round) -> Session:
    given: Votes = answers(session, stage)
    if given.rounds.get(number) == vote:
        return session
    return session.with_answers(stage, replace(given, rounds={**given.rounds, number: vote}))
