"""What chance alone makes in a workshop like this one: its answers, with every shortfall taken out.

Each item's differences needed - today are taken about their own mean, times sqrt(n / (n - 1)), so
that nothing is short and people differ as they do. Then everybody's differences keep or change
their sign, one sign a person through all items, and each time the stage gaps, the index and the
largest w * G are worked out as ever: the wild bootstrap (Wu, Annals of Statistics 14, 1986) with
Rademacher signs. Up to 12 people that is done in all 2**n ways, beyond in a fixed list of 4,096.

Sums are whole numbers until the last step, so any order of people or items gives the same bits.

Three things are not known to be one person's, and are treated so that chance is never made small:
- Ballots of two stages that share no voter may be the same people's. They are taken for the same in
  the order of how far they move the index: no real match moves it further.
- Hands: each hand has a sign of its own. Where they make part of the index it has no limit.
- One answer varies by nothing that could be seen: an item with fewer than two has no part in the
  line, and where such an item weighs the index has no limit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum, sqrt
from operator import add, mul, sub
from typing import Final, TypeAlias

from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.item_score import Facet, ItemVotes, score_item
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.stage_score import StageScore, StageVotes, score_stage

ALL_WAYS: Final = 12
"""Up to so many people every way of flipping is tried."""

WAYS: Final = 4096
"""So many ways are tried beyond: a fixed list, of which each half is the other turned round."""

LIMIT: Final = 95
LINE: Final = 80
"""The points of the two distributions, in per cent."""

Person: TypeAlias = tuple[int, ...]
"""What a person adds to each item, in whole numbers: n times a difference less the sum of all."""

_BYTE: Final = 8
_QUICK: Final = 12_500  # sums to make: twelve people or any hands on six items, ten on twenty


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFlips:
    """What chance alone makes, in points from 0 to 100.

    `floor` is the mean index, `limit` the index above which chance comes one time in twenty; both
    None where there is no index, or where an item that weighs in it has fewer than two answers or
    was voted on with hands. `act` is the largest w * G above which chance comes one time in five;
    None where no item has two answers. `people` are how many signs were flipped.
    """

    floor: float | None
    limit: float | None
    act: float | None
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """An item: what each voter adds, in whole numbers; a unit of it is `unit` points of gap."""

    group: int
    adds: Mapping[str, int]
    unit: float
    priority: float  # points of w * G for a unit
    index: float  # points of the index for a unit


def _reads(votes: Sequence[StageVotes]) -> tuple[object, ...]:
    """Return the votes of each item: evidence and people present have no part in this."""
    return tuple(
        chain.from_iterable(
            (stage.key, str(stage.points), *chain.from_iterable(stage.items.items()))
            for stage in votes
        )
    )


@kept(_reads)
def sign_flips(votes: Sequence[StageVotes]) -> SignFlips:
    """Return what chance alone makes of the stages that ask for needed and today.

    With 12 people and 20 items this takes a twentieth of a second, of each of which there are some
    at most: it has no place on the paint path. `sign_flips.known(votes)` returns at once what was
    worked out before, or None.
    """
    in_order = sorted(votes, key=lambda stage: stage.key)
    columns, has_limit = _columns(in_order, [score_stage(stage) for stage in in_order])
    if not columns:
        return SignFlips(floor=None, limit=None, act=None, people=0)
    people = _people(columns)
    indices, largest = [], []
    on_index, on_priority = [c.index for c in columns], [c.priority for c in columns]
    for sums in _half_of_all_ways(people):
        products = [*map(mul, on_priority, sums)]
        largest += [max([0.0, *products]), -min([0.0, *products])]
        if has_limit:
            weighed = [*map(mul, on_index, sums)]
            size, total = fsum(map(abs, weighed)), fsum(weighed)
            indices += [(size + total) / 2, (size - total) / 2]  # what is above 0, and below it
    return SignFlips(
        floor=fsum(indices) / len(indices) if indices else None,
        limit=_point(indices, LIMIT) if indices else None,
        act=_point(largest, LINE),
        people=len(people),
    )


def is_quick(votes: Sequence[StageVotes]) -> bool:
    """Return whether the flips take about a hundredth of a second at most: few people or items."""
    items = [item for stage in votes for item in stage.items.values()]
    people = max((len(item.given) if item.paired else ALL_WAYS for item in items), default=0)
    return min(1 << people, WAYS) // 2 * len(items) <= _QUICK


def _columns(
    votes: Sequence[StageVotes], scores: Sequence[StageScore]
) -> tuple[list[_Column], bool]:
    """Return a column for each item that varies, and whether the index has a limit."""
    with_gap = sum(score.points for score in scores if score.gap is not None)
    points = sum(score.points for score in scores)
    has_limit = bool(with_gap) and 2 * with_gap >= points
    groups = _groups([set(_voters(stage)) for stage in votes])
    columns = []
    for place, (stage, score) in enumerate(zip(votes, scores, strict=True)):
        weighing = score.weighing if score.points else {}
        for key, item in sorted(stage.items.items()):
            share = score.points * weighing.get(key, 0.0) / with_gap if weighing else 0.0
            weight = score_item(item).weight
            adds, unit = _of_hands(key, place, item) if not item.paired else _of_ballots(item)
            if share and (not adds or not item.paired):
                has_limit = False
            if adds and weight is not None:
                columns.append(
                    _Column(
                        group=groups[place],
                        adds=adds,
                        unit=unit,
                        priority=weight * unit,
                        index=share * unit,
                    )
                )
    return columns, has_limit


def _of_ballots(item: ItemVotes) -> tuple[dict[str, int], float]:
    """Return n times each voter's difference less the sum of all, and the points of a unit."""
    by = {
        voter: given.needed - given.today
        for voter, given in item.given.items()
        if given.needed is not None and given.today is not None
    }
    n, total = len(by), sum(by.values())
    if n < 2:
        return {}, 0.0
    return {voter: n * each - total for voter, each in by.items()}, STEP * _unit(n)


