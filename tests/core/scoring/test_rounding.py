from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.scoring.rounding import add_up, one_decimal, tenths, two_decimals, whole


@pytest.mark.parametrize(
    ("value", "said"),
    [(12.5, 13), (-12.5, -13), (0.5, 1), (-0.5, -1), (12.49, 12), (-0.2, 0), (62.5, 63), (2.5, 3)],
)
def test_halves_are_rounded_away_from_0(value: float, said: int) -> None:
    assert whole(value) == said


def test_a_half_that_quotients_missed_by_a_bit_is_a_half() -> None:
    assert whole(12.499999999999996) == 13
    assert whole(Fraction(25, 2)) == 13


def test_one_decimal_is_rounded_the_same_way() -> None:
    assert [one_decimal(value) for value in (2.25, 2.35, -2.25, 0.04)] == [
        "2.3",
        "2.4",
        "-2.3",
        "0.0",
    ]
    assert tenths(2.25) == Fraction(23, 10)


def test_two_decimals_are_rounded_the_same_way() -> None:
    assert [two_decimals(value) for value in (0.125, 0.575, -0.125, 1)] == [
        "0.13",
        "0.58",
        "-0.13",
        "1.00",
    ]


def test_parts_that_do_not_add_up_are_known() -> None:
    assert add_up([12.5, 12.5], 26)
    assert not add_up([12.5, 12.5], 25)
    assert add_up([10, 20.4], 30.4)


@given(st.fractions(-100, 100))
def test_rounding_is_the_same_below_0_and_never_off_by_more_than_a_half(value: Fraction) -> None:
    assert whole(-value) == -whole(value)
    assert abs(whole(value) - value) <= Fraction(1, 2)
