"""The value gap index over all stages, and what we must show with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypeAlias

from valueworkshop.core.scoring.hundred_points import in_steps
from valueworkshop.core.scoring.item_score import ItemVotes, balance, balances_without
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.left_out import LeftOut, Margin, margin_of, range_of
from valueworkshop.core.scoring.stage_score import (
    ASSUMED,
    StageScore,
    StageVotes,
    score_stage,
    stage_gap,
)

FEWEST_PEOPLE = 3
LEAST_COVERAGE = 0.7
LEAST_EVIDENCE = 0.5
"""If any of these is lower, the index is provisional."""

Making: TypeAlias = Sequence[tuple[StageVotes, StageScore]]
"""The stages that count in the index: those with a gap and a share."""

GUESSED = "more than half of it is our own guess"
"""The reason that comes last."""

_TWO = 2
_BIT = 1e-12  # shares are sums of quotients: half may be a bit below one half


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares of the index's weight by how we know it, 0 to 1, together 1."""

    assumed: float
    heard: float
    measured: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexScore:
    """The value gap index, 0 to 100 points, higher is worse; and what we must show with it.

    `value` is None when under half of the stage points have a gap; then there is no range, floor or
    evidence either, and nothing is provisional. `low` and `high` are its range with any one person
    left out, itself included; None with fewer than two people, or where hands or the room's one
    rating make part of it. `floor` is the same mean of the items' noise floors; None where an item
    that weighs has none. `margin` is how far the true value may be from it, None where there is no
    range or one person alone carries the index. `answered` are the pairs given, of those
    `possible` over the stages in which anything was answered; the room's one rating speaks for all
    present. `evidenced` is the index over what is heard or measured. `people` gave at least one
    pair; of hands, the most that any item shows. `provisional` holds the reasons why it is, and
    `skipped` the stages without a gap.
    """

    value: float | None
    low: float | None
    high: float | None
    margin: Margin | None
    floor: float | None
    answered: int
    possible: int
    evidence: Shares | None
    evidenced: float | None
    people: int
    provisional: tuple[str, ...]
    skipped: tuple[str, ...]
    stages: tuple[StageScore, ...]

    @property
    def coverage(self) -> float | None:
        """The share of the possible pairs that were given, 0 to 1; None if nobody answered."""
        return self.answered / self.possible if self.possible else None

    @property
    def steps(self) -> float | None:
        """The index in steps of 25 points."""
        return None if self.value is None else in_steps(self.value)


def score_index(votes: Sequence[StageVotes]) -> IndexScore:
    """Return the index over the stages that ask for needed and today, in the order given."""
    stages = tuple(score_stage(stage) for stage in votes)
    value = index_of((stage.points, stage.gap) for stage in stages)
    people, (answered, possible) = _people(votes), _answered(votes)
    low = high = floor = shares = evidenced = margin = None
    reasons: tuple[str, ...] = ()
    if value is not None:
        making = [
            (stage, score)
            for stage, score in zip(votes, stages, strict=True)
            if score.gap is not None and score.points
        ]
        if left_out := _left_out(votes, making):
            low, high = range_of(value, left_out)
            margin = margin_of(value, left_out)
        floor = _floor([score for _, score in making])
        shares = _shares(making)
        evidenced = _evidenced(making)
        reasons = _reasons(votes, people, answered, possible, shares)
    return IndexScore(
        value=value,
        low=low,
        high=high,
        margin=margin,
        floor=floor,
        answered=answered,
        possible=possible,
        evidence=shares,
        evidenced=evidenced,
        people=people,
        provisional=reasons,
        skipped=tuple(stage.key for stage in stages if stage.gap is None),
        stages=stages,
    )


def index_of(gaps: Iterable[tuple[int, float | None]]) -> float | None:
    """Return the index over stages given as (a, gap): sum of a * gap / sum of a, 0 to 100.

    None when under half of the stage points have a gap.
    """
    gaps = list(gaps)
    points = sum(a for a, _ in gaps)
    with_gap = [(a, gap) for a, gap in gaps if gap is not None]
    counted = sum(a for a, _ in with_gap)
    if not counted or 2 * counted < points:
        return None
    return fsum(a * gap for a, gap in with_gap) / counted


def _left_out(votes: Sequence[StageVotes], making: Making) -> list[LeftOut]:
    """Return the index with each person left out, by groups of people who may be the same.

    None where hands or the room's one rating make part of it, and for fewer than two people.
    """
    used = [stage.items[key] for stage, score in making for key in score.weighing]
    if any(item.room or not item.paired for item in used):
        return []
    if _most(_pairing(used_in) for used_in in _used(making)) < _TWO:
        return []
    whole = [_gap_of_all(stage) for stage in votes]
    without = [_gaps_without(stage) for stage in votes]
    found = []
    for voters in _linked(_weighing(used_in) for used_in in _used(making)):
        indices = []
        for voter in sorted(voters):
            gaps = [left.get(voter, full) for full, left in zip(whole, without, strict=True)]
            indices.append(
                index_of((stage.points, gap) for stage, gap in zip(votes, gaps, strict=True))
            )
        found.append(LeftOut(indices=tuple(indices)))
    return found


