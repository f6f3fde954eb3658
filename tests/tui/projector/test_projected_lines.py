"""How a projector's view is laid out: nothing cut in two, nothing wider than the wall."""

from hypothesis import given, settings
from hypothesis import strategies as st

from valueworkshop.core.show.projected_blocks import Bar, Number, Point, Said, Shown, Voting
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
