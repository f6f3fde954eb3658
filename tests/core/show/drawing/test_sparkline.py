"""A sparkline has a cell for each value, and reads without colour."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.sparkline import sparkline


def test_a_missing_value_is_never_a_low_one() -> None:
    line = sparkline([0, None, 50, 100])
    assert line.letters() == ["▁·▄▇"]
    assert [run.ink for run in line.rows()[0]] == ["muted", "accent"]
    assert plain(line.letters()[0]) == "_._#"


@given(st.lists(st.none() | st.floats(-50, 150), max_size=20))
def test_a_sparkline_has_a_cell_for_each_value(values: list[float | None]) -> None:
    line = sparkline(values).letters()[0]
    assert len(line) == len(values)
    assert line.count("·") == values.count(None)
