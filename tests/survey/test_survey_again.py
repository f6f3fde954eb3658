"""Next week's export of a survey that was imported: noticed, and counted once if you say so."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import pytest

from survey_files import CONTACT, NEEDED, PROMISE, TODAY, heard, ids, table, written
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import answers
from valueworkshop.survey.survey_reading import Reading, read

DAY = dt.date(2026, 11, 30)
HEAD = ["Timestamp", f"{NEEDED} [{CONTACT}]", f"{TODAY} [{CONTACT}]"]
WEEK_1 = [[n, 5, 3] for n in range(5)]
WEEK_2 = [*WEEK_1, *([n, 4, 2] for n in range(3))]


def reading(folder: Path, text: str, session: Session, name: str = "answers.csv") -> Reading:
    return read(written(folder, text, name), session, "voice").count()


def taken(found: Reading, prefix: str = "n", instead: Collection[str] = ()) -> Session:
    return found.taken(found.session, ids=ids(prefix), today=DAY, instead=instead)


def customers(session: Session) -> int:
    return sum(found.respondents for _, found in answers(session, "voice").in_order)


def test_next_weeks_export_is_noticed_and_takes_the_place(tmp_path: Path) -> None:
    session = taken(reading(tmp_path, table(HEAD, *WEEK_1), heard()))
    again = reading(tmp_path, table(HEAD, *WEEK_2), session)
    assert [found.respondents for found in again.before.values()] == [5]
    assert again.before_in_words == (
        "this looks like the same survey as answers.csv of 2026-11-30 (5 customers): this file "
        "has 8 customers, counting both would make 13"
    )
    assert customers(taken(again, "b")) == 13
    replaced = taken(again, "r", again.before)
    assert customers(replaced) == 8
    assert list(answers(replaced, "voice").imports) == ["r0000001"]
    older = reading(tmp_path, table(HEAD, *WEEK_1), replaced)
    assert list(older.before) == ["r0000001"], "the other way round it is noticed as well"
    assert older.same_file is None


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("answers (1).csv", WEEK_2),
        ("Answers-2026-12-07.csv", [[n, 1, 1] for n in range(9)]),
        ("spring.csv", WEEK_2),
    ],
)
def test_a_newer_file_is_noticed_by_its_name_or_by_its_answers(
    tmp_path: Path, name: str, rows: list[list[int]]
) -> None:
    session = taken(reading(tmp_path, table(HEAD, *WEEK_1), heard()))
    assert reading(tmp_path, table(HEAD, *rows), session, name).before


def test_one_answer_that_was_taken_back_makes_no_other_survey(tmp_path: Path) -> None:
    before = [[n, 1 + n % 5, 3] for n in range(20)]
    session = taken(reading(tmp_path, table(HEAD, *before), heard()))
    rows = [*before[1:], [21, 4, 4], [22, 4, 4]]
    assert reading(tmp_path, table(HEAD, *rows), session, "spring.csv").before


@pytest.mark.parametrize("same", [0, 2])
def test_other_answers_in_a_file_of_another_name_are_other_customers(
    tmp_path: Path, same: int
) -> None:
    session = taken(reading(tmp_path, table(HEAD, *WEEK_1), heard()))
    rows = [*WEEK_1[:same], *([n, 1, 1] for n in range(9))]
    assert reading(tmp_path, table(HEAD, *rows), session, "spring.csv").before == {}


def test_the_very_same_file_and_another_survey_are_not_noticed(tmp_path: Path) -> None:
    session = taken(reading(tmp_path, table(HEAD, *WEEK_1), heard()))
    same = reading(tmp_path, table(HEAD, *WEEK_1), session)
    assert (same.before, same.same_file is not None) == ({}, True)
    other = [f"{NEEDED} [{PROMISE}]", f"{TODAY} [{PROMISE}]"]
    assert reading(tmp_path, table(other, *[[5, 3]] * 9), session).before == {}
    worded = [f"Contact, needed: {CONTACT}", f"Contact, today: {CONTACT}"]
    text = table(worded, *[[5, 3]] * 9)
    assert reading(tmp_path, text, session, "other.csv").before == {}
