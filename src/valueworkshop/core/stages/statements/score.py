"""How many of each group agree with a statement, and how far apart two groups are.

We never show a group apart in which fewer than three agree or disagree, nor anything that would
reveal it by subtraction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from valueworkshop.core.scoring.intervals import (
    FEWEST_FOR_AN_INTERVAL,
    nearer_to_0,
    newcombe,
)
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.statements.model import AGREE, AGREEMENT, DISAGREE
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    NO_GROUP,
    ROOM,
    Abstained,
    Answer,
    Round,
    answers,
    asks,
)
from valueworkshop.core.stages.votes.score import hands_as_answers, read_whole, votes_that_count
from valueworkshop.core.stages.votes.secrecy import (
    group_sizes,
    seen_round,
    told_apart,
    without_small_groups,
)

OTHERS = "others"
"""The group of all who are in no group that can be shown apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many gave each answer. People who do not know or skip do not count in the share."""

    agree: int = 0
    disagree: int = 0
    dont_know: int = 0
    skipped: int = 0

    @property
    def n(self) -> int:
        """How many agree or disagree."""
        return self.agree + self.disagree

    @property
    def answered(self) -> int:
        """How many answered: agree, disagree or don't know. To skip is no answer."""
        return self.n + self.dont_know

    @property
    def people(self) -> int:
        """How many gave any answer, or skipped."""
        return self.answered + self.skipped

    @property
    def share(self) -> float | None:
        """The share that agrees, 0 to 1; None if nobody agreed or disagreed."""
        return self.agree / self.n if self.n else None

    def plus(self, other: "Share") -> "Share":
        """Return both together."""
        return Share(
            agree=self.agree + other.agree,
            disagree=self.disagree + other.disagree,
            dont_know=self.dont_know + other.dont_know,
            skipped=self.skipped + other.skipped,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How much more often one group agrees than another: `points` of 100, -100 to 100.

    `low` and `high` are the 95 % interval by Newcombe's method, in points, made so wide that those
    of all statements compared hold together; None below five who agree or disagree in each group.
    `shares` are the answers of the two.
    """

    groups: tuple[str, str]
    shares: tuple[Share, Share]
    points: float
    low: float | None = None
    high: float | None = None

    @property
    def sure(self) -> float | None:
        """How far from 0 the interval is at its nearer end, below 0 if it holds 0; or None."""
        if self.low is None or self.high is None:
            return None
        return nearer_to_0(self.low, self.high)

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.sure is not None and self.sure > 0

    @property
    def is_wide(self) -> bool:
        """Whether more than one answer would have to change for both to agree alike.

        One answer moves the smaller group by more: if that is enough, the distance is one answer.
        """
        one, other = self.shares
        return abs(one.agree * other.n - other.agree * one.n) > max(one.n, other.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementScore:
    """The answers to one statement.

    `groups` are those that can be shown apart, two or more or none; people in none of them are in
    the group of others. `distance` is that of leaders minus front line, else of the only two groups
    there are. `room` marks the room's one answer.
    """

    everyone: Share
    groups: Mapping[str, Share]
    distance: Distance | None
    room: bool


def statement(session: Session, stage: str, item: str) -> StatementScore:
    """Return the answers to one statement in the round that counts for it."""
    given = answers(session, stage)
    number = given.counting(item)
    vote = given.rounds.get(number, Round())
    if is_revealed(session, stage, item):  # as exports hold it: no two forms tell other groups
        vote = without_small_groups(session, seen_round(session, stage, number, vote))
    ballots, _ = votes_that_count(vote, item)
    by_group: dict[str, Share] = {}
    for ballot in ballots.values():
        answer = ballot.get(AGREEMENT, item)
        _count(by_group, ballot.group, {} if answer is None else {answer: 1})
    for group, hands in vote.hands.get(AGREEMENT, {}).get(item, {}).items():
        _count(by_group, group, hands_as_answers(hands))
    now = tuple(groups_of(session.people))
    return apart(by_group, now, group_sizes(session), room=ROOM in ballots)


def apart(
    by_group: Mapping[str, Share],
    named: tuple[str, ...],
    people: Mapping[str, int] | None = None,
    *,
    room: bool = False,
) -> StatementScore:
    """Return what we may show of the answers by group; `named` are the current groups, in order.

    `people` is how many there are in each group. Small groups and people in none are the others.
    """
    sizes = Counter({group: share.people for group, share in by_group.items()})
    told = told_apart(
        {group: share.n for group, share in by_group.items()}, sizes | Counter(people or {})
    )
    before = sorted(set(by_group) - set(named))
    shown = {group: by_group[group] for group in (*named, *before) if group in told}
    rest = _together(share for group, share in by_group.items() if group not in shown)
    if shown and rest.people:
        name = OTHERS if OTHERS not in shown else f"all {OTHERS}"
        shown = {**shown, name: rest}
    if len(shown) < 2:
        shown = {}
    return StatementScore(
        everyone=_together(by_group.values()), groups=shown, distance=_distance(shown), room=room
    )


def distance(
    groups: tuple[str, str], one: Share, other: Share, *, among: int = 1
) -> Distance | None:
    """Return how far two groups lie apart, None where nobody of one agreed or disagreed.

    `among` is how many statements are compared at once: of many, the furthest is far apart by luck.
    """
    if one.share is None or other.share is None:
        return None
    points = 100 * (one.share - other.share)
    shares = (one, other)
    if min(one.n, other.n) < FEWEST_FOR_AN_INTERVAL:
        return Distance(groups=groups, shares=shares, points=points)
    low, high = newcombe(one.agree, one.n, other.agree, other.n, among=among)
    return Distance(groups=groups, shares=shares, points=points, low=100 * low, high=100 * high)


@kept(read_whole)
def statements(session: Session, stage: str) -> dict[str, StatementScore]:
    """Return every statement whose vote the room has seen, in the kit's order."""
    alone = {
        item: statement(session, stage, item)
        for item in asks(session, stage).items
        if is_revealed(session, stage, item)
    }
    among = sum(score.distance is not None for score in alone.values())
    return {item: _among(score, among) for item, score in alone.items()}


def _among(score: StatementScore, among: int) -> StatementScore:
    """Return the same score with its distance as one of so many."""
    found = score.distance
    if found is None:
        return score
    return replace(score, distance=distance(found.groups, *found.shares, among=among))


def furthest(scored: Mapping[str, StatementScore]) -> str | None:
    """Return the statement on which two groups are most surely apart, the first of equals.

    That is the one whose interval ends furthest from 0. Where no group is large enough for an
    interval, the one with the largest difference: something to talk about, no finding.
    """
    found = {item: score.distance for item, score in scored.items() if score.distance is not None}
    sure = {item: each.sure for item, each in found.items() if each.sure is not None}
    if sure:
        return max(sure, key=lambda item: sure[item])
    return max(found, key=lambda item: abs(found[item].points), default=None)


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return the furthest statement, and for each its shares (0 to 1) by group; {} before a reveal.

    A distance is in points of 100, with its interval.
    """
    scored = statements(session, stage)
    if not scored:
        return {}
    return {
        "furthest": furthest(scored),
        "statements": {item: _told(score) for item, score in scored.items()},
    }


def _count(by_group: dict[str, Share], group: str, counted: Mapping[Answer, int]) -> None:
    found = Share(
        agree=counted.get(AGREE, 0),
        disagree=counted.get(DISAGREE, 0),
        dont_know=counted.get(Abstained.DONT_KNOW, 0),
        skipped=counted.get(Abstained.SKIPPED, 0),
    )
    group = "" if group in {EVERYONE, NO_GROUP} else group
    by_group[group] = by_group.get(group, Share()).plus(found)


def _together(shares: Iterable[Share]) -> Share:
    whole = Share()
    for share in shares:
        whole = whole.plus(share)
    return whole


def _distance(shown: Mapping[str, Share]) -> Distance | None:
    if {LEADERS, FRONT_LINE} <= set(shown):
        one, other = LEADERS, FRONT_LINE
    elif len(shown) == 2:
        one, other = shown
    else:
        return None
    return distance((one, other), shown[one], shown[other])


def _told(score: StatementScore) -> dict[str, Any]:
    def share(found: Share) -> dict[str, Any]:
        return {
            "share": found.share,
            "n": found.n,
            "agree": found.agree,
            "disagree": found.disagree,
            "dont_know": found.dont_know,
            "skipped": found.skipped,
        }

    apart_by = score.distance
    return {
        "everyone": share(score.everyone),
        "groups": {group: share(found) for group, found in score.groups.items()},
        "room": score.room,
        "distance": None
        if apart_by is None
        else {
            "groups": list(apart_by.groups),
            "points": apart_by.points,
            "low": apart_by.low,
            "high": apart_by.high,
        },
    }