@kept(lambda stage: (stage,))
def _gap_of_all(stage: StageVotes) -> float | None:
    return stage_gap(balance(item) for item in stage.items.values())


@kept(lambda stage: (stage,))
def _gaps_without(stage: StageVotes) -> Mapping[str, float | None]:
    """Return the gap of a stage without each voter who makes a difference to any of its items."""
    items = [(balance(item), balances_without(item)) for item in stage.items.values()]
    voters = {voter for _, without in items for voter in without}
    return {
        voter: stage_gap(without.get(voter, full) for full, without in items) for voter in voters
    }


def _used(making: Making) -> list[list[ItemVotes]]:
    return [[stage.items[key] for key in score.weighing] for stage, score in making]


def _pairing(items: Iterable[ItemVotes]) -> set[str]:
    """Return the ids of all who gave a pair on any of the items."""
    return {voter for item in items for voter, given in item.given.items() if given.is_pair}


def _weighing(items: Iterable[ItemVotes]) -> set[str]:
    """Return the ids of all without whom one of the items would have another gap or weight."""
    return {voter for item in items for voter in balances_without(item)}


def _linked(stages: Iterable[set[str]]) -> list[set[str]]:
    """Return the voters of each stage, with stages together that share a voter.

    Those stages know which ballots are of one person.
    """
    together: list[set[str]] = []
    for voters in stages:
        sharing = [others for others in together if others & voters]
        together = [others for others in together if not others & voters]
        together.append(voters.union(*sharing))
    return [voters for voters in together if voters]


def _most(groups: Iterable[set[str]]) -> int:
    return max((len(voters) for voters in _linked(groups)), default=0)


def _floor(making: Sequence[StageScore]) -> float | None:
    floors = [(score.points, score.floor) for score in making]
    known = [(a, floor) for a, floor in floors if floor is not None]
    if len(known) < len(floors):
        return None
    return fsum(a * floor for a, floor in known) / sum(a for a, _ in known)


def _shares(making: Making) -> Shares:
    by_grade: dict[str, list[float]] = {"assumed": [], "heard": [], "measured": []}
    for stage, score in making:
        for item, weight in score.weighing.items():
            by_grade[stage.grade(item)].append(score.points * weight)
    whole = fsum(weight for weights in by_grade.values() for weight in weights)
    return Shares(**{grade: fsum(weights) / whole for grade, weights in by_grade.items()})


def _evidenced(making: Making) -> float | None:
    gaps = [
        (
            score.points,
            stage_gap(item for key, item in score.items.items() if stage.grade(key) != ASSUMED),
        )
        for stage, score in making
    ]
    return index_of((a, gap) for a, gap in gaps if gap is not None)


def _people(votes: Sequence[StageVotes]) -> int:
    """Return how many people the answers come from for certain; the room's rating counts as one.

    Stages that share no voter may have the same people under other ids: then the largest counts.
    """
    items = [item for stage in votes for item in stage.items.values()]
    people = _most(
        _pairing(item for item in stage.items.values() if item.paired and not item.room)
        for stage in votes
    )
    hands = max((min(i.needed.n, i.today.n) for i in items if not i.paired), default=0)
    room = any(given.is_pair for i in items if i.room for given in i.given.values())
    return max(people, hands, int(room))


def _answered(votes: Sequence[StageVotes]) -> tuple[int, int]:
    pairs = possible = 0
    for stage in votes:
        if any(_touched(item) for item in stage.items.values()):
            pairs += sum(min(_pairs(i, stage.present), stage.present) for i in stage.items.values())
            possible += stage.present * len(stage.items)
    return pairs, possible


def _touched(item: ItemVotes) -> bool:
    facets = [facet for facet in (item.needed, item.today, item.weight) if facet is not None]
    return any(facet.n or facet.dont_know or facet.skipped for facet in facets)


def _pairs(item: ItemVotes, present: int) -> int:
    if not item.paired:
        return min(item.needed.n, item.today.n)
    n = sum(given.is_pair for given in item.given.values())
    return present if item.room and n else n


def _reasons(
    votes: Sequence[StageVotes], people: int, answered: int, possible: int, shares: Shares
) -> tuple[str, ...]:
    reasons = []
    if people < FEWEST_PEOPLE:
        room = any(item.room for stage in votes for item in stage.items.values())
        alone = "the room gave one rating together" if room else "one person's view"
        reasons.append(alone if people == 1 else "only two people answered")
    if possible and answered / possible < LEAST_COVERAGE:
        reasons.append("under 70 % of the answers were given")
    if shares.heard + shares.measured < LEAST_EVIDENCE - _BIT:
        reasons.append(GUESSED)
    return tuple(reasons)
