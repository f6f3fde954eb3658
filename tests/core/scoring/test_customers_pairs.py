"""Counts of pairs give the same numbers as people's own answers; customers are never mixed in."""

import os
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import sqrt
from statistics import mean, variance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valueworkshop.core.scoring.answer_pairs import (
    Pair,
    Pairs,
    cliffs_delta_counted,
    pooled,
    score_pairs,
)
from valueworkshop.core.scoring.customers_index import CustomersStage, beside, customers_index
from valueworkshop.core.scoring.intervals import Group, cliffs_delta, welch, welch_between
from valueworkshop.core.scoring.item_score import Facet, Given, ItemVotes, score_item
from valueworkshop.core.scoring.stage_score import StageVotes
from valueworkshop.core.scoring.value_gap_index import score_index

often = settings(max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "40")), deadline=None)

answers = st.none() | st.integers(1, 5)
people = st.lists(st.tuples(answers, answers), max_size=14)


def counts_of(given_by: Sequence[Pair]) -> dict[Pair, int]:
    return {pair: given_by.count(pair) for pair in given_by if pair != (None, None)}


def pairs_of(given_by: Sequence[Pair], low: int = 1, high: int = 5) -> Pairs:
    return Pairs(low=low, high=high, counts=counts_of(given_by))


def votes_of(given_by: list[Pair]) -> ItemVotes:
    def facet(which: int) -> Facet:
        said = [pair[which] for pair in given_by]
        return Facet(counts=tuple(said.count(point) for point in range(1, 6)))

    given_as = {f"v{n}": Given(needed=e, today=p) for n, (e, p) in enumerate(given_by)}
    return ItemVotes(given=given_as, needed=facet(0), today=facet(1), weight=None, paired=True)


@often
@given(people)
def test_counts_of_pairs_score_as_the_people_do(given_by: list[Pair]) -> None:
    ours, score = score_item(votes_of(given_by)), score_pairs([pairs_of(given_by)])
    assert score.n == ours.n
    assert score.short == ours.short
    for mine, theirs in (
        (score.signed, ours.signed),
        (score.gap, ours.gap),
        (score.surplus, ours.surplus),
        (score.error, ours.error),
        (score.floor, ours.floor),
    ):
        assert mine == (None if theirs is None else pytest.approx(theirs, abs=1e-9))
    for side, facet in ((score.needed, ours.needed), (score.today, ours.today)):
        assert side.counts == facet.counts
        assert (side.n, side.median, side.level) == (facet.n, facet.median, facet.level)
        assert (side.agreement, side.distance) == (facet.agreement, facet.distance)


@often
@given(people, st.permutations(range(14)))
def test_no_order_and_no_recoding_changes_a_number(given_by: list[Pair], order: list[int]) -> None:
    shuffled = [given_by[place] for place in order if place < len(given_by)]
    assert score_pairs([pairs_of(shuffled)]) == score_pairs([pairs_of(given_by)])
    wide: list[Pair] = [
        (None if e is None else 2 * e - 1, None if p is None else 2 * p - 1) for e, p in given_by
    ]
    plain, recoded = score_pairs([pairs_of(given_by)]), score_pairs([pairs_of(wide, 1, 9)])
    assert (recoded.n, recoded.short, recoded.signed) == (plain.n, plain.short, plain.signed)
    assert recoded.needed.mean == plain.needed.mean


@often
@given(people, people)
def test_recoding_1_to_5_as_1_to_9_keeps_the_index(a: list[Pair], b: list[Pair]) -> None:
    def index(*several: tuple[str, Pairs]) -> float | None:
        stages = [
            CustomersStage(key=key, points=1, items={"a": score_pairs([pairs])})
            for key, pairs in several
        ]
        return customers_index(stages).value

    wide: list[Pair] = [
        (None if e is None else 2 * e - 1, None if p is None else 2 * p - 1) for e, p in a
    ]
    other = ("two", pairs_of(b))
    assert index(("one", pairs_of(wide, 1, 9)), other) == index(("one", pairs_of(a)), other)


