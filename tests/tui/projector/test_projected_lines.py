"""How a projector's view is laid out: nothing cut in two, nothing wider than the wall."""

from hypothesis import given, settings
from hypothesis import strategies as st

from valueworkshop.core.show.projected_blocks import Bar, Dots, Number, Point, Said, Shown, Voting
from valueworkshop.tui.projector.projected_lines import Lines, head, pages


def told(lines: Lines) -> list[str]:
    return [line.plain.rstrip() for line in lines]


def test_with_air_where_there_is_room_and_close_where_there_is_not() -> None:
    shown = Shown(heading="?", parts=tuple(Point(text=f"note {n}", mark="H") for n in range(4)))
    assert told(pages(shown, 56, 7)[0]) == [
        "H   note 0",
        "",
        "H   note 1",
        "",
        "H   note 2",
        "",
        "H   note 3",
    ]
    (close,) = pages(shown, 56, 6)
    assert told(close) == [f"H   note {n}" for n in range(4)]


def test_unlike_parts_stand_apart_as_long_as_they_can() -> None:
    shown = Shown(heading="?", parts=(Said(text="a"), Point(text="b"), Point(text="c")))
    assert told(pages(shown, 56, 4)[0]) == ["a", "", "·   b", "·   c"]


def test_what_does_not_fit_comes_on_pages_and_no_part_is_cut_in_two() -> None:
    bars = tuple(Bar(label=f"item {n}", amount="25", share=25, mark="▼▼") for n in range(5))
    found = pages(Shown(heading="?", parts=bars), 56, 5)
    assert [len(page) for page in found] == [4, 4, 2]
    assert told(found[2]) == ["▼▼   25  item 4", "         ████████████"]


def test_votes_are_counted_large() -> None:
    shown = Shown(heading="?", parts=(Voting(given=4, of=6),))
    assert told(pages(shown, 56, 9)[0]) == [
        "█ █",
        "▀▀█   votes in",
        "  ▀   of 6",
        "",
        "■■■■□□",
    ]


def test_on_a_wall_they_are_counted_larger_with_a_mark_for_each() -> None:
    shown = Shown(heading="?", parts=(Voting(given=1, of=3),))
    assert told(pages(shown, 80, 20)[0]) == [
        "    ████",
        "████████       of 3 votes in",
        "    ████",
        "    ████       ▆▆▆▆ ▁▁▁▁ ▁▁▁▁",
        "████████████",
    ]


def test_where_there_is_room_a_note_has_its_grade_in_a_word() -> None:
    shown = Shown(heading="?", parts=(Point(text="an answer within the day", mark="A"),))
    assert told(pages(shown, 76, 9)[0]) == [" assumed    an answer within the day"]


ANSWERS = (
    Dots(label="needed", counts=(0, 0, 0, 6, 1), facet="needed", median="4", spread="close"),
    Dots(label="today", counts=(0, 1, 5, 1, 0), facet="today", median="3", spread="close"),
    Number(text="28", words="gap, of 100", mark="▼▼", said="6 of 7 see a shortfall"),
    Said(text="Leaders see it as the front line does."),
)


def test_on_a_large_wall_a_gap_is_ten_rows_high_and_says_the_rest_beside_it() -> None:
    (page,) = pages(Shown(heading="?", parts=ANSWERS), 116, 34)
    rows = told(page)
    assert sum("██████" in row for row in rows[-10:]) == 10
    assert any("front line" in row for row in rows[-10:])


def test_until_the_answers_have_landed_nothing_is_said_of_them() -> None:
    for width, height in ((56, 14), (76, 18), (116, 34)):
        shown = Shown(heading="?", parts=ANSWERS)
        falling, there = pages(shown, width, height, 0.5), pages(shown, width, height)
        assert list(map(len, falling)) == list(map(len, there))
        text = "\n".join(row for page in falling for row in told(page))
        assert not any(word in text for word in ("28", "▼▼", "shortfall", "median", "Leaders"))


def test_a_number_without_figures_stands_as_it_is() -> None:
    shown = Shown(heading="?", parts=(Number(text="none", words="no gap", said="nobody knows"),))
    assert told(pages(shown, 56, 9)[0]) == ["none   no gap", "       nobody knows"]


texts = st.text(alphabet="ab é漢👍 \u202e[]$\x1b", max_size=90)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(Point, text=texts, mark=st.sampled_from(["", "A", "M"]))
        | st.builds(Said, text=texts, strong=st.booleans())
        | st.builds(Bar, label=texts, amount=st.just("7"), share=st.integers(-5, 200)),
        max_size=12,
    ),
    st.integers(30, 76),
    st.integers(1, 20),
)
def test_no_line_is_too_wide_and_no_page_too_high(
    parts: list[Point | Said | Bar], width: int, height: int
) -> None:
    shown = Shown(heading="?", parts=tuple(parts))
    found = pages(shown, width, height)
    assert all(len(page) <= height for page in found)
    assert all(line.cell_length <= width for page in found for line in page)
    assert all("\x1b" not in line.plain for page in found for line in page)


def test_the_question_keeps_its_word_above() -> None:
    assert told(head(Shown(heading="What?", above="The market"), 56)) == ["The market", "What?"]
