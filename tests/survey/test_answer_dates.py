"""When customers answered: found in the columns of each tool, or said by the user."""

import datetime as dt
from pathlib import Path

import pytest

from survey_files import CONTACT, NEEDED, TODAY, heard, ids, table, told, written
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.stages.voice.model import Import, answers
from valueworkshop.survey.acts import Act
from valueworkshop.survey.import_dialogue import Dialogue, begin
from valueworkshop.survey.import_preview import Part, parts
from valueworkshop.survey.row_reader import SurveyError

IMPORTED = dt.date(2026, 11, 30)
ASKED = [f"{NEEDED} [{CONTACT}]", f"{TODAY} [{CONTACT}]"]


def dated(folder: Path, header: str, *cells: str, answered: int = 99) -> Dialogue:
    """A survey with such a column; only the first `answered` rows hold an answer."""
    rows = [[cell, *([5, 3] if n < answered else ["", ""])] for n, cell in enumerate(cells)]
    found = table([header, *ASKED], *rows)
    return begin(heard(), "voice", str(written(folder, found)), IMPORTED).count()


def taken(found: Dialogue) -> Import:
    session = found.taken(found.session, ids=ids("n"), today=IMPORTED)
    return answers(session, "voice").in_order[0][1]


@pytest.mark.parametrize(
    ("header", "cells", "day"),
    [
        ("Timestamp", ["2026/03/13 10:00:00 AM GMT+1", "2026/03/14 9:00:00 PM GMT+1"], (3, 14)),
        ("Zeitstempel", ["13.03.2026 10:00:00", "02.04.2026 10:00:00"], (4, 2)),
        ("submitdate. Date submitted", ["2026-03-14 10:00:00", ""], (3, 14)),
        ("Submission Date", ["Mar 14, 2026", "Jan 2, 2026"], (3, 14)),
        ("Start Date", ["02/13/2026 10:00:00 AM", "03/04/2026 10:00:00 AM"], (3, 4)),
        ("Start Date", ["13/02/2026 10:00", "03/04/2026 10:00"], (4, 3)),
        ("Completion time", ["3/4/26 10:03:00"], (3, 4)),
        ("_submission_time", ["2026-03-14T09:03:00"], (3, 14)),
        ("Date", ["14 March 2026", "2 Februar 2026"], (3, 14)),
    ],
)
def test_the_newest_answer_is_the_date(
    tmp_path: Path, header: str, cells: list[str], day: tuple[int, int]
) -> None:
    found = dated(tmp_path, header, *cells)
    asked = found.step(Act.DATE)
    assert "the newest answer in A" in asked.nothing
    assert taken(found).answered == dt.date(2026, *day)
    assert taken(found.answer(asked, "")).answered == dt.date(2026, *day)
    assert taken(found).when == IMPORTED


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Timestamp", ["t", "t", "2026-03-14"]),
        ("Date of birth", ["1990-03-14", "1988-01-02"]),
        ("Time", ["10:00", "11:30"]),
        ("Timestamp", ["2026-13-41", "31.02.2026"]),
        ("Next visit", ["2026-03-14", "2026-03-15"]),
        ("Date", ["0001-01-01", "1899-12-30"]),
        ("Date", ["2062-03-14"]),
    ],
)
def test_without_a_date_of_the_answers_it_is_the_day_of_the_import(
    tmp_path: Path, header: str, cells: list[str]
) -> None:
    assert taken(dated(tmp_path, header, *cells)).answered == IMPORTED


def test_a_row_without_an_answer_has_no_say(tmp_path: Path) -> None:
    found = dated(tmp_path, "Timestamp", "2026-03-14", "2026-05-02", answered=1)
    assert taken(found).answered == dt.date(2026, 3, 14)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2026-02-03", (2, 3)), ("2026-02", (2, 1)), (" 03.02.2026 ", (2, 3)), ("", (3, 14))],
)
def test_the_user_may_say_another_date(tmp_path: Path, typed: str, day: tuple[int, int]) -> None:
    found = dated(tmp_path, "Timestamp", "2026-03-14")
    found = found.answer(found.step(Act.DATE), "2025-01-01")
    assert found.step(Act.DATE).now == "2025-01-01"
    assert taken(found.answer(found.step(Act.DATE), typed)).answered == dt.date(2026, *day)


@pytest.mark.parametrize("typed", ["March", "2026-13", "2026-02-30", "\x1b[31m"])
def test_what_is_no_date_is_refused(tmp_path: Path, typed: str) -> None:
    found = dated(tmp_path, "Timestamp", "2026-03-14")
    with pytest.raises(SurveyError, match="is not a date; type 2026-03-14, 14 March, or 2026-03"):
        found.answer(found.step(Act.DATE), typed)


@pytest.mark.parametrize("typed", ["14 Nov", "14.11.", "November 14", "2 weeks ago"])
def test_a_day_without_a_year_lies_before_today(tmp_path: Path, typed: str) -> None:
    found = dated(tmp_path, "Timestamp", "2026-03-14")
    found = found.answer(found.step(Act.DATE), typed)
    assert taken(found).answered in {dt.date(2026, 11, 14), dt.date(2026, 11, 16)}
    assert any("November 2026" in told(line) for line in parts(found)[Part.SURVEY])


def test_what_could_be_two_days_is_refused(tmp_path: Path) -> None:
    found = dated(tmp_path, "Timestamp", "2026-03-14")
    with pytest.raises(SurveyError, match="could be 3 April or 4 March"):
        found.answer(found.step(Act.DATE), "3/4/2026")


def test_a_survey_is_heard_unless_the_team_calls_it_measured(tmp_path: Path) -> None:
    found = dated(tmp_path, "Timestamp", "2026-03-14")
    assert [told(line) for line in parts(found)[Part.SURVEY]] == [
        'of 14 March 2026, the newest answer in A "Timestamp"',
        "what customers answered counts as heard",
    ]
    assert taken(found).evidence is Grade.HEARD
    measured = found.answer(found.step(Act.EVIDENCE), "Measured")
    assert taken(measured).evidence is Grade.MEASURED
    with pytest.raises(SurveyError, match="'sure' is neither heard nor measured"):
        found.answer(found.step(Act.EVIDENCE), "sure")
