"""Every edit of a dot vote, all pure. A revealed vote is a fact: no edit changes it."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Final

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.dot_votes import DotBallot, DotVote, Option, Way, reveal_key
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import SPACING, last
from valueworkshop.core.session.people import Person, next_in_turn, taking_part
from valueworkshop.core.session.session import Session

MOST_DOTS: Final = 10
"""Nobody spreads more dots than this with care."""

FEWEST_OPTIONS: Final = 2
"""With fewer there is nothing to choose from."""

MOST_COUNTED: Final = 9999
"""More dots than this on one option are a typing mistake."""


def suggested(options: int) -> int:
    """Return how many dots a person should have for so many options: a third, 1 to 10."""
    return max(1, min(MOST_DOTS, -(-options // 3)))


def half(budget: int) -> int:
    """Return how many dots may go on one option unless the team chooses otherwise: half."""
    return max(1, budget // 2)


def as_options(texts: Mapping[str, str]) -> dict[str, Option]:
    """Return options of (id, words) in the given order."""
    return {
        key: Option(text=clean(text), order=(number + 1) * SPACING)
        for number, (key, text) in enumerate(texts.items())
    }


def begin(session: Session, key: str, vote: DotVote) -> Session:
    """Begin a vote under the new id `key`: nobody has voted yet.

    Raises ValueError for fewer than two options, and for a budget or a limit that makes no sense.
    """
    if len(vote.options) < FEWEST_OPTIONS:
        raise ValueError("a dot vote needs at least two options")
    if not 1 <= vote.budget <= MOST_DOTS or not 1 <= vote.most <= vote.budget:
        raise ValueError(f"a person has 1 to {MOST_DOTS} dots, and at most all of them on one")
    begun = replace(vote, ballots={}, counted={}, voters={}, missing=0, order=last(session.dots))
    return replace(session, dots={**session.dots, key: begun})


def is_revealed(session: Session, key: str) -> bool:
    """Whether the room has seen a vote."""
    return session.revealed.get(reveal_key(key), False)


def waits(session: Session, key: str) -> bool:
    """Whether dots came in that the room has not seen."""
    vote = session.dots[key]
    return not is_revealed(session, key) and bool(vote.handed_in or vote.counted)


def drop(session: Session, key: str) -> Session:
    """Remove a vote that was not revealed; a revealed one stays."""
    if is_revealed(session, key):
        return session
    return replace(session, dots={k: vote for k, vote in session.dots.items() if k != key})


def voters(session: Session) -> list[tuple[str, Person]]:
    """Return the (id, person) pairs of those who vote, in order."""
    return taking_part(session.people)


def awaited(session: Session, key: str) -> list[str]:
    """Return the ids of those who have not handed in a ballot, in order."""
    vote = session.dots[key]
    return [person for person, _ in voters(session) if not vote.ballot_of(person).done]


def next_up(session: Session, key: str, before: str = "", skipped: Container[str] = ()) -> str:
    """Return who votes next: the first awaited after `before`, then from the top; '' for nobody.

    It passes over those in `skipped`.
    """
    return next_in_turn(session.people, awaited(session, key), before, skipped)


def put(session: Session, key: str, person: str, option: str, dots: int, ids: Ids) -> Session:
    """Put `dots` of a person on an option, instead of those that were there.

    Raises ValueError if that is more than the vote allows, if there is no such option, and if the
    ballot was handed in. A vote that was removed or revealed meanwhile stays as it is.
    """
    vote = _open(session, key)
    if vote is None:
        return session
    ballot = vote.ballot_of(person)
    spread = {other: n for other, n in ballot.dots.items() if other != option}
    if dots:
        spread[option] = dots
    if option not in vote.options or not 0 <= dots <= room_on(vote, ballot, option) or ballot.done:
        raise ValueError(f"the vote does not allow {dots} dots on this option")
    return _with_ballot(session, key, person, replace(ballot, dots=spread), ids)


def room_on(vote: DotVote, ballot: DotBallot, option: str) -> int:
    """Return the most dots that an option can have on a ballot, given its other dots."""
    elsewhere = ballot.spent - ballot.dots.get(option, 0)
    return min(vote.most, vote.budget - elsewhere)


def hand_in(session: Session, key: str, person: str, ids: Ids) -> Session:
    """Let a person's ballot count as it is; one without a dot means that nothing was chosen."""
    vote = _open(session, key)
    if vote is None:
        return session
    return _with_ballot(session, key, person, replace(vote.ballot_of(person), done=True), ids)


def anew(session: Session, key: str, person: str, ids: Ids) -> Session:
    """Take back a ballot that was handed in, so that its person votes again from a blank one.

    Their dots go, so that nobody sees them by voting in another name.
    """
    vote = _open(session, key)
    if vote is None or not vote.ballot_of(person).done:
        return session
    return _with_ballot(session, key, person, DotBallot(), ids)


def count(session: Session, key: str, option: str, dots: int | None) -> Session:
    """Set how many dots the room put on an option; None takes the count back.

    Raises ValueError for a negative number, for far too many, and if there is no such option.
    """
    vote = _open(session, key)
    if vote is None:
        return session
    if option not in vote.options or not 0 <= (dots or 0) <= MOST_COUNTED:
        raise ValueError(f"dots are counted from 0 to {MOST_COUNTED}")
    counted = {other: n for other, n in vote.counted.items() if other != option}
    if dots is not None:
        counted[option] = dots
    return _with(session, key, replace(vote, counted=counted))


def usual_way(session: Session) -> Way:
    """Return how dots come in if nobody chose it for a vote: as chosen last."""
    if not session.expected:
        return Way.COUNTED  # there are no names to pass the keyboard to
    return session.ways.dots or Way.KEYBOARD


def choose_way(session: Session, key: str, way: Way) -> Session:
    """Say how dots come in from now on; those that came in otherwise stay, and count too.

    Later dot votes begin in the same way.
    """
    vote = _open(session, key)
    if vote is None:
        return session
    session = replace(session, ways=replace(session.ways, dots=way))
    return _with(session, key, replace(vote, way=way))


def reveal(session: Session, key: str) -> Session:
    """Note that the room has seen a vote, and forget who voted. Nothing undoes this."""
    vote = _open(session, key)
    if vote is None:
        return session
    missing = len(awaited(session, key)) if vote.handed_in else 0
    session = _with(session, key, replace(vote, voters={}, missing=missing))
    return replace(session, revealed={**session.revealed, reveal_key(key): True})


def _open(session: Session, key: str) -> DotVote | None:
    return None if is_revealed(session, key) else session.dots.get(key)


def _with_ballot(session: Session, key: str, person: str, ballot: DotBallot, ids: Ids) -> Session:
    vote = session.dots[key]
    voter = vote.voters.get(person) or ids()
    ballots = {**vote.ballots, voter: ballot}
    known = {**vote.voters, person: voter}
    return _with(session, key, replace(vote, ballots=ballots, voters=known))


def _with(session: Session, key: str, vote: DotVote) -> Session:
    return replace(session, dots={**session.dots, key: vote})
