"""Two answers then and now: in which order, and which of them moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.moved import moved, moved_on_one_row
from valueworkshop.core.show.pictures import cell_len

MEANS = st.none() | st.floats(1, 5)


@pytest.mark.parametrize(
    ("then", "now", "row"),
    [
        (2.0, 4.0, "┊   ○███████●   ┊"),
        (4.0, 2.0, "┊   ●███████○   ┊"),
        (3.0, 3.0, "┊   ┊   ●   ┊   ┊"),
        (None, 3.0, "┊   ┊   ●   ┊   ┊"),
    ],
)
def test_hollow_is_then_and_solid_is_now(then: float | None, now: float | None, row: str) -> None:
    assert moved((then, now), 4).letters() == [row]


def test_what_is_needed_moves_in_diamonds_and_a_thin_line() -> None:
    assert moved((2.0, 4.0), 4, needed=True).letters() == ["┊   ◇───────◆   ┊"]
    assert moved((4.0, 2.0), 4, needed=True).letters() == ["┊   ◆───────◇   ┊"]


def test_one_row_shows_that_only_what_is_needed_rose() -> None:
    row = moved_on_one_row((2.0, 2.0), (3.0, 5.0), 4)
    assert row.letters() == ["┊   ●   ◇───────◆"]
    assert plain(row.letters()[0]) == ":   *   +-------#"


@given(MEANS, MEANS, MEANS, MEANS, st.integers(1, 12))
def test_both_fit_their_cells_and_now_is_always_seen(
    then: float | None, now: float | None, before: float | None, after: float | None, step: int
) -> None:
    row = moved_on_one_row((then, now), (before, after), step).letters()[0]
    assert cell_len(row) == 4 * step + 1
    assert ("●" in row) is (now is not None)
