"""Second rounds: blank again, and they count; the first one is kept, and the shift is shown.

A round after the first votes on one item only. We show the shift between two rounds only for people
of whom we know that they answered both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import (
    ROOM,
    Abstained,
    Round,
    Split,
    answers,
    round_of,
    was_revealed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How the answers to one facet moved, over the `n` who gave a number in both rounds.

    `before` and `after` are their means, 1 to 5. `up` and `down` of them moved that way.
    """

    n: int
    before: Fraction
    after: Fraction
    up: int
    down: int


def rounds_on(session: Session, stage: str, item: str) -> list[str]:
    """Return the numbers of the rounds that vote on an item, in order."""
    rounds = answers(session, stage).rounds.items()
    return sorted((number for number, vote in rounds if vote.covers(item)), key=int)


def may_vote_again(session: Session, stage: str, item: str) -> bool:
    """Whether another round can begin: the room has seen the last one."""
    number = answers(session, stage).counting(item)
    return was_revealed(session, stage, number, item)


def vote_again(session: Session, stage: str, item: str) -> Session:
    """Begin another round on one item, blank; it counts from now on, and earlier ones are kept.

    It has names or not as the last one did. Raises ValueError before that was revealed.
    """
    if not may_vote_again(session, stage, item):
        message = "one votes again once the room has seen the vote"
        raise ValueError(message)
    given = answers(session, stage)
    last = round_of(session, stage, given.counting(item))
    number = str(max((int(number) for number in given.rounds), default=1) + 1)
    fresh = Round(method=last.method, open=last.open, items=(item,))
    return session.with_answers(stage, replace(given, rounds={**given.rounds, number: fresh}))


def call_off(session: Session, stage: str, item: str) -> Session:
    """Call off another round that was begun and not revealed: the one before counts again."""
    given, numbers = answers(session, stage), rounds_on(session, stage, item)
    if not is_again(session, stage, item) or was_revealed(session, stage, numbers[-1], item):
        return session
    left = {number: vote for number, vote in given.rounds.items() if number != numbers[-1]}
    return session.with_answers(stage, replace(given, rounds=left))


def is_again(session: Session, stage: str, item: str) -> bool:
    """Whether the vote that counts for an item is not the first one."""
    return len(rounds_on(session, stage, item)) > 1


def round_before(session: Session, stage: str, item: str) -> str:
    """Return the number of the last revealed round before the one that counts, '' for none."""
    seen = [n for n in rounds_on(session, stage, item) if was_revealed(session, stage, n, item)]
    return next((n for n in reversed(seen) if n != answers(session, stage).counting(item)), "")


def shift(session: Session, stage: str, item: str, facet: str) -> Shift | None:
    """Return how answers to a facet moved from the round before; None if we cannot say.

    That is if the room has not seen both, if hands were counted, and if the ids in both rounds
    differ because the first one's were separated from their people.
    """
    number, before = answers(session, stage).counting(item), round_before(session, stage, item)
    if not before or not was_revealed(session, stage, number, item):
        return None
    first = _numbers(round_of(session, stage, before), facet, item)
    second = _numbers(round_of(session, stage, number), facet, item)
    both = sorted(first.keys() & second.keys())
    if not both:
        return None
    return Shift(
        n=len(both),
        before=Fraction(sum(first[voter] for voter in both), len(both)),
        after=Fraction(sum(second[voter] for voter in both), len(both)),
        up=sum(second[voter] > first[voter] for voter in both),
        down=sum(second[voter] < first[voter] for voter in both),
    )


def keep_split(session: Session, stage: str, item: str, reason: str) -> Session:
    """Note that the team keeps different views on an item, and why: that is a result.

    Another round ends it; then `split_before` gives it. Raises ValueError before the vote was
    revealed.
    """
    given = answers(session, stage)
    number = given.counting(item)
    if not was_revealed(session, stage, number, item):
        message = "a split is kept once the room has seen it"
        raise ValueError(message)
    splits = {**given.splits, item: Split(round=number, reason=one_line(reason))}
    return session.with_answers(stage, replace(given, splits=splits))


def end_split(session: Session, stage: str, item: str) -> Session:
    """Take back that the team keeps a split."""
    given = answers(session, stage)
    splits = {key: split for key, split in given.splits.items() if key != item}
    return session.with_answers(stage, replace(given, splits=splits))


def split_of(session: Session, stage: str, item: str) -> Split | None:
    """Return the split that the team keeps after the vote that counts, None if it keeps none."""
    given = answers(session, stage)
    number, split = given.counting(item), given.splits.get(item)
    seen = was_revealed(session, stage, number, item)
    return split if split and seen and split.round == number else None


def split_before(session: Session, stage: str, item: str) -> Split | None:
    """Return the split that the team kept after an earlier vote than the one that counts.

    None if it kept none, and until the room has seen the vote that counts.
    """
    given = answers(session, stage)
    number, split = given.counting(item), given.splits.get(item)
    if split is None or not was_revealed(session, stage, number, item):
        return None
    earlier = rounds_on(session, stage, item)[:-1]
    return split if split.round in earlier else None


def _numbers(vote: Round, facet: str, item: str) -> Mapping[str, int]:
    found = {
        voter: ballot.get(facet, item) for voter, ballot in vote.ballots.items() if voter != ROOM
    }
    return {
        voter: answer
        for voter, answer in found.items()
        if answer is not None and not isinstance(answer, Abstained)
    }