def _of_hands(key: str, place: int, item: ItemVotes) -> tuple[dict[str, int], float]:
    """Return the same for hands, each of which is a voter of its own: no one knows whose they are.

    The two answers are brought on one whole unit, to nine digits.
    """
    needed, today = item.needed, item.today
    if min(needed.n, today.n) < 2:
        return {}, 0.0
    fine = 10**9
    adds = {}
    for name, facet in (("needed", needed), ("today", today)):
        unit = round(fine * _unit(facet.n))
        for number, each in enumerate(_answers(facet)):
            adds[f"{place}/{key}/{name}/{number}"] = unit * (facet.n * each - facet.steps)
    return adds, STEP / fine


def _answers(facet: Facet) -> Iterator[int]:
    return (point for point, count in enumerate(facet.counts) for _ in range(count))


def _unit(n: int) -> float:
    """Return what a whole unit is of the mean difference of n people, in steps."""
    return sqrt(n / (n - 1)) / n**2


def _voters(stage: StageVotes) -> Iterator[str]:
    return (voter for item in stage.items.values() if item.paired for voter in item.given)


def _groups(voters: Sequence[set[str]]) -> list[int]:
    """Return a number for each stage: the same for stages that share a voter."""
    groups = list(range(len(voters)))
    for place, of_stage in enumerate(voters):
        for other in range(place):
            if of_stage & voters[other]:
                old, new = groups[place], groups[other]
                groups = [new if group == old else group for group in groups]
    return groups


def _people(columns: Sequence[_Column]) -> list[Person]:
    """Return what each person adds to each column, in an order that is the same for all orders."""
    by_group: dict[int, list[tuple[float, Person]]] = {}
    for group in dict.fromkeys(column.group for column in columns):
        own = [column if column.group == group else None for column in columns]
        voters = {voter for column in own if column for voter in column.adds}
        found = []
        for voter in voters:
            adds = tuple(column.adds.get(voter, 0) if column else 0 for column in own)
            moves = fsum(c.index * each for c, each in zip(columns, adds, strict=True))
            found.append((moves, adds))
        by_group[group] = sorted(found, reverse=True)
    most = max(map(len, by_group.values()))
    nobody = (0,) * len(columns)
    people = [nobody] * most
    for of_group in by_group.values():
        # Who answered in one stage only stands in the middle: they move the index least.
        upper = sum(moves > 0 for moves, _ in of_group)
        padded = [adds for _, adds in of_group]
        padded[upper:upper] = [nobody] * (most - len(padded))
        people = [tuple(map(add, one, other)) for one, other in zip(people, padded, strict=True)]
    return sorted(people)


def _half_of_all_ways(people: Sequence[Person]) -> Iterable[Sequence[int]]:
    """Yield the sums of each column in one half of the ways; the other half is these, negated."""
    return _in_all_ways(people) if len(people) <= ALL_WAYS else _in_some_ways(people)


def _in_all_ways(people: Sequence[Person]) -> Iterator[Sequence[int]]:
    """Yield the sums with the last person's sign kept, in Gray's code: one person changes a step.

    Gray, US patent 2 632 058 (1953). Two people's worth of difference goes in or out.
    """
    sums: list[int] = [sum(column) for column in zip(*people, strict=True)]
    twice = [tuple(2 * each for each in person) for person in people]
    kept_sign = [True] * len(people)
    yield sums
    for step in range(1, 2 ** (len(people) - 1)):
        which = (step & -step).bit_length() - 1
        sums = [*map(sub if kept_sign[which] else add, sums, twice[which])]
        kept_sign[which] = not kept_sign[which]
        yield sums


def _in_some_ways(people: Sequence[Person]) -> Iterator[Sequence[int]]:
    """Yield the sums in the fixed list of ways, eight people at a time from a table."""
    from hashlib import shake_128  # noqa: PLC0415 - 2 ms, and few rooms are so large

    tables = [_table(people[at : at + _BYTE]) for at in range(0, len(people), _BYTE)]
    size = len(tables)
    signs = shake_128(b"sign flips").digest(WAYS // 2 * size)
    for at in range(0, len(signs), size):
        sums, *others = [t[byte] for t, byte in zip(tables, signs[at : at + size], strict=True)]
        for other in others:
            sums = tuple(map(add, sums, other))
        yield sums


def _table(people: Sequence[Person]) -> list[Person]:
    """Return the sums of up to eight people for each byte; a bit that is set keeps a sign."""
    sums: list[Person] = [(0,) * len(people[0])]
    for person in people:
        without = [tuple(map(sub, each, person)) for each in sums]
        sums = [*without, *(tuple(map(add, each, person)) for each in sums)]
    return [sums[byte % len(sums)] for byte in range(2**_BYTE)]


def _point(values: list[float], per_cent: int) -> float:
    """Return the least of the values that at least so many per cent of them do not exceed."""
    return sorted(values)[-(-len(values) * per_cent // 100) - 1]