@often
@given(people, people)
def test_two_files_count_as_one_and_scales_keep_apart(a: list[Pair], b: list[Pair]) -> None:
    together = score_pairs(pooled([pairs_of(a), pairs_of(b)]))
    assert together == score_pairs([pairs_of(a + b)])
    of_both = score_pairs(pooled([pairs_of(a), pairs_of(b, 0, 10)]))
    assert of_both.n == together.n
    assert -100 <= (of_both.signed or 0) <= 100
    if of_both.gap is not None and of_both.surplus is not None:
        assert of_both.gap - of_both.surplus == of_both.signed
        assert of_both.gap * of_both.surplus == 0


def test_on_two_scales_points_are_shown_and_agreement_is_not() -> None:
    both = [pairs_of([(5, 1)] * 3), pairs_of([(10, 5)] * 3, 0, 10)]
    score = score_pairs(both)
    assert score.signed == 75.0
    needed = score.needed
    assert (needed.median, needed.agreement, needed.level, needed.distance) == (None,) * 4
    assert score.needed.mean == 100.0


@often
@given(
    st.lists(st.integers(0, 10), min_size=2, max_size=9),
    st.lists(st.integers(0, 10), min_size=2, max_size=9),
)
def test_counted_groups_give_the_intervals_of_the_answers(a: list[int], b: list[int]) -> None:
    groups = [score_pairs([pairs_of([(x, None) for x in g], 0, 10)]).needed for g in (a, b)]
    assert groups[0].group is not None
    assert groups[1].group is not None
    floor = 10**2 / 12
    of_points = [[10.0 * x for x in g] for g in (a, b)]
    expected = welch(of_points[0], of_points[1], floor=floor)
    assert welch_between(groups[0].group, groups[1].group) == pytest.approx(expected)
    assert cliffs_delta_counted(groups[0].values, groups[1].values) == cliffs_delta(a, b)


def test_published_values_from_counts() -> None:
    a = {Fraction(x): n for x, n in ((10, 2), (20, 3), (30, 3), (40, 1), (50, 1))}
    b = {Fraction(x): n for x, n in ((10, 1), (20, 1), (30, 1), (40, 2), (50, 1))}
    assert cliffs_delta_counted(a, b) == pytest.approx(-0.25)
    of_both = [11, 9, 10, 11, 10, 12, 9, 11, 12, 9], [11, 13, 10, 13, 12, 9, 11, 12, 12, 11]
    groups = [Group(n=10, mean=mean(x), variance=variance(x)) for x in of_both]
    assert welch_between(*groups) == pytest.approx((-2.1469, 0.1469), abs=5e-5)
    with pytest.raises(ValueError, match="empty group"):
        cliffs_delta_counted({}, b)
    with pytest.raises(ValueError, match="at least two"):
        welch_between(Group(n=1, mean=0, variance=1), groups[1])
    with pytest.raises(ValueError, match="variance"):
        welch_between(Group(n=2, mean=0, variance=-1), groups[1])


