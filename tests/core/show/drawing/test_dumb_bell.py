"""Today and needed on one scale: to the eighth of a cell, and never beyond the scale."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.dumb_bell import cells, dumb_bell, head

MEAN = st.none() | st.floats(-2, 9, allow_nan=False)


def drawn(today: float | None, needed: float | None, step: int = 4, *, thin: bool = False) -> str:
    """The figure in letters."""
    return dumb_bell(today, needed, "steep", step, thin=thin).letters()[0]


@pytest.mark.parametrize(
    ("today", "needed", "solid", "thin"),
    [
        (1, 5, "●███████████████○", "●━━━━━━━━━━━━━━━○"),
        (2, 4, "┊   ●███████○   ┊", "┊   ●━━━━━━━○   ┊"),
        (4, 2, "┊   ○███████●   ┊", "┊   ○───────●   ┊"),
        (3, 3, "┊   ┊   ◉   ┊   ┊", "┊   ┊   ◉   ┊   ┊"),
        (3, 3.25, "┊   ┊   ●○  ┊   ┊", "┊   ┊   ●○  ┊   ┊"),
        (None, 4, "┊   ┊   ┊   ○   ┊", "┊   ┊   ┊   ○   ┊"),
        (2.5, None, "┊   ┊ ● ┊   ┊   ┊", "┊   ┊ ● ┊   ┊   ┊"),
        (None, None, "┊   ┊   ┊   ┊   ┊", "┊   ┊   ┊   ┊   ┊"),
    ],
)
def test_marks_are_joined(today: float | None, needed: float | None, solid: str, thin: str) -> None:
    assert drawn(today, needed) == solid
    assert drawn(today, needed, thin=True) == thin


def test_a_bar_ends_at_an_eighth_of_a_cell() -> None:
    ends = [drawn(1, 3 + eighth / 32 - 1 / 8)[7] for eighth in range(8)]
    assert ends == ["▌", "▋", "▊", "▉", "█", "█", "█", "█"]


def test_a_full_cell_is_ground_and_only_the_end_a_glyph() -> None:
    mark, fill, end, *_ = dumb_bell(1, 2.9, "some", 4).rows()[0]
    assert (mark.text, mark.ink, mark.ground) == ("●", "today", "")
    assert (fill.text, fill.ink, fill.ground) == (" " * 6, "some", "some")
    assert (end.text, end.ink, end.ground) == ("▋", "some", "")


def test_the_head_has_its_numbers_where_the_marks_are() -> None:
    for step in (3, 4, 6):
        assert [head(step).index(str(n)) for n in range(1, 6)] == [
            drawn(n, None, step).index("●") for n in range(1, 6)
        ]


def test_without_any_colour_it_reads_in_ascii() -> None:
    assert plain(drawn(2, 4)) == ":   *#######o   :"
    assert plain(drawn(2, 4, thin=True)) == ":   *-------o   :"


@given(MEAN, MEAN, st.integers(1, 12))
def test_it_never_leaves_its_scale(today: float | None, needed: float | None, step: int) -> None:
    for row in (drawn(today, needed, step), drawn(today, needed, step, thin=True)):
        assert len(row) == cells(step)
        assert row.count("●") + row.count("◉") == (today is not None)
        assert row.count("○") + row.count("◉") in {0, needed is not None}


@given(st.lists(st.floats(1, 5), min_size=2, max_size=6))
def test_more_is_never_drawn_shorter(means: list[float]) -> None:
    bars = [drawn(1, mean, 6)[1:].partition("○")[0].replace("┊", "") for mean in sorted(means)]
    lengths = [sum("▏▎▍▌▋▊▉█".index(glyph) + 1 for glyph in bar.strip()) for bar in bars]
    assert all(one <= other for one, other in pairwise(lengths))
