from math import sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_votes import answered, stages, without
from valueworkshop.core.scoring.intervals import student_t
from valueworkshop.core.scoring.left_out import LeftOut, margin_of, range_of
from valueworkshop.core.scoring.stage_score import StageVotes
from valueworkshop.core.scoring.value_gap_index import score_index

moderate = settings(max_examples=60, deadline=None)


def test_the_jackknife_of_a_mean_is_its_standard_error() -> None:
    steps = [3, 2, 1, 2]
    votes = StageVotes(key="q", items={"u": answered(*[(5, 5 - step) for step in steps])})
    score = score_index([votes])
    assert score.margin is not None
    mean = sum(steps) / 4
    variance = sum((step - mean) ** 2 for step in steps) / 3
    assert score.margin.error == pytest.approx(25 * sqrt(variance / 4))
    assert score.margin.half == pytest.approx(2.353363 * score.margin.error, rel=1e-6)
    assert score.value == 50
    assert score.margin.low == pytest.approx(50 - score.margin.half)
    assert score.margin.high == pytest.approx(50 + score.margin.half)


def test_a_margin_by_hand() -> None:
    """Three people, two weighed items: an index of 25; without each of them 12.5, 22.5, 47.5."""
    one = answered((5, 1, 5), (4, 4, 5), (3, 4, 1), weighed=True)  # 25 points, a weight of 2/3
    other = answered((4, 3, 3), (5, 3, 1), (2, 2, 5), weighed=True)  # 25 points, a half
    score = score_index([StageVotes(key="q", items={"u": one, "v": other})])
    assert score.value == pytest.approx(25)
    assert [score.low, score.high] == pytest.approx([12.5, 47.5])
    assert score.margin is not None
    # Their mean is 27.5; 2/3 of 15**2 + 5**2 + 20**2; t with two degrees of freedom is 2.919986.
    assert score.margin.error == pytest.approx(sqrt(650 * 2 / 3))
    assert score.margin.half == pytest.approx(60.784, abs=1e-3)
    assert score.margin.low == 0  # cut off
    assert score.margin.high == pytest.approx(85.784, abs=1e-3)


@pytest.mark.parametrize(
    ("freedom", "t"), [(1, 6.313752), (2, 2.919986), (5, 2.015048), (11, 1.795885), (30, 1.697261)]
)
def test_t_at_95_per_cent_as_in_published_tables(freedom: int, t: float) -> None:
    assert student_t(freedom, 0.1) == pytest.approx(t, abs=1e-6)


def test_t_for_several_intervals_is_larger() -> None:
    assert student_t(4, 0.05 / 20) == pytest.approx(6.7583, abs=1e-3)
    assert student_t(float("inf"), 0.05) == pytest.approx(1.959964, abs=1e-6)
    with pytest.raises(ValueError, match="outside an interval"):
        student_t(4, 0.5)


def test_one_who_alone_carries_an_index_leaves_no_margin() -> None:
    assert margin_of(10, [LeftOut(indices=(10.0, None))]) is None
    assert margin_of(10, [LeftOut(indices=(10.0,))]) is None
    assert margin_of(10, []) is None


def test_the_margins_of_groups_that_are_not_linked_add_up() -> None:
    group = LeftOut(indices=(10.0, 20.0, 30.0))
    one, two = margin_of(20, [group]), margin_of(20, [group, group])
    assert one is not None
    assert two is not None
    assert two.error == 2 * one.error
    assert (two.low, two.high) == (0, 20 + two.half)
    assert range_of(20, [group, group]) == (0, 40)
    assert range_of(20, [group] * 3) == (0, 50)  # cut off at the ends of the scale
    high = LeftOut(indices=(70.0, 80.0, 95.0))
    assert range_of(80, [high, high]) == (60, 100)
    wide = margin_of(80, [high, high])
    assert wide is not None
    assert wide.high == 100


@given(stages(), st.randoms())
@moderate
def test_the_margin_holds_the_index_and_any_order_gives_the_same_bits(
    votes: list[StageVotes], random: Random
) -> None:
    score = score_index(votes)
    if score.margin is None:
        return
    assert score.value is not None
    assert 0 <= score.margin.low <= score.value <= score.margin.high <= 100
    random.shuffle(votes)
    assert score_index(votes).margin == score.margin


@given(stages())
@moderate
def test_the_margin_is_made_from_each_person_left_out(votes: list[StageVotes]) -> None:
    score = score_index(votes)
    voters = {who for one in votes for item in one.items.values() for who in item.given}
    if score.margin is None or score.low is None or score.high is None:
        return
    for who in voters:
        left = score_index(without(votes, who)).value
        if left is not None:
            assert score.low - 1e-9 <= left <= score.high + 1e-9
