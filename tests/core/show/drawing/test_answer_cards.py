"""Cards of answers and of a gap: exactly as wide as asked for, whatever a kit calls a question."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.blocks import Dots, Known, Number
from valueworkshop.core.show.drawing.answer_cards import LOWEST, NARROWEST, answer_cards
from valueworkshop.core.show.drawing.gap_card import gap_card
from valueworkshop.core.show.pictures import cell_len

COUNTS = (0, 1, 5, 1, 0)
NEEDED = Dots(
    label="needed",
    counts=(0, 0, 0, 6, 1),
    facet="needed",
    given="7 answers, 1 don't know",
    median="4",
    spread="close together",
)
TODAY = Dots(
    label="today", counts=COUNTS, facet="today", given="7 answers", median="3", spread="far apart"
)


def test_three_cards_of_24_fit_at_80_with_their_words_on_the_border() -> None:
    weight = Dots(
        label="weight",
        counts=(3, 0, 0, 0, 3),
        facet="weight",
        given="6 answers",
        median="3",
        spread="two camps: 3 low, 3 high, none between",
    )
    cards = answer_cards([NEEDED, TODAY, weight], "steep", 74, 12)
    assert cards is not None
    first, given, *_, last = cards.letters()
    assert first == "╭─ needed · median 4 ──╮ ╭─ today · median 3 ───╮ ╭─ weight · median 3 ──╮"
    assert "7, 1 don't know" in given
    assert last == "╰───── close together ─╯ ╰────────── far apart ─╯ ╰────────── two camps ─╯"


def test_before_they_have_landed_no_card_says_anything_of_the_answers() -> None:
    cards = answer_cards([NEEDED, TODAY], "steep", 60, 14, phase=0.5)
    assert cards is not None
    first, *_, last = cards.letters()
    assert first == "╭─ needed ───────────────────╮ ╭─ today ───────────────────╮"
    assert last == "╰────────────────────────────╯ ╰───────────────────────────╯"
    assert "7" not in "".join(cards.letters())
    assert not any(run.ground == "median" for row in cards.rows() for run in row)


def test_four_long_names_stay_whole_at_80_and_each_has_its_median_in_the_same_edge() -> None:
    terms = ("product quality", "service quality", "fair price", "little hassle")
    votes = [Dots(label=term, counts=COUNTS, median="3.5", spread="far apart") for term in terms]
    cards = answer_cards(votes, "accent", 77, 12)
    assert cards is not None
    first, *_, last = cards.letters()
    assert all(term in first for term in terms)
    assert last.count("3.5 · far apart") == 4
    assert first.count("╭") == 4


def test_cards_that_do_not_fit_side_by_side_are_in_rows_of_equal_length() -> None:
    votes = [Dots(label=f"term {n}", counts=COUNTS) for n in range(4)]
    cards = answer_cards(votes, "accent", 60, 24)
    assert cards is not None
    assert [row.count("╭") for row in cards.letters() if "╭" in row] == [2, 2]


def test_where_a_card_is_wide_camps_have_their_numbers() -> None:
    split = Dots(label="weight", counts=COUNTS, spread="two camps: 3 low, 3 high, none between")
    cards = answer_cards([split], "even", 60, 10)
    assert cards is not None
    assert "two camps: 3 low, 3 high, none between" in cards.letters()[-1]


def test_today_has_the_role_of_the_gap_and_the_rest_none() -> None:
    cards = answer_cards([NEEDED, TODAY], "steep", 50, 12)
    assert cards is not None
    inks = {run.ink for row in cards.rows() for run in row if "▆" in run.text}
    assert inks == {"needed", "steep"}


def test_without_room_there_are_no_cards() -> None:
    assert answer_cards([TODAY], "even", NARROWEST - 1, 20) is None
    assert answer_cards([TODAY], "even", 80, LOWEST - 1) is None
    assert answer_cards([], "even", 80, 20) is None


def test_the_gap_is_large_and_in_letters_and_says_how_it_is_known() -> None:
    number = Number(text="28", name="gap", words="of 100", mark="▼▼", said="8 of 9 see it")
    known = Known("heard", "Office manager, by telephone, October 2026")
    assert gap_card(number, known, 60)[0].letters() == [
        "╭─ ▼▼ gap 28 of 100 ───────────────────────────────────────╮",
        "│ ▀▀█ █▀█  8 of 9 see it                                   │",
        "│ █▀▀ █▀█   heard  Office manager, by telephone, October   │",
        "│ ▀▀▀ ▀▀▀          2026                                    │",
        "╰──────────────────────────────────────────────────────────╯",
    ]
    assert gap_card(number, known, 60, 5)[0].height == 7


def test_what_else_there_is_to_say_stands_on_the_card_where_it_fits() -> None:
    number = Number(text="28", name="gap", words="of 100", mark="▼▼", said="8 of 9 see it")
    also = ["One step changes it by 3.", "Ann speaks first."]
    card, told = gap_card(number, Known("assumed"), 40, 3, also)
    assert told == 1
    assert "One step changes it by 3." in card.letters()[3]
    assert gap_card(number, Known("assumed"), 40, 4, also)[1] == 2
    assert gap_card(number, Known("assumed"), 40, 3, ["long " * 9])[1] == 0


ODD = st.text(st.sampled_from("ab é漢字👩·│"), max_size=30)
VOTES = st.lists(
    st.builds(
        Dots,
        label=ODD,
        counts=st.tuples(*[st.integers(0, 30)] * 5),
        facet=st.sampled_from(["needed", "today", "weight", ""]),
        given=ODD,
        median=st.sampled_from(["", "1", "3.5", "5"]),
        spread=ODD,
    ),
    max_size=5,
)


@given(VOTES, st.integers(0, 130), st.integers(0, 50))
def test_cards_never_leave_their_room(votes: list[Dots], width: int, height: int) -> None:
    cards = answer_cards(votes, "some", width, height)
    if cards is not None:
        assert cards.height <= height
        assert {sum(cell_len(run.text) for run in row) for row in cards.rows()} == {width}


@given(ODD, ODD, st.sampled_from(["7", "100", "–", "none"]), st.integers(4, 90))
def test_a_gap_never_leaves_its_card(said: str, source: str, text: str, width: int) -> None:
    number = Number(text=text, words=said, said=said)
    for rows in (0, 3, 5):
        card, _ = gap_card(number, Known("heard", source), width, rows, [source, said])
        assert card.height <= max(rows, 3) + 2
        assert {sum(cell_len(run.text) for run in row) for row in card.rows()} == {width}
