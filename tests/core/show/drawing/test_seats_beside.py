"""Our seat beside the customers': side by side where there is room, else one below the other."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.card_figures import SeatLine, SeatPair, Seats
from valueworkshop.core.show.drawing.seats_beside import WIDE, seats
from valueworkshop.core.show.pictures import cell_len

PAIR = SeatPair(
    ours_title="What we offer",
    ours=(SeatLine(text="Vans", stage="Frame"),),
    theirs_title="What they want",
    theirs=(SeatLine(text="Vans on time: needed 5.0", stage="B", mark="misses", sign="!"),),
)
BOTH = Seats(title="Two seats", pairs=(PAIR,))


def test_where_there_is_room_they_are_side_by_side() -> None:
    assert seats(BOTH, WIDE).letters() == [
        "What we offer  Our seat                │ What they want  The customers' seat    ",
        "· Vans                           Frame │ ! Vans on time: needed 5.0    misses B ",
    ]


def test_else_they_are_one_below_the_other() -> None:
    assert [row.rstrip() for row in seats(BOTH, 40).letters()] == [
        "What we offer  Our seat",
        "· Vans                             Frame",
        "",
        "What they want  The customers' seat",
        "! Vans on time: needed 5.0      misses B",
    ]


def test_a_seat_in_which_nothing_is_says_so() -> None:
    pair = SeatPair(ours_title="A", ours=(), theirs_title="B", theirs=())
    drawn = seats(Seats(title="", pairs=(pair,)), 40).letters()
    assert sum("nothing there yet" in row for row in drawn) == 2


@given(st.text(max_size=200), st.text(max_size=30), st.integers(36, 160), st.integers(0, 30))
def test_whatever_is_said_they_fill_their_cells(
    text: str, stage: str, width: int, height: int
) -> None:
    line = SeatLine(text=f"日本 {text}", stage=stage, mark="cannot say", sign="~")
    pair = SeatPair(ours_title="A", ours=(line,) * 2, theirs_title="B", theirs=(line,))
    drawn = seats(Seats(title="", pairs=(pair, pair)), width, height)
    assert drawn.height >= height
    assert {cell_len(row) for row in drawn.letters()} == {width}
