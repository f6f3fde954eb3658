"""A canvas of cells: nothing leaves it, whatever is written, and wide letters stay whole."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.pictures import cell_len

PIECES = ["a", " ", "é", "漢", "字", "👩", "\u200d", "👧", "e\u0301", "●", "ﷺ"]
ODD = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
PLACE = st.integers(-3, 14)


def test_text_is_cut_at_the_edge_and_never_begins_outside() -> None:
    canvas = Canvas(6, 2)
    canvas.write(2, 0, "median")
    canvas.write(-1, 1, "gone")
    canvas.write(0, 5, "gone")
    assert canvas.letters() == ["  med…", "      "]


def test_a_wide_letter_that_would_lose_a_cell_goes() -> None:
    canvas = Canvas(5)
    canvas.write(0, 0, "漢字")
    canvas.write(1, 0, "x")
    assert canvas.letters() == [" x   "]


def test_a_fill_is_a_space_with_a_ground_and_a_block_in_letters() -> None:
    canvas = Canvas(3)
    canvas.fill(0, 0, 2, 1, "steep")
    canvas.write(2, 0, "▌", "steep")
    fill, end = canvas.rows()[0]
    assert (fill.text, fill.ink, fill.ground) == ("  ", "", "steep")
    assert (end.text, end.ink, end.ground) == ("▌", "steep", "")
    assert canvas.letters() == ["██▌"]


def test_a_tint_is_no_fill_and_stays_under_what_is_written_on_it() -> None:
    canvas = Canvas(3)
    canvas.fill(0, 0, 3, 1, "median")
    canvas.write(1, 0, "4", "today", bold=True)
    assert {run.ground for run in canvas.rows()[0]} == {"median"}
    assert canvas.letters() == [" 4 "]


def test_a_canvas_pasted_on_another_keeps_its_looks() -> None:
    one, other = Canvas(2), Canvas(4, 2)
    one.write(0, 0, "●", "today", "median")
    other.paste(one, 1, 1)
    assert [(run.text, run.ink) for run in other.rows()[1]][1] == ("●", "today")


def test_a_canvas_that_does_not_fit_is_left_out() -> None:
    one, other = Canvas(3), Canvas(2)
    one.write(0, 0, "abc")
    other.paste(one, 0, 0)
    other.paste(Canvas(1), 2, 0)
    other.paste(one, -1, 0)
    assert other.letters() == ["  "]


@given(st.lists(st.tuples(PLACE, PLACE, ODD), max_size=6), st.integers(-1, 12))
def test_every_row_is_as_wide_as_the_canvas(
    written: list[tuple[int, int, str]], width: int
) -> None:
    canvas = Canvas(width, 3)
    for x, y, text in written:
        canvas.write(x, y, text)
        canvas.fill(x, y, 2, 2, "median")
    assert [sum(cell_len(run.text) for run in row) for row in canvas.rows()] == [canvas.width] * 3


def test_letters_one_below_the_other_keep_the_ground_and_stay_inside() -> None:
    canvas = Canvas(3, 3)
    canvas.fill(0, 0, 3, 2, "paper")
    canvas.upright(1, 1, "│││", "line")
    canvas.upright(5, 0, "│", "line")
    assert canvas.letters() == ["   ", " │ ", " │ "]
    grounds = [row[1].ground for row in canvas.rows()[1:]]
    assert grounds == ["paper", ""]
