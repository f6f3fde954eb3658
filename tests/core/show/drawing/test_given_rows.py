"""What was given in aligned rows: in full where there is room, and never wider than the card."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.given_rows import Given, given_rows
from valueworkshop.core.show.pictures import cell_len

FIELDS = [
    Given("Title", ["Lunch on the square"]),
    Given("Segments", ["Office workers at noon", "Families"], is_here=True),
    Given("People"),
]


def rows(fields: list[Given], width: int, height: int) -> list[str]:
    return [row.rstrip() for row in given_rows(fields, width, height).letters()]


def test_each_thing_stands_on_a_line_of_its_own_and_an_empty_field_has_a_dot() -> None:
    assert rows(FIELDS, 40, 6) == [
        "  Title      Lunch on the square",
        "",
        "▸ Segments   Office workers at noon",
        "             Families",
        "",
        "  People     ·",
    ]


def test_in_fewer_rows_the_things_follow_each_other_and_then_are_cut() -> None:
    assert rows(FIELDS, 60, 3)[1] == "▸ Segments   Office workers at noon · Families"
    assert rows(FIELDS, 40, 3)[1] == "▸ Segments   Office workers at noon · …"


def test_what_stands_in_the_field_itself_is_cut_first() -> None:
    things = ["Office workers at noon", "Families on Sunday"]
    fields = [Given("Segments", things), Given("People", things, is_here=True)]
    assert rows(fields, 40, 3) == [
        "  Segments   Office workers at noon",
        "             Families on Sunday",
        "▸ People     Office workers at noon · …",
    ]


def test_with_fewer_rows_than_fields_those_around_the_one_at_hand_are_there() -> None:
    many = [Given(f"Field {n}", [str(n)], is_here=n == 5) for n in range(8)]
    assert [row[:9] for row in rows(many, 30, 3)] == ["  Field 4", "▸ Field 5", "  Field 6"]


def test_wide_and_low_it_has_two_columns() -> None:
    many = [Given(f"Field {n}", [f"thing {n}"]) for n in range(6)]
    drawn = rows(many, 90, 7)[:5:2]
    assert all("Field" in row[:40] and "Field" in row[40:] for row in drawn)


def test_a_long_name_takes_a_second_line_that_is_set_in() -> None:
    assert rows([Given("Who", ["Head of the dining room, leaders"])], 30, 4)[:2] == [
        "  Who   Head of the dining",
        "          room, leaders",
    ]


def test_wide_letters_stay_in_their_column() -> None:
    long = [Given("Titel", ["日本の昼食" * 9]), Given("日本", ["食堂 食堂"], is_here=True)]
    for width in range(1, 50):
        assert {cell_len(row) for row in given_rows(long, width, 4).letters()} == {width}


@given(
    st.lists(st.builds(Given, st.text(max_size=9), st.lists(st.text(), max_size=4)), max_size=9),
    st.integers(0, 130),
    st.integers(0, 20),
)
def test_it_takes_exactly_the_cells_that_there_are(
    fields: list[Given], width: int, height: int
) -> None:
    drawn = given_rows(fields, width, height)
    assert (drawn.width, drawn.height) == (width, height)