@pytest.mark.parametrize(
    ("low", "high", "counts"),
    [(5, 5, {}), (1, 5, {(6, 1): 1}), (1, 5, {(1, 0): 1}), (1, 5, {(1, 1): -1})],
)
def test_what_cannot_be_scored_is_refused(low: int, high: int, counts: dict[Pair, int]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says its own
        Pairs(low=low, high=high, counts=counts)


@often
@given(people, people)
def test_the_index_of_customers_is_that_of_a_team_that_gave_no_weights(
    a: list[Pair], b: list[Pair]
) -> None:
    team = score_index(
        [
            StageVotes(key="one", points=2, items={"a": votes_of(a)}),
            StageVotes(key="two", points=1, items={"b": votes_of(b)}),
        ]
    )
    customers = customers_index(
        [
            CustomersStage(key="one", points=2, items={"a": score_pairs([pairs_of(a)])}),
            CustomersStage(key="two", points=1, items={"b": score_pairs([pairs_of(b)])}),
        ]
    )
    assert customers.value == (None if team.value is None else pytest.approx(team.value))
    assert customers.floor == (None if team.floor is None else pytest.approx(team.floor))


def test_an_index_says_why_it_is_provisional() -> None:
    two = score_pairs([pairs_of([(5, 1), (4, 2)])])
    found = customers_index([CustomersStage(key="one", points=1, items={"a": two}, possible=4)])
    assert found.value == 75.0
    assert found.coverage == 0.5
    assert [reason[:5] for reason in found.provisional] == ["fewer", "under"]
    nothing = customers_index([CustomersStage(key="one", points=1, items={})])
    assert (nothing.value, nothing.floor, nothing.coverage) == (None, None, None)
    assert nothing.provisional == ()
    half = [
        CustomersStage(key="one", points=1, items={"a": two}),
        CustomersStage(key="two", points=2, items={}),
    ]
    assert customers_index(half).value is None


def test_an_interval_needs_five_on_both_sides() -> None:
    five, four = [(5, 1)] * 4 + [(4, 1)], [(3, 3)] * 4
    apart = beside(score_pairs([pairs_of(four)]), score_pairs([pairs_of(five)]))
    assert apart.gap is not None
    assert (apart.gap.points, apart.gap.low, apart.gap.delta) == (95.0, None, None)
    assert not apart.gap.is_clear
    apart = beside(score_pairs([pairs_of(four + four)]), score_pairs([pairs_of(five)]))
    assert apart.gap is not None
    assert apart.gap.is_clear
    assert apart.gap.delta == 1.0
    assert apart.today is not None
    assert apart.today.points == -50.0


def test_who_gave_nothing_is_not_compared() -> None:
    only_today = score_pairs([pairs_of([(None, 4)] * 6)])
    apart = beside(only_today, score_pairs([pairs_of([(5, 4)] * 6)]))
    assert apart.gap is apart.needed is None
    assert apart.today is not None
    low, high = apart.today.low, apart.today.high
    assert low is not None
    assert high is not None
    assert low < apart.today.points == 0 < high  # the rounding of answers is the least variance


@pytest.mark.parametrize(("team", "customers"), list(product([5, 8], [5, 9])))
def test_the_interval_contains_the_difference(team: int, customers: int) -> None:
    ours = score_pairs([pairs_of([(4, 2), (5, 4)] * team)])
    theirs = score_pairs([pairs_of([(9, 2), (7, 8)] * customers, 0, 10)])
    apart = beside(ours, theirs).gap
    assert apart is not None
    assert apart.low is not None
    assert apart.high is not None
    assert apart.low < apart.points < apart.high


@pytest.mark.parametrize(
    ("low", "high", "answers", "step"),
    [
        (1, 5, (1, 3, 5), 25),  # the points of a short scale, whatever was answered
        (0, 10, (0, 5, 10), 10),
        (0, 100, (0, 25, 50, 100), 25),
        (0, 100, (0, 10, 30, 100), 10),
        (0, 100, (3, 50, 71), 1),
        (0, 100, (50,), 25),  # never more than a quarter of the scale
    ],
)
def test_answers_stored_in_wide_steps_have_the_noise_of_those(
    low: int, high: int, answers: tuple[int, ...], step: int
) -> None:
    counts: dict[Pair, int] = {(answer, answer): 2 for answer in answers}
    pairs = Pairs(low=low, high=high, counts=counts)
    assert pairs.step == step
    n = sum(counts.values())
    error = score_pairs([pairs]).error
    assert error == pytest.approx(sqrt(2 * step**2 / 12 / n))  # all are alike: rounding is left
