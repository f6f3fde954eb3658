from collections.abc import Iterator
from itertools import accumulate
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valueworkshop.core.scoring.agreement import (
    Level,
    agreement,
    could_be_luck,
    distance_from_median,
    level,
    mean,
    median,
    people_of_luck,
    thirds,
)

moderate = settings(max_examples=100, deadline=None)
scales = st.integers(2, 9).flatmap(lambda k: st.lists(st.integers(0, 8), min_size=k, max_size=k))
rated = scales.filter(lambda counts: sum(counts) >= 3)


def test_leiks_published_example() -> None:
    found = agreement([30, 40, 210, 130, 530, 50, 10])
    assert found is not None
    assert round(1 - found, 3) == 0.287


@pytest.mark.parametrize("counts", [[3], [], [1, -1, 3]])
def test_counts_that_cannot_be_are_refused(counts: list[int]) -> None:
    for number in (agreement, distance_from_median, level, mean, median):
        with pytest.raises(ValueError, match=r"two points|negative"):
            number(counts)


def test_middles_are_in_the_scales_own_numbers() -> None:
    assert mean([1, 0, 0, 0, 1]) == 3
    assert median([1, 0, 0, 0, 1]) == 3
    assert median([0, 2, 1, 0, 0]) == 2
    assert median([0, 1, 1, 0, 0]) == 2.5
    assert mean([1, 1], low=0) == median([1, 1], low=0) == 0.5
    assert mean([0] * 5) is None
    assert median([0] * 5) is None


def test_below_three_people_there_is_no_agreement_to_see() -> None:
    for counts in ([0] * 5, [0, 0, 1, 0, 0], [0, 0, 2, 0, 0], [1, 0, 0, 0, 1]):
        assert agreement(counts) is None
        assert distance_from_median(counts) is None
        assert level(counts) is None
        assert not could_be_luck(counts)


def test_distance_reads_as_scale_points_from_the_middle_answer() -> None:
    assert distance_from_median([0, 1, 3, 0, 1]) == 0.6


@given(rated)
@moderate
def test_agreement_is_the_mean_distance_from_the_median_turned_round(counts: list[int]) -> None:
    middle = median(counts)
    assert middle is not None
    away = sum(c * abs(1 + at - middle) for at, c in enumerate(counts)) / sum(counts)
    assert distance_from_median(counts) == pytest.approx(away)
    assert agreement(counts) == pytest.approx(1 - away / ((len(counts) - 1) / 2))


@given(rated)
@moderate
def test_agreement_is_1_only_if_unanimous_and_0_only_if_half_sit_at_each_end(
    counts: list[int],
) -> None:
    found = agreement(counts)
    assert found is not None
    assert 0 <= found <= 1
    assert (found == 1) == (max(counts) == sum(counts))
    assert (found == 0) == (counts[0] == counts[-1] == sum(counts) / 2)


@given(rated, st.data())
@moderate
def test_moving_an_answer_away_from_the_middle_never_raises_agreement(
    counts: list[int], data: st.DataObject
) -> None:
    middle = median(counts)
    assert middle is not None
    outward = [
        (at, at + way)
        for at, count in enumerate(counts)
        for way in (-1, 1)
        if count and (1 + at - middle) * way >= 0 and 0 <= at + way < len(counts)
    ]
    if not outward:
        return
    here, there = data.draw(st.sampled_from(outward))
    wider = list(counts)
    wider[here] -= 1
    wider[there] += 1
    before, after = agreement(counts), agreement(wider)
    assert before is not None
    assert after is not None
    assert after <= before


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([2, 0, 0, 0, 2], Level.SPLIT),
        ([1, 1, 0, 1, 1], Level.SPLIT),
        ([3, 0, 0, 0, 3], Level.SPLIT),
        ([1, 2, 0, 1, 2], Level.SPLIT),
        ([0, 2, 0, 2, 0], Level.SPLIT),
        ([0, 2, 3, 2, 0], Level.AGREES),  # one hump
        ([1, 1, 1, 1, 1], Level.MIXED),
        ([0, 2, 0, 6, 0], Level.AGREES),  # two of eight are near the rest
        ([2, 0, 1, 0, 2], Level.MIXED),  # half as many between
        ([3, 0, 1, 0, 3], Level.SPLIT),
        ([2, 0, 0, 0, 7], Level.MIXED),  # less than a quarter
        ([1, 0, 1, 0, 1], Level.MIXED),  # one person is no side
        ([1, 0, 0, 0, 5], Level.AGREES),
        ([2, 0, 0, 0, 5], Level.SPLIT),
        ([1, 0, 0, 0, 3], Level.MIXED),
        ([0, 0, 0, 0, 3], Level.AGREES),
        ([0, 0, 1, 0, 0, 5, 0], Level.AGREES),
    ],
)
def test_levels(counts: list[int], expected: Level) -> None:
    assert level(counts) is expected


