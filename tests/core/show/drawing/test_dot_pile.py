"""Dots in a row."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.dot_pile import dot_pile


def test_each_dot_is_there_if_the_largest_pile_fits() -> None:
    assert [dot_pile(dots, 4, 4) for dots in (4, 1, 0)] == ["●●●●", "●   ", "    "]


def test_more_than_fit_are_bars_of_one_measure() -> None:
    assert [dot_pile(dots, 16, 8) for dots in (16, 8, 1, 0)] == [
        "████████",
        "████    ",
        "▌       ",
        " " * 8,
    ]


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 40))
def test_more_dots_are_never_a_shorter_pile(few: int, more: int, width: int) -> None:
    few, more = sorted((few, more))
    shorter, longer = (dot_pile(dots, more, width) for dots in (few, more))
    assert len(shorter) == len(longer) == width
    assert len(shorter.rstrip()) <= len(longer.rstrip())
    assert bool(shorter.strip()) is bool(few and width)
