"""The field between two diagonals: points on their side, names where they are free."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.field import Spot, field
from valueworkshop.core.show.pictures import cell_len


def test_lines_points_and_names() -> None:
    spots = [Spot(1, 5, "steep", "Support"), Spot(5, 5, "even", "Price"), Spot(3, 1, "over")]
    assert field(spots, 33, 5).letters() == [
        "● Support               : Price ●",
        "                :       ·        ",
        "        :       ·                ",
        ":       ·                        ",
        "·               ●                ",
    ]


def test_where_we_are_short_and_where_ahead_is_tinted() -> None:
    top, *_, bottom = field([], 21, 5).rows()
    assert top[0].ground == "short"
    assert bottom[-1].ground == "ahead"


def test_several_at_one_spot_are_their_number_and_their_names_are_in_the_list_beside() -> None:
    spots = [Spot(2, 4, "some", "a"), Spot(2, 4, "some", "b")]
    assert "2" in "".join(field(spots, 21, 9).letters())
    assert "*" in "".join(field(spots * 5, 21, 9).letters())


SPOTS = st.lists(
    st.builds(
        Spot,
        st.floats(0, 6),
        st.floats(0, 6),
        st.sampled_from(["steep", "some", "even", "over"]),
        st.text("ab 漢👩", max_size=12),
    ),
    max_size=12,
)


@given(SPOTS, st.integers(0, 60), st.integers(0, 20))
def test_it_fills_its_cells_exactly(spots: list[Spot], width: int, height: int) -> None:
    rows = field(spots, width, height).rows()
    assert [sum(cell_len(run.text) for run in row) for row in rows] == [width] * height
