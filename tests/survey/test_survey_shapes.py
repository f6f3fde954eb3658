"""Surveys as four tools export them are read as what they are."""

import codecs
from pathlib import Path

import pytest

from survey_files import (
    CONTACT,
    CONTACT_NEEDED,
    CONTACT_TODAY,
    GOOGLE,
    LIMESURVEY,
    MICROSOFT,
    NEEDED,
    PROMISE,
    PROMISE_NEEDED,
    PROMISE_TODAY,
    QUALTRICS,
    TODAY,
    heard,
    read,
    table,
    taken_for,
    told,
    written,
)
from valueworkshop.core.stages.voice.model import EVERYONE
from valueworkshop.survey.column_matching import propose
from valueworkshop.survey.file_layout import Content, look


def test_google_forms(tmp_path: Path) -> None:
    found, matching, counted = read(written(tmp_path, GOOGLE))
    assert (found.shape, found.header_rows, found.source.delimiter) == ("Google Forms", 1, ",")
    assert taken_for(matching) == {
        2: CONTACT_NEEDED,
        3: PROMISE_NEEDED,
        4: CONTACT_TODAY,
        5: PROMISE_TODAY,
    }
    assert (counted.rows, counted.respondents, counted.refused) == (3, 3, 0)
    assert counted.counts[EVERYONE] == {
        "rate/contact": {(5, 2): 1, (4, 3): 1, (5, 1): 1},
        "rate/promise": {(4, 3): 1, (4, None): 1, (None, 2): 1},
    }


def test_microsoft_forms(tmp_path: Path) -> None:
    path = written(tmp_path, codecs.BOM_UTF8 + MICROSOFT.encode())
    found, matching, counted = read(path)
    assert (found.shape, found.source.delimiter) == ("Microsoft Forms", ";")
    assert taken_for(matching) == {5: CONTACT_TODAY, 6: PROMISE_TODAY}
    assert "does not say" in matching.columns[6].why
    assert counted.counts[EVERYONE]["rate/contact"] == {(None, 5): 1, (None, 3): 1, (None, 4): 1}
    assert counted.counts[EVERYONE]["rate/promise"] == {(None, 4): 1, (None, 5): 1, (None, 1): 1}


def test_limesurvey(tmp_path: Path) -> None:
    path = written(tmp_path, codecs.BOM_UTF8 + LIMESURVEY.encode())
    found, matching, counted = read(path, heard("North", "South"))
    assert found.shape == "LimeSurvey"
    assert taken_for(matching) == {
        5: CONTACT_NEEDED,
        6: CONTACT_TODAY,
        7: PROMISE_TODAY,
        1: "state",
        8: "segment",
    }
    assert (counted.rows, counted.respondents, counted.left_out) == (3, 2, {"unfinished": 1})
    assert counted.counts == {
        "s1": {
            "rate/contact": {(5, 3): 1, (3, 5): 1},
            "rate/promise": {(None, 4): 1, (None, 2): 1},
        }
    }


def test_qualtrics(tmp_path: Path) -> None:
    found, matching, counted = read(written(tmp_path, QUALTRICS))
    assert (found.shape, found.header_rows) == ("Qualtrics", 3)
    assert taken_for(matching) == {
        2: "state",
        4: CONTACT_NEEDED,
        5: PROMISE_NEEDED,
        6: CONTACT_TODAY,
        7: PROMISE_TODAY,
    }
    assert {(match.lo, match.hi) for _, match in matching.answered()} == {(0, 10)}
    assert counted.left_out == {"unfinished": 1}
    assert counted.counts[EVERYONE]["rate/contact"] == {(10, 7): 1, (8, 6): 1}


def test_the_older_two_header_rows_of_qualtrics(tmp_path: Path) -> None:
    text = table(
        ["V1", "Q1", "Q2"],
        ["Response ID", f"{NEEDED} - {CONTACT}", f"{TODAY} - {CONTACT}"],
        ["R_1", 5, 2],
        ["R_2", 4, 4],
    )
    found, _, counted = read(written(tmp_path, text))
    assert found.header_rows == 2
    assert counted.counts[EVERYONE] == {"rate/contact": {(5, 2): 1, (4, 4): 1}}


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        (GOOGLE, [1]),
        (MICROSOFT, [3, 4]),
        (LIMESURVEY, [4]),
        (QUALTRICS, [1, 3]),
        (table(["contact", "today[contact]"], ["x@y.org", 1], ["z@y.org", 2]), [0]),
        (table(["who", "today[contact]"], ["10.0.0.1", 1], ["10.0.0.2", 2]), [0]),
    ],
)
def test_personal_data_is_seen_and_not_taken(
    tmp_path: Path, text: str, personal: list[int]
) -> None:
    found = look(written(tmp_path, text))
    assert [h.place for h in found.headers if h.content is Content.PERSONAL] == personal
    matching = propose(found, heard(), "voice")
    assert not set(personal) & set(matching.columns)


def test_two_columns_that_do_not_say_which_they_are_are_not_taken(tmp_path: Path) -> None:
    text = table(["ID", CONTACT, f"{CONTACT}2", f"{TODAY} {PROMISE}"], [1, 5, 2, 3], [2, 4, 4, 4])
    matching = propose(look(written(tmp_path, text)), heard(), "voice")
    assert taken_for(matching) == {3: PROMISE_TODAY}
    assert len(matching.notes) == 1
    assert CONTACT in told(matching.notes[0])
    assert "needed or today" in told(matching.notes[0])
