"""Each survey file of `cases`, as tools export it, gives what one counts by hand."""

from pathlib import Path

import pytest

from survey_files import told
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import EVERYONE
from valueworkshop.files.home.kits import load_kit
from valueworkshop.survey.survey_reading import Reading, read

CASES = Path(__file__).parent / "cases"
WHAT, WHEN, HOW = "terms/what", "terms/when", "terms/how"


def workshop() -> Session:
    """A workshop that rates, among others, whether customers get what they want."""
    return Session(id="complete", title="Complete", kit=load_kit("complete"))


def reading(name: str, header_rows: int | None = None) -> Reading:
    """A file of `cases` as it is proposed, counted."""
    session = workshop()
    (stage,) = session.kit.of_kind("voice")
    return read(CASES / name, session, stage, header_rows=header_rows).count()


@pytest.mark.parametrize(
    ("name", "counts", "scale"),
    [
        ("limesurvey_incomplete.csv", {WHAT: {(5, 3): 4}}, (1, 5)),
        ("limesurvey_vv.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        (
            "mark_inside_a_cell.csv",
            {WHAT: {(None, 1): 1, (None, 2): 1, (None, 10): 1}},
            (0, 10),
        ),
        ("qualtrics_preview_and_test_rows.csv", {WHAT: {(5, 3): 4}}, (1, 5)),
        (
            "surveymonkey_matrix.csv",
            {WHAT: {(5, 3): 6}, WHEN: {(4, 2): 6}, HOW: {(3, 1): 6}},
            (1, 5),
        ),
        ("title_above.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        ("week1/answers.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        ("week2/answers.csv", {WHAT: {(5, 3): 5, (4, 2): 3}}, (1, 5)),
        ("holding/classic_mac.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        ("holding/google_german.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        ("holding/google_grid.csv", {WHAT: {(5, 3): 5}, WHEN: {(4, 2): 5}}, (1, 5)),
        ("holding/jotform.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        ("holding/kobo.csv", {WHAT: {(5, 3): 5}, WHEN: {(4, 2): 5}}, (1, 5)),
        ("holding/ms_forms.csv", {WHAT: {(5, 3): 5}, WHEN: {(4, 2): 5}}, (1, 5)),
        ("holding/ms_forms_german.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        ("holding/tally.csv", {WHAT: {(5, 3): 5}}, (1, 5)),
        ("holding/typeform.csv", {WHAT: {(10, 7): 5}}, (0, 10)),
    ],
)
def test_a_file_is_read_right_without_a_word(
    name: str, counts: dict[str, object], scale: tuple[int, int]
) -> None:
    found = reading(name)
    assert found.refusal == ""
    assert found.counted is not None
    assert found.counted.counts == {EVERYONE: counts}
    assert found.counted.refused == 0
    assert {(match.lo, match.hi) for _, match in found.matching.answered()} == {scale}


@pytest.mark.parametrize(
    ("name", "rows", "left_out"),
    [
        ("limesurvey_incomplete.csv", 5, {"unfinished": 1}),
        (
            "qualtrics_preview_and_test_rows.csv",
            29,
            {"preview": 3, "test": 20, "spam": 1, "unfinished": 1},
        ),
        ("week2/answers.csv", 8, {}),
        ("holding/kobo.csv", 5, {}),
    ],
)
def test_rows_that_are_no_customers_are_counted_apart(
    name: str, rows: int, left_out: dict[str, int]
) -> None:
    counted = reading(name).counted
    assert counted is not None
    assert (counted.rows, counted.left_out) == (rows, left_out)
    assert counted.respondents == rows - sum(left_out.values())


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("title_above.csv", 4),
        ("surveymonkey_matrix.csv", 2),
        ("limesurvey_vv.csv", 2),
        ("qualtrics_preview_and_test_rows.csv", 3),
        ("holding/typeform.csv", 1),
    ],
)
def test_the_header_ends_in_the_row_in_which_it_does_in_a_spreadsheet(name: str, last: int) -> None:
    found = reading(name)
    assert found.look.header_rows == last
    assert found.look.notes == ()
    told = reading(name, last)
    assert (told.look, told.matching) == (found.look, found.matching)


def test_the_question_of_a_grid_is_carried_over_its_rows() -> None:
    assert [header.text for header in reading("surveymonkey_matrix.csv").look.headers[8:]] == [
        "Custom Data 1",
        "How important is each of these to you? [They get what they want]",
        "How important is each of these to you? [They get it when they want it]",
        "How important is each of these to you? [They get it the way they want it]",
        "How satisfied are you with each of these today? [They get what they want]",
        "How satisfied are you with each of these today? [They get it when they want it]",
        "How satisfied are you with each of these today? [They get it the way they want it]",
        "Which kind of customer are you?",
    ]


def test_a_row_of_answers_that_is_taken_as_header_is_said() -> None:
    found = reading("title_above.csv", 5)
    (note,) = found.look.notes
    assert "we read row 5 as a header, but it has numbers (0, 5, 3)" in told(note)
    assert "(<header-rows 4>)" in told(note)
    assert note in found.matching.notes


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        (
            "four_points_german.csv",
            [
                "Stimme überhaupt nicht zu",
                "Stimme eher nicht zu",
                "Stimme eher zu",
                "Stimme voll und ganz zu",
            ],
        ),
        (
            "importance_four_points.csv",
            [
                "Not at all important",
                "Somewhat important",
                "Very important",
                "Extremely important",
            ],
        ),
    ],
)
def test_four_points_are_no_part_of_five(name: str, asked: list[str]) -> None:
    found = reading(name)
    assert found.counted is not None
    assert found.counted.labels == dict.fromkeys(asked, 2)
    assert found.counted.respondents == 0
    assert told(found.refusal).startswith("what is 'S" if "german" in name else "what is 'N")
    for number, word in enumerate(asked, 1):
        found = found.with_label(word, number)
    found = found.count()
    assert (found.refusal, found.faults) == ("", [])
    assert {(match.lo, match.hi) for _, match in found.matching.answered()} == {(1, 4)}
    assert found.counted is not None
    (answers,) = found.counted.counts[EVERYONE].values()
    assert sorted(answers.values()) == [2, 2, 2, 2]
    assert {needed or today for needed, today in answers} == {1, 2, 3, 4}


def test_odd_cells_are_numbers_where_that_is_plain_and_else_asked_about() -> None:
    found = reading("cells_odd.csv").counted
    assert found is not None
    assert found.counts[EVERYONE] == {
        WHAT: {
            (5, None): 1,
            (5, 4): 1,
            (4, None): 1,
            (None, 1): 1,
            (5, 3): 1,
            (None, 3): 1,
        }
    }
    assert found.labels == dict.fromkeys(
        ["4/5", "★★★☆☆", "80%", "Very important (5)", "'5", "=3", "5e0"], 1
    )
    assert [refusal.in_words for refusal in found.refusals] == [
        'row 5, column C "They get what they want today": 3.50 is not a whole number'
    ]


def test_rows_that_are_wider_than_their_header_are_refused() -> None:
    found = reading("holding/header_only_wide.csv").counted
    assert found is not None
    assert (found.rows, found.respondents, found.refused) == (3, 0, 3)
    assert found.refused_as == {"the row has 3 cells, the header 2": 3}
