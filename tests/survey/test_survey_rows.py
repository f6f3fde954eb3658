"""Rows that are no customer's are left out and named; rows that are one answer are recognised."""

from pathlib import Path

import pytest

from survey_files import CONTACT, NEEDED, PROMISE, TODAY, heard, table, taken_for, written
from valueworkshop.core.stages.voice.model import EVERYONE
from valueworkshop.survey.corrections import Corrections
from valueworkshop.survey.survey_reading import Reading, read
from valueworkshop.survey.survey_words import of_left_out, of_taken, taken

HEAD = ["id", f"{NEEDED} [{CONTACT}]", f"{TODAY} [{CONTACT}]"]


def reading(folder: Path, text: str) -> Reading:
    return read(written(folder, text), heard(), "voice").count()


def outcome(found: Reading) -> tuple[dict[str, int], dict[tuple[int | None, int | None], int]]:
    """What is left out, and which answers are taken."""
    assert found.counted is not None
    return found.counted.left_out, found.counted.counts.get(EVERYONE, {}).get("rate/contact", {})


@pytest.mark.parametrize(
    ("header", "cells", "left_out"),
    [
        ("Finished", ["TRUE", "True", "False"], {"unfinished": 1}),
        ("Finished", ["1", "1", "0"], {"unfinished": 1}),
        ("Response Type", ["completed", "completed", "partial"], {"unfinished": 1}),
        ("Status", ["Complete", "Complete", "Partial"], {"unfinished": 1}),
        ("Status", ["Complete", "Complete", "Test"], {"test": 1}),
        ("Status", ["Complete", "Complete", "Complete (Test Data)"], {"test": 1}),
        ("Datum Abgeschickt", ["2026-01-02", "2026-01-02", ""], {"unfinished": 1}),
        ("Status", ["IP Address", "IP Address", "Survey Preview Spam"], {"spam": 1}),
        ("Complete?", ["Complete", "Unverified", "Incomplete"], {"unfinished": 1}),
        ("Date submitted", ["2026-01-02 10:00:00", "1980-01-01 00:00:00", ""], {"unfinished": 1}),
        ("Status", ["Gold", "Gold", "Silver"], {}),
        ("Status", ["submitted_via_web", "submitted_via_web", "submitted_via_web"], {}),
        ("Date submitted", ["", "", ""], {}),
    ],
)
def test_what_a_column_says_of_a_row_is_heeded(
    tmp_path: Path, header: str, cells: list[str], left_out: dict[str, int]
) -> None:
    rows = [[n, 5, 3, cell] for n, cell in enumerate(cells)]
    found = reading(tmp_path, table([*HEAD, header], *rows))
    taken = 3 - sum(left_out.values())
    assert outcome(found) == (left_out, {(5, 3): taken})
    assert (taken_for(found.matching).get(3) == "state") is bool(left_out)


def test_the_numbers_of_qualtrics_are_read_as_what_they_say(tmp_path: Path) -> None:
    text = table(
        ["Status", "Q1"],
        ["Response Type", f"{TODAY} - {CONTACT}"],
        ['{"ImportId":"status"}', '{"ImportId":"QID1"}'],
        *([status, 4] for status in (0, 1, 2, 4, 8, 9, 12, 16, 17)),
    )
    left_out, pairs = outcome(reading(tmp_path, text))
    assert left_out == {"preview": 2, "test": 1, "spam": 3}
    assert pairs == {(None, 4): 3}


def test_of_redcap_only_the_forms_with_answers_matter(tmp_path: Path) -> None:
    text = table(
        [
            *("record_id", "redcap_survey_identifier", "about_complete", "about_timestamp"),
            *("needed_contact", "today_contact", "rate_complete", "later_complete"),
        ],
        [1, "", 2, "2026-01-02 10:00:00", 5, 3, 2, 0],
        [2, "", 2, "2026-01-02 10:00:00", 4, 3, 1, 0],
        [3, "", 2, "2026-01-02 10:00:00", 1, 1, 0, 0],
        [4, "", 2, "[not completed]", 1, 1, 2, 0],
    )
    found = reading(tmp_path, text)
    assert found.look.shape == "REDCap"
    assert outcome(found) == ({"unfinished": 2}, {(5, 3): 1, (4, 3): 1})
    states = [place for place, target in taken_for(found.matching).items() if target == "state"]
    assert states == [3, 6]


