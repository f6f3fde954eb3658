"""Squares: all are filled only when all is done, and one as soon as anything is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.row_of_squares import squares


@pytest.mark.parametrize(
    ("done", "whole", "drawn"),
    [
        (0, 5, "□□□□□"),
        (3, 5, "■■■□□"),
        (5, 5, "■■■■■"),
        (1, 21, "■□□□□□□□"),
        (20, 21, "■■■■■■■□"),
        (21, 21, "■■■■■■■■"),
        (0, 0, ""),
    ],
)
def test_each_thing_has_a_square_and_many_share_eight(done: int, whole: int, drawn: str) -> None:
    assert squares(done, whole) == drawn


@given(st.integers(-2, 40), st.integers(0, 40))
def test_they_claim_neither_more_nor_less(done: int, whole: int) -> None:
    drawn = squares(done, whole)
    assert len(drawn) == min(whole, 8)
    assert ("□" not in drawn) == (done >= whole or not whole)
    assert ("■" in drawn) == (done > 0 and (whole > 1 or done >= whole > 0))