def test_answers_up_to_a_sixth_of_the_scale_from_the_median_agree() -> None:
    assert distance_from_median([2, 1, 3, 0, 0]) == 5 / 6
    assert level([2, 1, 3, 0, 0]) is Level.AGREES
    assert distance_from_median([2, 1, 2, 1, 0]) == 1
    assert level([2, 1, 2, 1, 0]) is Level.MIXED
    assert level([0, 2, 2, 1, 1]) is Level.AGREES
    assert level([0, 2, 0, 2, 0]) is Level.SPLIT
    assert level([0, 0, 0, 2, 2]) is Level.AGREES


@pytest.mark.parametrize(
    ("points", "lower", "upper"),
    [(2, [0], [1]), (3, [0], [2]), (7, [0, 1, 2], [4, 5, 6]), (9, [0, 1, 2, 3], [5, 6, 7, 8])],
)
def test_the_lower_40_per_cent_on_other_scales(
    points: int, lower: list[int], upper: list[int]
) -> None:
    for low in range(points):
        for high in range(low + 1, points):
            counts = [2 if at in (low, high) else 0 for at in range(points)]
            far = 6 * (2 * (high - low)) > 4 * points  # and not too near each other
            assert (level(counts) is Level.SPLIT) == (low in lower and high in upper and far)


def splits_of(n: int, places: int) -> Iterator[tuple[int, ...]]:
    if places == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in splits_of(n - first, places - 1):
            yield (first, *rest)


def distances_by_chance(n: int) -> dict[int, int]:
    """Count by summed distance from the median the 5**n ways in which n people can answer."""
    ways: dict[int, int] = {}
    for counts in splits_of(n, 5):
        distance = sum(min(reached, n - reached) for reached in accumulate(counts))
        orders = factorial(n)
        for count in counts:
            orders //= factorial(count)
        ways[distance] = ways.get(distance, 0) + orders
    assert sum(ways.values()) == 5**n
    return ways


def chance_limit(n: int) -> int:
    """Return the largest distance that chance stays within at most one time in twenty."""
    ways = distances_by_chance(n)
    within = accumulate(ways.get(distance, 0) for distance in range(max(ways) + 1))
    return max(distance for distance, count in enumerate(within) if 20 * count <= 5**n)


@pytest.mark.parametrize("n", range(3, 21))
def test_agreement_could_be_luck_where_enumeration_says_so(n: int) -> None:
    limit = chance_limit(n) / n
    for counts in splits_of(n, 5):
        distance = distance_from_median(counts)
        assert distance is not None
        expected = level(counts) is Level.AGREES and distance > limit
        assert could_be_luck(counts) == expected


@pytest.mark.parametrize(
    ("n", "published"),
    {
        3: 1,
        4: 1,
        5: 0.9,
        6: 0.83,
        7: 0.79,
        8: 0.75,
        9: 0.72,
        10: 0.7,
        12: 0.67,
        15: 0.63,
        20: 0.575,
    }.items(),
)
def test_chance_limits_as_published(n: int, published: float) -> None:
    assert 1 - chance_limit(n) / (2 * n) == pytest.approx(published, abs=0.005)


def is_split(answers: list[int], points: int) -> bool:
    """Say it again, slowly, from the answers themselves."""
    n, middle = len(answers), sorted(answers)
    twice_median = middle[(n - 1) // 2] + middle[n // 2]
    low = sum(5 * (x - 1) <= 2 * (points - 1) for x in answers)
    high = sum(5 * (points - x) <= 2 * (points - 1) for x in answers)
    camp = min(low, high)
    away = sum(abs(2 * x - twice_median) for x in answers)
    return (
        n >= 3
        and camp >= 2
        and 4 * camp >= n
        and 2 * (n - low - high) < camp
        and 6 * away > 2 * points * n
    )


@given(rated)
@moderate
def test_two_camps_are_split_and_one_hump_is_not(counts: list[int]) -> None:
    answers = [at + 1 for at, count in enumerate(counts) for _ in range(count)]
    assert (level(counts) is Level.SPLIT) == is_split(answers, len(counts))
    if level(counts) is Level.MIXED:
        assert not is_split(answers, len(counts))


@given(rated)
@moderate
def test_a_scale_read_from_the_other_end_has_the_same_level(counts: list[int]) -> None:
    assert level(counts) is level(counts[::-1])
    low, between, high = thirds(counts)
    assert thirds(counts[::-1]) == (high, between, low)


def test_luck_is_said_once_for_all_answers_with_how_many_people() -> None:
    unanimous, near = [0, 0, 0, 6, 0], [0, 1, 3, 2, 0]
    assert people_of_luck([]) is None
    assert people_of_luck([unanimous]) is None
    assert people_of_luck([unanimous, near, [0, 1, 3, 1, 0]]) == (5, 6)
    assert people_of_luck([[3, 0, 0, 0, 3]]) is None  # a split is no agreement at all


@given(st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(lambda c: sum(c) > 18))
@moderate
def test_from_19_people_on_those_who_agree_beat_chance(counts: list[int]) -> None:
    assert not could_be_luck(counts)


def test_other_scales_have_no_chance_limits() -> None:
    with pytest.raises(ValueError, match="five points, not for 7"):
        could_be_luck([0, 0, 0, 5, 0, 0, 0])
