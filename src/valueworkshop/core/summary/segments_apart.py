"""The segments that voters had in mind, side by side: index, largest gaps, and differences.

If fewer than three thought of a segment we say nothing about it (see `votes/voters_segments.py`).
With five or more in both we give an interval, with fewer how far one person moves the number.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from valueworkshop.core.scoring.answer_pairs import Pair, Pairs, PairScore, score_pairs
from valueworkshop.core.scoring.customers_index import Difference, gaps_apart
from valueworkshop.core.scoring.hundred_points import HIGH, LOW, STEP
from valueworkshop.core.scoring.item_score import ItemVotes
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.votes.model import asks, voted
from valueworkshop.core.stages.votes.score import stage_votes
from valueworkshop.core.stages.votes.words import points
from valueworkshop.core.summary.gap_summary import Summary, summarise

MOST: Final = 5
"""We give this many differences, the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How far the gaps of two segments on an item are apart: `other` minus `one`.

    `key` is 'stage/item', `title` its words; `n` counts those who gave both answers for each.
    """

    key: str
    title: str
    one: str
    other: str
    n: tuple[int, int]
    found: Difference


def told(session: Session) -> list[str]:
    """Return the segments of which we may show any revealed vote, in their order."""
    rates = [stage for stage in voted(session) if asks(session, stage).has_gap]
    return [
        key
        for key, _ in ordered(session.segments)
        if any(
            item.given
            for stage in rates
            for item in stage_votes(session, stage, key).items.values()
        )
    ]


def by_segment(session: Session) -> list[Summary]:
    """Return the summary of every segment of which we may show something."""
    return [summarise(session, segment) for segment in told(session)]


def differences(session: Session, segment: str = "") -> list[Apart]:
    """Return the items on which two segments are furthest apart, those with an interval first.

    For each item it takes the two segments that are furthest apart, for one segment the one
    furthest from it; the largest five. It leaves out differences of 0 and those whose interval
    includes 0.
    """
    found = []
    segments = told(session)
    for stage in voted(session):
        if not asks(session, stage).has_gap:
            continue
        votes = {each: stage_votes(session, stage, each).items for each in segments}
        for item, asked in asks(session, stage).items.items():
            scored = {each: _score(of[item]) for each, of in votes.items()}
            known = {each: score for each, score in scored.items() if score.n}
            pairs = [pair for pair in combinations(known, 2) if segment in ("", *pair)]
            if pairs:
                one, other = max(pairs, key=lambda pair: _distance(known, pair))
                apart = _apart(known[one], known[other])
                if apart is not None and _is_told(apart):
                    n = (known[one].n, known[other].n)
                    key = f"{stage}/{item}"
                    found.append(
                        Apart(key=key, title=asked.text, one=one, other=other, n=n, found=apart)
                    )
    found.sort(key=lambda each: (each.found.low is None, -abs(each.found.points)))
    return found[:MOST]


def _of_one(votes: ItemVotes) -> tuple[object, ...]:
    return (votes,)


def _of_two(one: PairScore, other: PairScore) -> tuple[object, ...]:
    return (one, other)


@kept(_of_one)
def _score(votes: ItemVotes) -> PairScore:
    given: Counter[Pair] = Counter((vote.needed, vote.today) for vote in votes.given.values())
    given.pop((None, None), None)
    return score_pairs([Pairs(low=LOW, high=HIGH, counts=given)])


@kept(_of_two)
def _apart(one: PairScore, other: PairScore) -> Difference | None:
    return gaps_apart(one, other)


def _distance(scored: dict[str, PairScore], pair: tuple[str, str]) -> float:
    one, other = (scored[segment].signed or 0.0 for segment in pair)
    return abs(one - other)


def _is_told(apart: Difference) -> bool:
    return bool(round(apart.points)) and (apart.low is None or apart.is_clear)


def apart_in_words(session: Session, apart: Apart) -> str:
    """Say which segment's gap is larger on an item, by how much, and how sure that is."""
    one, other = (in_a_sentence(session.segments[key].name) for key in (apart.one, apart.other))
    more, less = (other, one) if apart.found.points > 0 else (one, other)
    size = abs(round(apart.found.points))
    unit = "point" if size == 1 else "points"
    said = (
        f"'{in_a_sentence(apart.title)}': the gap of {more} is {size} {unit} larger than of {less}"
    )
    n = f"n {apart.n[0]} and {apart.n[1]}"
    if apart.found.low is None or apart.found.high is None:
        moves = " and ".join(points(STEP / each) for each in apart.n)
        few = f"too few for an interval: one person moving a step moves them by {moves}"
        return f"{said} ({n}, {few})"
    low, high = sorted((abs(apart.found.low), abs(apart.found.high)))
    return f"{said} ({n}; anything from {points(low)} to {points(high)} fits)"


def whose(session: Session, summary: Summary) -> str:
    """Say whose view a summary is and from how many; '' for that of all."""
    if not summary.segment:
        return ""
    name = in_a_sentence(session.segments[summary.segment].name)
    if not summary.gaps:
        return f"{name} alone: not shown, as fewer than three voters thought of them, or of others"
    if all(gap.score.room for gap in summary.gaps):
        return f"{name} alone: the room's one rating"
    return f"{name} alone: n {summary.index.people}, those who thought of them"
