"""Values one after another as stairs."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.stairs import Step, stairs
from valueworkshop.core.show.pictures import cell_len

VALUES = st.lists(st.none() | st.floats(-100, 100), min_size=1, max_size=6)


def test_each_step_is_as_high_as_its_share_with_its_number_on_top() -> None:
    steps = [Step(40, "40", "May"), Step(20, "20", "June"), Step(None, "–", "July")]
    assert stairs(steps, 18, 6, 40).letters() == [
        "40                ",
        "▔▔▔▔▔             ",
        "▏     20          ",
        "▏     ▔▔▔▔▔       ",
        "▏     ▏     –     ",
        "May   June  July  ",
    ]


def test_the_last_number_is_in_the_accent() -> None:
    canvas = stairs([Step(40, "40", ""), Step(40, "41", "")], 12, 6, 40)
    assert {run.text: run.ink for run in canvas.rows()[0] if run.text.strip()} == {
        "40": "today",
        "41": "accent",
    }


def test_too_many_for_their_numbers_are_not_drawn() -> None:
    assert stairs([Step(100, "100", "")] * 5, 15, 8, 100).letters() == []


@given(VALUES, st.integers(0, 60), st.integers(0, 20))
def test_they_fill_their_cells(values: list[float | None], width: int, height: int) -> None:
    steps = [Step(value, "–" if value is None else f"{value:.0f}", "日本") for value in values]
    canvas = stairs(steps, width, height, max((v or 0 for v in values), default=0))
    for row in canvas.letters():
        assert cell_len(row) == canvas.width
        assert plain(row).replace("日本", "").replace("日", "").isascii()
