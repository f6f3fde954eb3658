"""Heat, stacked bars and sparklines: they fill their cells, and read without colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.bars import Part, heat_cell, sparkline, stacked_bar
from valueworkshop.core.show.pictures import cell_len

SHARE = st.floats(-1, 2)


def test_a_cell_is_as_warm_as_its_number_and_the_best_is_marked() -> None:
    cold, warm = heat_cell(0.1, "1.4", 12), heat_cell(0.75, "4.0", 12, best=True)
    assert cold.rows()[0][0].ground == "heat1"
    assert warm.rows()[0][0].ground == "heat4"
    assert warm.letters() == ["•4.0 ████▌  "]
    assert warm.rows()[0][0].bold
    assert heat_cell(None, "–", 6).letters() == [" –    "]


def test_parts_are_told_apart_without_colour_and_have_their_words_where_they_fit() -> None:
    parts = [Part(50, "accent", "50"), Part(30, "muted", "30"), Part(20, "weight", "twenty")]
    assert stacked_bar(parts, 20).letters() == ["█50███████▒30▒▒▒░░░░"]
    assert plain(stacked_bar(parts, 20).letters()[0]) == "#50#######:30:::...."


@pytest.mark.parametrize("parts", [[], [Part(0, "accent")]])
def test_nothing_is_an_empty_bar(parts: list[Part]) -> None:
    assert stacked_bar(parts, 5).letters() == ["     "]


def test_a_missing_value_is_never_a_low_one() -> None:
    line = sparkline([0, None, 50, 100])
    assert line.letters() == ["▁·▄▇"]
    assert [run.ink for run in line.rows()[0]] == ["muted", "accent"]
    assert plain(line.letters()[0]) == "_._#"


@given(st.none() | SHARE, st.text("a漢1.", max_size=9), st.integers(0, 20))
def test_a_cell_never_leaves_its_column(share: float | None, text: str, width: int) -> None:
    rows = heat_cell(share, text, width).rows()
    assert sum(cell_len(run.text) for run in rows[0]) == width


@given(st.lists(st.floats(0, 1000), max_size=6), st.integers(0, 60))
def test_a_bar_is_exactly_as_wide_as_asked_for(amounts: list[float], width: int) -> None:
    bar = stacked_bar([Part(each, "muted", "ab") for each in amounts], width).letters()[0]
    assert len(bar) == width
    assert " " not in bar or not any(amounts)


@given(st.lists(st.none() | st.floats(-50, 150), max_size=20))
def test_a_sparkline_has_a_cell_for_each_value(values: list[float | None]) -> None:
    line = sparkline(values).letters()[0]
    assert len(line) == len(values)
    assert line.count("·") == values.count(None)
