"""Passing the keyboard: each person spreads their points in private, all spreads on one ballot."""

from collections.abc import Container
from typing import Final

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.unseen_votes import HELD
from valueworkshop.core.stages.allocation.model import (
    Giving,
    Spread,
    answers,
    spread_points,
)
from valueworkshop.core.stages.allocation.rounds import is_revealed
from valueworkshop.core.stages.votes.keyboard_turns import NAMELESS
from valueworkshop.core.stages.votes.links import voter_id
from valueworkshop.core.stages.votes.secrecy import (
    give_voters,
    person_key,
    voter_shown,
    voters,
)

PROMISED: Final = f"{HELD} {NAMELESS}"
"""Who sees what of these ballots, before and after the reveal."""

NAMES: Final = {Giving.POINTS: "Points", Giving.DOTS: "Dots of ten", Giving.PRIVATE: "Private"}
MEANS: Final = {
    Giving.POINTS: "Points: you type what each person spread, to the point.",
    Giving.DOTS: "Ten dots of ten points each: a digit for each, and the last gets what is left.",
    Giving.PRIVATE: "Private: the keyboard goes round, and each person gives all spreads unseen.",
}
"""What each way is called, and how it goes."""


def ways(session: Session) -> tuple[Giving, ...]:
    """Return how points can come in, in order: without participants nobody passes a keyboard."""
    return tuple(Giving) if session.expected else (Giving.POINTS, Giving.DOTS)


def way_of(session: Session, stage: str) -> Giving:
    """Return how points come in at a stage now."""
    way = answers(session, stage).way
    return way if way in ways(session) else Giving.POINTS


def way_after(session: Session, stage: str) -> Giving:
    """Return the way after this one, for the key that changes it."""
    offered = ways(session)
    return offered[(offered.index(way_of(session, stage)) + 1) % len(offered)]


def asked(session: Session, stage: str) -> list[Spread]:
    """Return the spreads on a ballot: those that the room has not seen."""
    return [spread for spread in Spread if not is_revealed(session, stage, spread.value)]


def left(session: Session, stage: str, shown: str) -> list[Spread]:
    """Return the spreads that somebody has not given yet."""
    given, voter = answers(session, stage), voter_shown(session, shown, stage)
    return [each for each in asked(session, stage) if given.of(voter, each) is None]


def shown_now(session: Session, stage: str, person: str) -> str:
    """Return the id with which a person votes here now: an answer changes it."""
    return (person in session.people and voter_id(session, stage, person)) or person


def people(session: Session, stage: str) -> list[tuple[str, str]]:
    """Return whom the keyboard can go to, as (id of the person, name): also who gave all."""
    return [(person_key(session, shown), name) for shown, name in voters(session, stage)]


def next_up(session: Session, stage: str, skipped: Container[str] = ()) -> tuple[str, str] | None:
    """Return (id of the person, name) of the first who has not given all and is not `skipped`."""
    people = ((person_key(session, shown), shown, name) for shown, name in voters(session, stage))
    return next(
        (
            (person, name)
            for person, shown, name in people
            if person not in skipped and left(session, stage, shown)
        ),
        None,
    )


def ballots_in(session: Session, stage: str) -> tuple[int, int]:
    """Return how many have given all that is asked, and how many we ask: we may say no more."""
    people = voters(session, stage)
    return sum(not left(session, stage, shown) for shown, _ in people), len(people)


def give(
    session: Session, stage: str, shown: str, spread: Spread, points: dict[str, int], ids: Ids
) -> Session:
    """Take the points of whom `voters` showed as `shown`."""
    session = give_voters(session, ids, stage)
    return spread_points(session, stage, voter_shown(session, shown, stage), spread, points)
