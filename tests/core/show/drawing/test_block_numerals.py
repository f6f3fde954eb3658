"""Large numbers: every digit can be read, and a word is no number."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.block_numerals import drawable, numerals, small_numerals


def test_large_and_small() -> None:
    assert numerals("17", "steep").letters() == [
        "  ██    ██████",
        "████        ██",
        "  ██        ██",
        "  ██        ██",
        "██████      ██",
    ]
    assert small_numerals("29", "steep").letters() == ["▀▀█ █▀█", "█▀▀ ▀▀█", "▀▀▀ ▀▀▀"]


def test_no_two_digits_look_alike() -> None:
    for draw in (numerals, small_numerals):
        looks = ["\n".join(draw(digit, "even").letters()) for digit in "0123456789"]
        assert all(one != other for one, other in combinations(looks, 2))


def test_words_are_not_drawn() -> None:
    assert not drawable("none")
    assert numerals("none", "even").letters() == []
    assert small_numerals("", "even").width == 0


@given(st.integers(-999, 999), st.integers(1, 6))
def test_numbers_are_as_wide_as_their_digits(number: int, across: int) -> None:
    text = str(number)
    large, small = numerals(text, "some", across), small_numerals(text, "some")
    assert (large.height, small.height) == (5, 3)
    assert large.width == (4 * len(text) - 1) * across
    assert small.width == 4 * len(text) - 1
