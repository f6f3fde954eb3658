"""Which spreads the room has seen, and second rounds: blank again, and they count."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from valueworkshop.core.scoring.point_shares import allocate, points_to_move
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation.model import Spread, answers, asks, key_of
from valueworkshop.core.stages.votes import edits
from valueworkshop.core.stages.votes.model import ROOM, was_revealed

FIRST_AGAIN: Final = 2
"""The number of the first vote that is not the first."""

MOST_ROUNDS: Final = 99
"""Nobody votes more often on one thing; a higher number is a mistake in a file."""


def is_revealed(session: Session, stage: str, spread: str) -> bool:
    """Whether the room has seen the vote that counts for a spread."""
    number = answers(session, stage).counting(spread)
    return was_revealed(session, stage, str(number), spread)


def reveal(session: Session, stage: str, spread: str) -> Session:
    """Note that the room has seen the vote that counts for a spread. Nothing undoes this."""
    number = answers(session, stage).counting(spread)
    return edits.reveal(session, stage, str(number), spread)


def seen_keys(session: Session, stage: str) -> dict[str, bool]:
    """Return whether the room has seen each vote that ballots hold, by the key of its points."""
    return {
        key_of(spread.value, number): was_revealed(session, stage, str(number), spread.value)
        for spread in Spread
        for number in range(1, _number(session, stage, spread.value) + 1)
    }


def vote_again(session: Session, stage: str, spread: str) -> Session:
    """Begin another vote on one spread, blank; it counts from now on, and the earlier one is kept.

    Raises ValueError before that was revealed.
    """
    if not is_revealed(session, stage, spread):
        message = "one votes again once the room has seen the vote"
        raise ValueError(message)
    given = answers(session, stage)
    number = given.counting(spread) + 1
    while was_revealed(session, stage, str(number), spread):
        number += 1  # undo took back that vote; a new one is not seen yet
    return session.with_answers(stage, replace(given, again={**given.again, spread: number}))


def is_again(session: Session, stage: str, spread: str) -> bool:
    """Whether the vote that counts for a spread is not the first one."""
    return answers(session, stage).counting(spread) > 1


def may_call_off(session: Session, stage: str, spread: str) -> bool:
    """Whether another vote was begun on a spread, and nobody gave points in it."""
    given = answers(session, stage)
    key = given.key(spread)
    begun = is_again(session, stage, spread) and not is_revealed(session, stage, spread)
    return begun and not any(key in ballot for ballot in given.ballots.values())


def call_off(session: Session, stage: str, spread: str) -> Session:
    """Call off another vote in which nobody gave points: the one before counts again."""
    if not may_call_off(session, stage, spread):
        return session
    given = answers(session, stage)
    before = _before(session, stage, spread)
    numbers = {key: number for key, number in given.again.items() if key != spread}
    if before > 1:
        numbers[spread] = before
    return session.with_answers(stage, replace(given, again=numbers))


def points_moved(session: Session, stage: str, spread: str) -> float | None:
    """Return how many of 100 points moved from the vote before to the one that counts.

    None if there was none before, or the room has not seen both.
    """
    given = answers(session, stage)
    number, before = given.counting(spread), _before(session, stage, spread)
    if number == 1 or not before or not is_revealed(session, stage, spread):
        return None
    first = _shares(session, stage, key_of(spread, before))
    return points_to_move(first, _shares(session, stage, key_of(spread, number)))


def _before(session: Session, stage: str, spread: str) -> int:
    """Return the number of the last vote that the room saw before the one that counts; else 0."""
    numbers = range(answers(session, stage).counting(spread) - 1, 0, -1)
    return next((n for n in numbers if was_revealed(session, stage, str(n), spread)), 0)


def _number(session: Session, stage: str, spread: str) -> int:
    """Return the number of the vote that counts; a mistake in a file takes no time."""
    return min(answers(session, stage).counting(spread), MOST_ROUNDS)


def _shares(session: Session, stage: str, key: str) -> Mapping[str, float]:
    ballots = given_under(session, stage, key)
    return allocate(list(asks(session, stage).disciplines), ballots).shares


def given_under(session: Session, stage: str, key: str) -> list[Mapping[str, int]]:
    """Return the points that ballots hold under a key: those of the room only if nobody else's."""
    ballots = {
        voter: ballot[key]
        for voter, ballot in answers(session, stage).ballots.items()
        if key in ballot
    }
    if len(ballots) > 1:
        ballots.pop(ROOM, None)
    return list(ballots.values())
