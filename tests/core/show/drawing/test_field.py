"""The field: points on their side of the lines, names where they are free, one of them lit."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.field import (
    MARK,
    ON_A_LINE,
    POINT,
    Corner,
    Field,
    Ground,
    Line,
    Spot,
    draw_field,
    ground_of_gaps,
)
from valueworkshop.core.show.pictures import cell_len


def drawn(spots: list[Spot], width: int, height: int, lit: int | None = None) -> Field:
    return draw_field(spots, ground_of_gaps(spots, words=False), width, height, lit)


def grounds(canvas: Canvas) -> list[list[str]]:
    """The role of the ground of each cell."""
    return [[run.ground for run in row for _ in range(cell_len(run.text))] for row in canvas.rows()]


def place_of(sign: str, canvas: Canvas) -> tuple[int, int]:
    """The (column, row) of a sign."""
    rows = canvas.letters()
    row = next(at for at, line in enumerate(rows) if sign in line)
    return rows[row].index(sign), row


def test_two_lines_points_and_names() -> None:
    spots = [
        Spot(1, 5, "steep", "Support", bold=True),
        Spot(5, 5, "even", "Price"),
        Spot(4, 1, "over", "Brand"),
    ]
    assert drawn(spots, 43, 10).canvas.letters() == [
        " 5  ● Support                 ⢀⣀⡤⠖ Price ●⠤",
        "                          ⣀⡤⠖⠚⠉    ⣀⡤⠴⠚⠉   ",
        " 4                   ⣀⡤⠔⠚⠉    ⣀⡠⠴⠒⠉⠁       ",
        "                ⣀⡠⠴⠚⠉⠁   ⢀⣠⠴⠒⠋⠁            ",
        " 3         ⣀⣠⠴⠒⠉⠁   ⢀⣠⠤⠖⠋⠁                 ",
        "      ⢀⣠⠴⠒⠋⠁   ⢀⣀⠤⠖⠋⠉                      ",
        " 2 ⠠⠒⠋⠁   ⢀⣀⡤⠖⠋⠉                           ",
        "      ⣀⡤⠖⠚⠉                                ",
        " 1 ⠰⠚⠉                          ● Brand    ",
        "    1        2         3        4        5 ",
    ]


def test_where_we_are_short_and_where_ahead_is_tinted() -> None:
    top, *_, bottom, _numbers = grounds(drawn([], 24, 9).canvas)
    assert top[4] == "short"
    assert bottom[-1] == "ahead"
    assert top[-1] != "short"


def test_a_point_stays_on_its_side_where_a_cell_is_coarse() -> None:
    for up in (2.9, 3.0, 3.1, 3.4):
        far = Spot(up - 1.05, up, "steep", zone="short")
        canvas = drawn([far, Spot(1, 1, "even"), Spot(5, 5, "even")], 20, 6).canvas
        x, y = next(
            (x, y)
            for y, row in enumerate(canvas.rows())
            for x, run in enumerate(run for run in row for _ in range(cell_len(run.text)))
            if run.ink == "steep" and POINT in run.text
        )
        assert grounds(canvas)[y][x] == "short"


def test_what_is_near_a_line_has_a_sign_of_its_own() -> None:
    letters = "".join(drawn([Spot(3, 3.1, "even", near=True)], 30, 9).canvas.letters())
    assert ON_A_LINE in letters
    assert POINT not in letters


def test_two_at_one_spot_are_beside_each_other_and_more_are_their_number() -> None:
    two = "".join(drawn([Spot(2, 4, "some"), Spot(2, 4, "some")], 40, 9).canvas.letters())
    assert POINT * 2 in two
    assert "2" in "".join(drawn([Spot(2, 4, "some")] * 4, 40, 9).canvas.letters())
    assert "*" in "".join(drawn([Spot(2, 4, "some")] * 30, 40, 9).canvas.letters())


def test_the_lit_one_has_a_mark_and_its_name_though_there_was_no_room_for_it() -> None:
    crowd = [Spot(1 + at / 4, 3, "some", f"name {at}") for at in range(12)]
    dark = drawn(crowd, 40, 6)
    hidden = next(at for at in range(12) if at not in dark.named)
    lit = drawn(crowd, 40, 6, hidden).canvas.letters()
    assert crowd[hidden].name not in "\n".join(dark.canvas.letters())
    assert f" name {hidden} " in "\n".join(lit)
    assert MARK in "\n".join(lit)


def test_lighting_a_point_moves_no_other_name() -> None:
    spots = [Spot(1.5, 4.5, "steep", "one"), Spot(3, 2, "over", "other")]
    dark = drawn(spots, 40, 10).canvas.letters()
    lit = drawn(spots, 40, 10, 0).canvas.letters()
    assert lit[-3:] == dark[-3:]
    assert "".join(lit).count("one") == 1


def test_a_wide_name_stays_whole_or_goes() -> None:
    canvas = drawn([Spot(3, 3, "some", "日本語の名前")], 40, 9).canvas
    assert "日本語の名前" in "\n".join(canvas.letters())
    narrow = drawn([Spot(3, 3, "some", "日本語の名前" * 3)], 14, 9)
    assert not narrow.named


def test_a_ground_of_its_own_has_its_words_numbers_and_lines() -> None:
    ground = Ground(
        across=(0, 100),
        up=(0, 100),
        numbers=(0, 50, 100),
        zone=lambda across, up: "ahead" if up > across else "",
        lines=(Line("line", 50, upright=True), Line("line", 50, rise=0)),
        corners=(Corner("good"), Corner("bad", right=True, below=True)),
        foot="foot",
    )
    letters = draw_field([Spot(50, 50, "over")], ground, 30, 12).canvas.letters()
    assert "good" in letters[0]
    assert "bad" in letters[9]
    assert letters[10].split() == ["0", "50", "100"]
    assert letters[11].strip() == "foot"
    assert place_of(POINT, draw_field([Spot(50, 50, "over")], ground, 30, 12).canvas)[1] == 5


SPOTS = st.lists(
    st.builds(
        Spot,
        st.floats(0, 6),
        st.floats(0, 6),
        st.sampled_from(["steep", "some", "even", "over"]),
        st.text("ab 漢👩", max_size=12),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, "", "short", "ahead"]),
    ),
    max_size=12,
)


@given(SPOTS, st.integers(0, 60), st.integers(0, 20), st.none() | st.integers(0, 12))
def test_it_fills_its_cells_exactly(
    spots: list[Spot], width: int, height: int, lit: int | None
) -> None:
    rows = draw_field(spots, ground_of_gaps(spots), width, height, lit).canvas.rows()
    assert [sum(cell_len(run.text) for run in row) for row in rows] == [width] * height
