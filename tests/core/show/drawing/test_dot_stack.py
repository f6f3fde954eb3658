"""Answers stacked over their points: each can be counted, or its number is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.dot_stack import dot_stack, pile

COUNTS = st.lists(st.integers(0, 40), min_size=5, max_size=5)


def drawn(counts: list[int], width: int, height: int, *, outlined: bool = False) -> list[str]:
    """The figure in letters."""
    how = pile([counts], width, height)
    return dot_stack(counts, "steep", (width, height), how, outlined=outlined).letters()


def test_what_is_needed_is_outlined_and_today_is_solid() -> None:
    needed, today = (drawn([0, 2, 1, 0, 0], 25, 14, outlined=each) for each in (True, False))
    assert needed[-6:] == [
        "     ╭──╮                ",
        "     ╰──╯                ",
        "     ╭──╮ ╭──╮           ",
        "     ╰──╯ ╰──╯           ",
        "─" * 25,
        " 1    2    3    4    5   ",
    ]
    assert today[-4:-2] == ["     ████ ████           ", "     ▁▁▁▁ ▁▁▁▁           "]


@pytest.mark.parametrize(
    ("counts", "width", "height", "size"),
    [
        ([0, 6, 4, 0, 0], 25, 14, "squares"),
        ([0, 6, 5, 0, 0], 25, 14, "bricks"),  # over ten people
        ([0, 5, 4, 0, 0], 25, 13, "bricks"),  # too low
        ([0, 5, 4, 0, 0], 19, 20, "bricks"),  # too narrow
        ([0, 7, 3, 0, 0], 25, 15, "bricks"),  # seven squares would need more rows
        ([0, 8, 4, 0, 0], 25, 9, "bricks"),  # just, without the line below them
        ([0, 8, 4, 0, 0], 25, 8, "columns"),
    ],
)
def test_squares_for_few_bricks_for_many_columns_where_rows_are_few(
    counts: list[int], width: int, height: int, size: str
) -> None:
    assert pile([counts], width, height).size == size


def test_columns_have_their_number_above() -> None:
    assert drawn([0, 0, 0, 12, 3], 20, 7) == [
        "            12      ",
        "            ███     ",
        "            ███     ",
        "            ███  3  ",
        "            ███ ███ ",
        "────────────────────",
        " 1   2   3   4   5  ",
    ]


def test_the_median_is_tinted_and_between_two_points_what_is_between() -> None:
    def tinted(median: float) -> int:
        how = pile([[1, 1, 1, 1, 1]], 20, 8)
        canvas = dot_stack([1, 1, 1, 1, 1], "weight", (20, 8), how, median=median)
        first, *_ = canvas.rows()[0]
        assert not first.ground
        return len(first.text)

    assert tinted(4) - tinted(3) == 4
    assert tinted(3.5) - tinted(3) == 2


def test_it_reads_in_ascii() -> None:
    rows = [plain(row) for row in drawn([0, 0, 2, 0, 1], 20, 8)]
    assert rows[4:6] == ["        ===         ", "        ===     === "]


@given(COUNTS, st.integers(0, 40), st.integers(0, 24), st.floats(1, 5))
def test_it_fills_its_cells_exactly_and_every_answer_can_be_counted(
    counts: list[int], width: int, height: int, median: float
) -> None:
    how = pile([counts], width, height)
    for outlined in (False, True):
        size = (width, height)
        canvas = dot_stack(counts, "steep", size, how, median=median, outlined=outlined)
        assert [len(row) for row in canvas.letters()] == [width] * height
    text = "\n".join(canvas.letters()[: -how.under])
    if how.size == "bricks" and width >= 5:
        wide = min(max(min(width // 5, 7) - 1, 1), 4)
        assert text.count("▆") == wide * sum(counts)
    elif how.size == "columns" and width >= 15 and height >= 4:
        numbers = text.translate(str.maketrans("█▁▂▃▄▅▆▇", " " * 8)).split()
        assert sorted(map(int, numbers)) == sorted(filter(None, counts))


@given(COUNTS, st.integers(0, 40), st.integers(0, 24), st.floats(0, 1))
def test_while_they_fall_no_answer_is_too_many_and_no_number_tells_of_them(
    counts: list[int], width: int, height: int, phase: float
) -> None:
    how, size = pile([counts], width, height), (width, height)
    there = dot_stack(counts, "steep", size, how)
    falling = dot_stack(counts, "steep", size, how, phase=phase)
    assert [len(row) for row in falling.letters()] == [width] * height
    if phase == 1:
        assert falling.rows() == there.rows()
        return
    seen, all_of = ("".join(each.letters()[: -how.under]) for each in (falling, there))
    assert how.size == "columns" or seen.count("▆") <= all_of.count("▆")
    assert seen.count("█") <= all_of.count("█")
    assert not any(letter.isdigit() for letter in seen)


def test_the_lowest_lands_first_and_at_the_beginning_none_is_to_be_seen() -> None:
    def at(phase: float) -> list[str]:
        how = pile([[0, 0, 4, 0, 0]], 25, 14)
        rows = dot_stack([0, 0, 4, 0, 0], "steep", (25, 14), how, phase=phase).letters()[:-2]
        return ["█" if "█" in row else "." for row in rows]

    assert at(0) == ["."] * 12
    assert at(0.6)[-2] == "█"
    assert at(0.6).count("█") < 4
    assert at(1) == ["."] * 4 + ["█", "."] * 4
