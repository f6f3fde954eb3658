import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valueworkshop.core.scoring.intervals import (
    cliffs_delta,
    concentration,
    effective_number,
    newcombe,
    student_t,
    welch,
)

moderate = settings(max_examples=60, deadline=None)
groups = st.lists(st.integers(1, 5), min_size=2, max_size=12)
weights = st.lists(st.floats(0, 100), min_size=1, max_size=8).filter(lambda s: sum(s) > 1)


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


def test_the_published_concentration() -> None:
    assert concentration([30, 30, 20, 20]) == 0.26
    assert effective_number([30, 30, 20, 20]) == pytest.approx(1 / 0.26)


@given(weights, st.integers(1, 7))
@moderate
def test_an_effective_number_lies_between_one_and_all(shares: list[float], times: int) -> None:
    assert 1 - 1e-9 <= effective_number(shares) <= len(shares) + 1e-9
    scaled = [share * times for share in shares]
    assert concentration(scaled) == pytest.approx(concentration(shares))
    assert effective_number([1] * times) == pytest.approx(times)


@pytest.mark.parametrize("shares", [[], [0, 0, 0], [50, -1, 51]])
def test_shares_are_of_something(shares: list[float]) -> None:
    with pytest.raises(ValueError, match="shares must not be negative"):
        concentration(shares)