def test_of_many_columns_that_are_called_alike_only_those_with_answers_matter(
    tmp_path: Path,
) -> None:
    text = table(
        ["Record ID", "Complete?", *HEAD[1:], "Complete?", "Complete?"],
        [1, "Incomplete", 5, 3, "Complete", "Incomplete"],
        [2, "Complete", 1, 1, "Incomplete", "Complete"],
    )
    assert outcome(reading(tmp_path, text)) == ({"unfinished": 1}, {(5, 3): 1})


def test_left_out_rows_are_named_and_count_if_the_column_is_dropped(tmp_path: Path) -> None:
    rows = [[n, 5, 3, "False" if n > 2 else "True"] for n in range(5)]
    found = reading(tmp_path, table([*HEAD, "Finished"], *rows, ["", "", "", "True"]))
    assert found.counted is not None
    assert of_taken(found.counted) == "3 of 6 rows with 6 answers; 2 unfinished left out"
    assert taken(found.counted) == "Taken: 6 answers. Customers: 3. Left out: 2 unfinished."
    (said,) = of_left_out(found.look, found.matching, found.counted)
    assert said.startswith('2 unfinished, by column D "Finished"')
    every = found.corrected(Corrections(columns=("Finished=drop",))).count()
    assert outcome(every) == ({}, {(5, 3): 5})
    again = every.corrected(Corrections(columns=("Finished=state",))).count()
    assert outcome(again) == ({"unfinished": 2}, {(5, 3): 3})


def test_words_of_rows_that_are_left_out_are_not_asked_about(tmp_path: Path) -> None:
    text = table([*HEAD, "Finished"], [1, 5, 3, "True"], [2, "oops", 3, "False"])
    assert reading(tmp_path, text).refusal == ""


ANSWERS = [[1, 5, 3], [2, 5, 3], [3, 4, 2], [4, 4, 2]]


@pytest.mark.parametrize(
    "below",
    [
        [["Average", "4.5", "2.5"]],
        [["Average:", "4,50", "2,50"], ["Total", 18, 10]],
        [["Mittelwert", 4, 2]],
        [["Grand total", "", 10], ["n", 4, 4], ["Std. dev", "0.5", "0.5"]],
        [["", "", ""], ["Total", 18, 10]],
        [["", "4.5", "2.5"]],
        [["", 18, 10]],
        [["", "4.5", "2.5"], ["", 18, 10]],
    ],
    ids=str,
)
def test_totals_and_averages_below_are_no_customers(
    tmp_path: Path, below: list[list[object]]
) -> None:
    left_out, pairs = outcome(reading(tmp_path, table(HEAD, *ANSWERS, *below)))
    assert left_out == {"total": sum(any(map(str, row)) for row in below)}
    assert pairs == {(5, 3): 2, (4, 2): 2}


@pytest.mark.parametrize(
    "row",
    [["", 5, 3], ["", 4, 1], ["Mean Street 4", 5, 3], ["", 4, ""]],
    ids=str,
)
def test_a_customer_without_a_number_of_theirs_counts(tmp_path: Path, row: list[object]) -> None:
    found = reading(tmp_path, table(HEAD, *ANSWERS, row))
    assert found.counted is not None
    assert (found.counted.left_out, found.counted.respondents) == ({}, 5)


def test_average_is_an_answer_where_answers_are(tmp_path: Path) -> None:
    text = table([f"{TODAY} {CONTACT}", "n"], ["Average", 1], ["Good", 2], ["Average", 3])
    found = reading(tmp_path, text)
    assert found.counted is not None
    assert found.counted.left_out == {}
    assert found.counted.labels == {"Average": 2, "Good": 1}


def test_a_question_an_answer_a_row_is_recognised(tmp_path: Path) -> None:
    text = table(
        ["Customer", "Question", "Answer"],
        *(
            [customer, f"{question} {item}", 4]
            for customer in range(3)
            for item in (CONTACT, PROMISE)
            for question in (NEEDED, TODAY)
        ),
    )
    found = reading(tmp_path, text)
    assert found.counted is None
    assert 'B "Question" has a question in each row' in found.refusal
    assert "one row per customer" in found.refusal
    assert "\n" not in found.refusal
