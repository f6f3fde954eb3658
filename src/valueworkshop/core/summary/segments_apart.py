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
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.scoring.hundred_points import HIGH, LOW, STEP
from valueworkshop.core.scoring.item_score import ItemVotes
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.votes.model import asks, voted
from valueworkshop.core.stages.votes.score import stage_votes
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
    """Return the summary of every segment of which something may be told."""
    return [summarise(session, segment, wait=False) for segment in told(session)]


def differences(session: Session, segment: str = "") -> list[Apart]:
    """Return the items on which two segments are furthest apart, those with an interval first.

    Of each item one pair of segments, of one segment a pair with it; the five that are most surely
    apart, which is by the end of the interval nearer to 0. The intervals are so wide that those of
    all pairs compared hold together. One that the interval does not tell from none is left out, as
    is no difference at all.
    """
    segments = told(session)
    compared: list[tuple[str, str, PairScore, PairScore, tuple[str, str]]] = []
    for stage in voted(session):
        if not asks(session, stage).has_gap:
            continue
        votes = {each: stage_votes(session, stage, each).items for each in segments}
        for item, asked in asks(session, stage).items.items():
            scored = {each: _score(of[item]) for each, of in votes.items()}
            known = {each: score for each, score in scored.items() if score.n}
            compared += [
                (f"{stage}/{item}", asked.text, known[one], known[other], (one, other))
                for one, other in combinations(known, 2)
                if segment in ("", one, other)
            ]
    found: dict[str, Apart] = {}
    for key, title, one, other, names in compared:
        apart = _apart(one, other, str(len(compared)))
        if apart is not None and _is_told(apart):
            n = (one.n, other.n)
            each = Apart(key=key, title=title, one=names[0], other=names[1], n=n, found=apart)
            found[key] = min(found.get(key, each), each, key=_by_sureness)
    return sorted(found.values(), key=_by_sureness)[:MOST]


def _by_sureness(each: Apart) -> tuple[bool, float]:
    sure = each.found.sure
    return (sure is None, -(abs(each.found.points) if sure is None else sure))


def _of_one(votes: ItemVotes) -> tuple[object, ...]:
    return (votes,)


def _of_two(one: PairScore, other: PairScore, among: str) -> tuple[object, ...]:
    return (one, other, among)


@kept(_of_one)
def _score(votes: ItemVotes) -> PairScore:
    given: Counter[Pair] = Counter((vote.needed, vote.today) for vote in votes.given.values())
    given.pop((None, None), None)
    return score_pairs([Pairs(low=LOW, high=HIGH, counts=given)])


@kept(_of_two)
def _apart(one: PairScore, other: PairScore, among: str) -> Difference | None:
    return gaps_apart(one, other, among=int(among))


def _is_told(apart: Difference) -> bool:
    return bool(whole(apart.points)) and (apart.low is None or apart.is_clear)


def apart_in_words(session: Session, apart: Apart) -> str:
    """Say which segment's gap is larger on an item, by how much, and how sure that is."""
    one, other = (in_a_sentence(session.segments[key].name) for key in (apart.one, apart.other))
    more, less = (other, one) if apart.found.points > 0 else (one, other)
    size = abs(whole(apart.found.points))
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
