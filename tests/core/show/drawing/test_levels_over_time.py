"""A number over several times: levels, each with its number and its label, never beyond its row."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.levels_over_time import fitting, levels_over_time
from valueworkshop.core.show.figures import Level
from valueworkshop.core.show.pictures import cell_len

THREE = (
    Level(40, "40", "January"),
    Level(None, "–", "May"),
    Level(25, "25", "September", here=True),
)


def test_levels_are_as_high_as_their_numbers_and_a_missing_one_is_empty() -> None:
    assert levels_over_time(THREE, 30, 6).letters() == [
        " 40                           ",
        "██████████           25       ",
        "██████████          ▄▄▄▄▄▄▄▄▄▄",
        "██████████          ██████████",
        "██████████ –        ██████████",
        " January   May       Septemb… ",
    ]


def test_only_the_one_that_it_is_about_stands_out() -> None:
    rows = levels_over_time(THREE, 30, 6).rows()
    bold = [run.text.strip() for row in rows for run in row if run.bold]
    assert bold == ["25", "Septemb…"]
    filled = {run.ground for row in rows for run in row if run.ground}
    assert filled == {"area"}, "seen without colour, and no colour of a gap"


def test_it_reads_in_ascii() -> None:
    drawn = [plain(row) for row in levels_over_time(THREE, 30, 6).letters()]
    assert drawn[2:4] == ["##########          __________", "##########          ##########"]


def test_without_levels_without_height_and_at_nought_nothing_is_filled() -> None:
    assert levels_over_time((), 4, 3).letters() == ["    "] * 3
    assert levels_over_time(THREE, 4, 1).letters() == ["    "]
    assert "█" not in "".join(levels_over_time([Level(0, "0", "May")], 8, 4).letters())


@given(
    st.lists(
        st.builds(
            Level, st.none() | st.floats(-50, 200), st.text("1漢", max_size=4), st.text(max_size=9)
        ),
        max_size=12,
    ),
    st.integers(0, 70),
    st.integers(0, 12),
)
def test_it_has_exactly_the_size_asked_for(levels: list[Level], width: int, height: int) -> None:
    drawn = levels_over_time(levels[: fitting(width)], width, height).rows()
    assert len(drawn) == height
    assert {sum(cell_len(run.text) for run in row) for row in drawn} <= {width}
