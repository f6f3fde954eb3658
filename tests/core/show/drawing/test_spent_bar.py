"""Spent of planned: each length is in proportion, and an overrun is seen without colour."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.spent_bar import head, spent_bar, step_of


def inks(canvas: Canvas) -> list[str]:
    """The roles of the thick line, from left to right."""
    return [run.ink for run in canvas.rows()[0] if "━" in run.text]


def test_what_is_over_the_plan_is_orange_and_what_is_left_is_thin() -> None:
    over = spent_bar(30, 20, 40, 20, role="muted")
    assert over.letters()[0].startswith("━" * 15)
    assert over.letters()[0].count("━") == 15
    assert inks(over) == ["muted", "steep"]
    under = spent_bar(10, 20, 40, 20, role="muted")
    assert under.letters()[0].startswith("━━━━━─────")
    assert inks(under) == ["muted"]


def test_the_point_says_where_the_team_is_and_the_end_what_is_planned() -> None:
    here = spent_bar(10, 20, 40, 40, role="accent", waits=True).letters()[0]
    assert here.startswith("━" * 10 + "●")
    assert here.index("┤") == 19
    coming = spent_bar(0, 20, 40, 40, role="muted", waits=True).letters()[0]
    assert "━" not in coming
    assert coming.index("┤") == 19


def test_a_minute_over_is_seen_however_small_the_scale() -> None:
    assert inks(spent_bar(21, 20, 240, 12, role="muted")) == ["muted", "steep"]


def test_the_grid_has_a_step_that_one_can_read() -> None:
    assert step_of(45, 30) == 10
    assert head(45, 45).split() == ["10", "20", "30", "40"]
    assert head(45, 45).index("10") == 8


MINUTES = st.integers(0, 1500)


@given(st.floats(0, 2000), MINUTES, MINUTES, st.integers(0, 90))
def test_it_stays_in_its_cells(spent: float, planned: int, longest: int, width: int) -> None:
    longest = max(longest, planned, int(spent))
    for waits in (True, False):
        rows = spent_bar(spent, planned, longest, width, role="muted", waits=waits).letters()
        assert [len(row) for row in rows] == [width]
    assert len(head(longest, width)) <= width
