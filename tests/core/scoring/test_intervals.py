import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valueworkshop.core.scoring.intervals import (
    Group,
    cliffs_delta,
    nearer_to_0,
    newcombe,
    normal_z,
    outside_of_each,
    student_t,
    welch,
    welch_between,
)

moderate = settings(max_examples=60, deadline=None)
groups = st.lists(st.integers(1, 5), min_size=2, max_size=12)


def test_welchs_published_example() -> None:
    low, high = welch(
        [11, 9, 10, 11, 10, 12, 9, 11, 12, 9], [11, 13, 10, 13, 12, 9, 11, 12, 12, 11]
    )
    assert round(low, 4) == -2.1469
    assert round(high, 4) == 0.1469


def test_a_floor_keeps_unanimous_groups_from_a_certainty_that_rounding_denies() -> None:
    assert welch([4] * 5, [3] * 5) == (1, 1)
    low, high = welch([4] * 5, [3] * 5, floor=1 / 12)
    assert low == pytest.approx(1 - student_t(8) * math.sqrt(1 / 30))
    assert high == pytest.approx(1 + student_t(8) * math.sqrt(1 / 30))


@given(groups, groups)
@moderate
def test_exchanging_the_groups_turns_the_interval_round(a: list[int], b: list[int]) -> None:
    low, high = welch(a, b, floor=1 / 12)
    assert low <= high
    back = welch(b, a, floor=1 / 12)
    assert back == pytest.approx((-high, -low))
    assert welch(a[::-1], sorted(b), floor=1 / 12) == (low, high)


def test_an_interval_needs_two_answers_a_group() -> None:
    with pytest.raises(ValueError, match="two answers"):
        welch([1], [1, 2])
    with pytest.raises(ValueError, match="variance"):
        welch([1, 2], [1, 2], floor=-1)


@pytest.mark.parametrize(
    ("freedom", "published"),
    [
        (1, 12.706205),
        (2, 4.302653),
        (5, 2.570582),
        (10, 2.228139),
        (30, 2.042272),
        (100, 1.983972),
        (1e7, 1.959964),
        (math.inf, 1.959964),
    ],
)
def test_students_t_as_tabulated(freedom: float, published: float) -> None:
    assert student_t(freedom) == pytest.approx(published, abs=1e-6)


@given(st.floats(1, 500))
@moderate
def test_students_t_leaves_a_twentieth_outside(freedom: float) -> None:
    """Against Simpson's rule over the angle whose tangent is t / sqrt(freedom)."""

    def area(angle: float) -> float:
        parts = 2000
        heights = [math.pow(math.cos(angle * i / parts), freedom - 1) for i in range(parts + 1)]
        inner = 4 * math.fsum(heights[1:-1:2]) + 2 * math.fsum(heights[2:-1:2])
        return (heights[0] + heights[-1] + inner) * angle / parts / 3

    whole = math.sqrt(math.pi) * math.exp(math.lgamma(freedom / 2) - math.lgamma(freedom / 2 + 0.5))
    inside = 2 * area(math.atan(student_t(freedom) / math.sqrt(freedom))) / whole
    assert inside == pytest.approx(0.95, abs=1e-8)


@pytest.mark.parametrize("freedom", [0.5, 0, -1, math.nan])
def test_students_t_needs_freedom(freedom: float) -> None:
    with pytest.raises(ValueError, match="degrees of freedom"):
        student_t(freedom)


@pytest.mark.parametrize(
    ("among", "z"), [(1, 1.959964), (5, 2.575829), (10, 2.807034), (50, 3.290527)]
)
def test_of_several_intervals_each_is_as_wide_as_z_of_one_in_so_many(among: int, z: float) -> None:
    """z = Phi**-1(1 - 0.05 / 2m)."""
    assert normal_z(outside_of_each(among)) == pytest.approx(z, abs=1e-6)
    low, high = newcombe(20, 40, 20, 40, among=among)
    wilson = z * math.sqrt(10 + z**2 / 4) / (40 + z**2)
    assert high == -low == pytest.approx(math.sqrt(2) * wilson, abs=1e-6)
    many = Group(n=10**9, mean=0, variance=1e9)
    assert welch_between(many, many, among=among)[1] == pytest.approx(z * math.sqrt(2), abs=1e-5)


def test_intervals_are_ranked_by_their_end_nearer_to_0() -> None:
    assert nearer_to_0(10, 50) == nearer_to_0(-50, -10) == 10
    assert nearer_to_0(-5, 60) == nearer_to_0(-60, 5) == -5
    with pytest.raises(ValueError, match="cannot be looked at together"):
        outside_of_each(0)


def test_newcombes_published_example() -> None:
    low, high = newcombe(7, 34, 1, 34)
    assert round(low, 3) == 0.019
    assert round(high, 2) == 0.34


@given(st.integers(1, 40), st.integers(1, 40), st.data())
@moderate
def test_newcombes_interval_holds_the_difference_and_stays_within_one(
    n1: int, n2: int, data: st.DataObject
) -> None:
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    low, high = newcombe(x1, n1, x2, n2)
    assert -1 - 1e-9 <= low <= x1 / n1 - x2 / n2 <= high <= 1 + 1e-9


@pytest.mark.parametrize("shares", [(0, 0, 1, 2), (3, 2, 1, 2), (-1, 2, 1, 2), (1, 2, 0, 0)])
def test_what_is_no_share_is_refused(shares: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no share"):
        newcombe(*shares)


def test_cliffs_published_example() -> None:
    a = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50]
    assert cliffs_delta(a, [10, 20, 30, 40, 40, 50]) == -0.25


def test_cliffs_delta_ends_where_groups_do_not_overlap() -> None:
    assert cliffs_delta([4, 5], [1, 2, 3]) == 1
    assert cliffs_delta([1], [2]) == -1
    assert cliffs_delta([3, 3], [3]) == 0
    with pytest.raises(ValueError, match="empty"):
        cliffs_delta([], [1])
