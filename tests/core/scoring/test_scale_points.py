from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.scoring.hundred_points import STEP, in_steps, points


def test_the_ends_of_a_scale_are_0_and_100_points() -> None:
    assert [points(x) for x in (1, 2, 3, 4, 5)] == [0, 25, 50, 75, 100]
    assert points(0, low=0, high=10) == 0
    assert points(7, low=0, high=10) == 70


@pytest.mark.parametrize("x", [-99, 0, 6, 99, nan])
def test_what_is_not_on_the_scale_is_refused(x: float) -> None:
    with pytest.raises(ValueError, match="not on the scale from 1 to 5"):
        points(x)


@pytest.mark.parametrize("low", [5, 6, nan])
def test_a_scale_without_room_is_refused(low: float) -> None:
    with pytest.raises(ValueError, match="no room"):
        points(5, low=low, high=5)


@given(st.integers(1, 5))
def test_recoding_1_to_5_as_1_to_9_keeps_the_points(x: int) -> None:
    assert points(2 * x - 1, low=1, high=9) == points(x)


def test_a_step_is_25_points() -> None:
    assert points(3) - points(2) == STEP
    assert in_steps(35) == 1.4
