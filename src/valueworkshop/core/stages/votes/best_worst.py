"""Best-worst: each person picks what matters most, then least, then again among those left.

What they picked is their answer to the weight of each item: MOST, LEAST, or NEITHER, which an item
gets once they have finished. Until then an item that is not picked has no answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import (
    LEAST,
    MOST,
    NEITHER,
    WEIGHT,
    Answer,
    Ballot,
    Rating,
    asks,
    round_of,
)

Given: TypeAlias = Mapping[str, Answer]
"""What one person answered to the weight, by item."""

_FEWEST: Final = 2
_FOR_TWO_ROUNDS: Final = 5

NOT_A_PICK: Final = "must be 5 (matters most), 3 (neither) or 1 (matters least)"

TOO_MANY: Final = "Not kept: nobody picks so many items the same way."


def most_of(items: int) -> int:
    """Return how many of so many items a person picks each way: 2 from five items on, else 1.

    Of four items, two picks each way would tell only halves apart; of fewer than two, none can be
    picked.
    """
    if items < _FEWEST:
        return 0
    return 2 if items >= _FOR_TWO_ROUNDS else 1


def wanted(given: Given, items: Sequence[str], asked: Sequence[str]) -> Rating | None:
    """Return whether somebody picks what matters MOST or LEAST now; None if they have finished.

    `items` are those of the stage, `asked` those among which they can still pick.
    """
    if not any(item not in given for item in asked):
        return None
    most, least = (_picked(given, items, way) for way in (MOST, LEAST))
    bound = most_of(len(items))
    if most < bound and (most <= least or least >= bound):
        return MOST
    return LEAST if least < bound else None


def with_pick(given: Given, items: Sequence[str], asked: Sequence[str], item: str) -> Given:
    """Return the answers with `item` picked, which must be one of `asked` and not picked yet.

    The last pick ends it: all that is left is NEITHER. Raises ValueError for an item that cannot be
    picked.
    """
    way = wanted(given, items, asked)
    if way is None or item not in asked or item in given:
        raise ValueError(f"{item!r} cannot be picked now")
    picked = {**given, item: way}
    return ended(picked, asked) if wanted(picked, items, asked) is None else picked


def ended(given: Given, asked: Sequence[str], left: Answer = NEITHER) -> Given:
    """Return the answers of somebody who picks no more.

    Those who picked nothing have not said that the rest is NEITHER: then `left` is their answer.
    """
    rest = NEITHER if any(given.get(item) in {MOST, LEAST} for item in asked) else left
    return {**dict.fromkeys(asked, rest), **given}


def finished(ballot: Ballot, asked: Sequence[str]) -> Ballot:
    """Return a ballot as it counts if its person began to pick, and did not finish."""
    given = ballot.answers.get(WEIGHT, {})
    if not any(given.get(item) in {MOST, LEAST} for item in asked):
        return ballot
    return replace(ballot, answers={**ballot.answers, WEIGHT: ended(given, asked)})


def asked_now(way: Rating, given: Given, items: Sequence[str]) -> str:
    """Return what we ask somebody to pick now."""
    word = "most" if way == MOST else "least"
    if _picked(given, items, way):
        return f"Of those left, pick the one that matters {word} to them."
    return f"Pick the one that matters {word} to the customers you have in mind."


def how_many(items: int) -> str:
    """Say how many items each picks, for those who write it down before we ask."""
    again = ", then the same of those left" if most_of(items) > 1 else ""
    each = "the most important one and the least important"
    return f"Before the first item, each notes {each}{again}."


def too_many(  # noqa: PLR0913 - an answer has this many coordinates
    session: Session,
    stage: str,
    number: str,
    *,
    voter: str,
    facet: str,
    item: str,
    given: Answer | None,
) -> bool:
    """Whether an answer would be one pick more than a person has each way."""
    plan = asks(session, stage)
    if not plan.is_picked(facet) or given not in {MOST, LEAST}:
        return False
    ballot = round_of(session, stage, number).ballots.get(voter, Ballot())
    picked = sum(ballot.get(WEIGHT, other) == given for other in plan.items if other != item)
    return picked >= most_of(len(plan.items))


def _picked(given: Given, items: Sequence[str], way: Rating) -> int:
    return sum(given.get(item) == way for item in items)
