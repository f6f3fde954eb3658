"""A break as large as it goes, in the middle, at every size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.rest_card import Rest, rest_card
from valueworkshop.core.show.pictures import cell_len

LUNCH = Rest(
    title="Lunch",
    number="12:40",
    words="minutes left, back at 13:15",
    then="Then: G Disciplines",
    intro="Leave this room if you can.",
    share=0.5,
)


@pytest.mark.parametrize(
    ("size", "across", "down"), [((116, 38), 6, 2), ((76, 22), 4, 2), ((56, 17), 2, 1)]
)
def test_the_number_is_as_large_as_it_fits(size: tuple[int, int], across: int, down: int) -> None:
    drawn = rest_card(LUNCH, *size).letters()
    blocks = [row for row in drawn if "█" in row]
    assert len(blocks) == 5 * down
    assert "█" * 3 * across in blocks[0]
    assert all(text in "\n".join(drawn) for text in (LUNCH.title, LUNCH.words, LUNCH.then))
    line = next(row for row in drawn if "━" in row)
    assert line.count("━") == line.count("─")


def test_where_there_is_little_room_the_intro_goes_before_what_comes_then() -> None:
    drawn = "\n".join(rest_card(LUNCH, 56, 12).letters())
    assert "█" in drawn
    assert LUNCH.then in drawn
    assert LUNCH.intro not in drawn


@given(st.integers(0, 90), st.integers(0, 40), st.text("aé日本 ", max_size=90), st.booleans())
def test_it_stays_in_its_cells(width: int, height: int, text: str, over: bool) -> None:  # noqa: FBT001
    number = "" if over else "5"
    rest = Rest(title=text, number=number, words=text, then=text, intro=text, share=0.2)
    rows = rest_card(rest, width, height).letters()
    assert len(rows) == height
    assert all(cell_len(row) == width for row in rows)
