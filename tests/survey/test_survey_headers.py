"""Headers as tools write them: two rows, codes first or last, titles above, the same one twice."""

from pathlib import Path

import pytest

from survey_files import (
    CONTACT,
    CONTACT_NEEDED,
    CONTACT_TODAY,
    NEEDED,
    PROMISE,
    PROMISE_TODAY,
    TODAY,
    heard,
    table,
    taken_for,
    told,
    written,
)
from valueworkshop.core.stages.voice.model import EVERYONE
from valueworkshop.survey.file_layout import look
from valueworkshop.survey.row_reader import SurveyError
from valueworkshop.survey.survey_reading import Reading, read
from valueworkshop.survey.survey_words import of_file

ABOUT = [f"{NEEDED} - {CONTACT}", f"{TODAY} - {CONTACT}"]


def reading(folder: Path, text: str | bytes, header_rows: int | None = None) -> Reading:
    return read(written(folder, text), heard(), "voice", header_rows=header_rows).count()


def pairs(found: Reading) -> dict[tuple[int | None, int | None], int]:
    """How many gave which answers about contact."""
    assert found.counted is not None
    return found.counted.counts[EVERYONE]["rate/contact"]


OLD_QUALTRICS = table(
    [*(f"V{n}" for n in range(1, 11)), "Q1_1", "Q2_1", "LocationLatitude", ""],
    [
        *("ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress"),
        *(
            "IPAddress",
            "Status",
            "StartDate",
            "EndDate",
            "Finished",
            *ABOUT,
            "LocationLatitude",
            "",
        ),
    ],
    *(
        [
            *(f"R_{n}", "Default Response Set", "Anonymous", "", "", "10.0.0.1", 0),
            *("2014-06-01 10:00:00", "2014-06-01 10:05:00", 1, "Very", "Quite", 47.1, ""),
        ]
        for n in range(4)
    ),
)


def test_old_qualtrics_has_two_header_rows_with_words_as_answers_too(tmp_path: Path) -> None:
    found = reading(tmp_path, OLD_QUALTRICS)
    assert found.look.header_rows == 2
    assert taken_for(found.matching) == {
        6: "state",
        9: "state",
        10: CONTACT_NEEDED,
        11: CONTACT_TODAY,
    }
    assert found.counted is not None
    assert found.counted.labels == {"Very": 4, "Quite": 4}
    assert found.look.headers[10].short.startswith('K "Q1_1: How important')


def test_sosci_has_codes_above_questions(tmp_path: Path) -> None:
    text = table(
        ["CASE", "QUESTNNR", "MODE", "STARTED", "B101_01", "B102_01", "FINISHED"],
        [
            *("Interview-Nummer (fortlaufend)", "Fragebogen, der im Interview verwendet wurde"),
            *("Interview-Modus", "Zeitpunkt zu dem das Interview begonnen hat"),
            *(f"Wichtigkeit: {CONTACT}", f"Zufriedenheit: {CONTACT}"),
            "Wurde die Befragung abgeschlossen",
        ],
        [11, "base", "interview", "2026-01-02 10:00:00", 5, 3, 1],
        [12, "base", "interview", "2026-01-02 11:00:00", 4, 3, 1],
        [13, "base", "pretest", "2026-01-02 11:00:00", 1, 1, 1],
        [14, "base", "interview", "2026-01-02 11:00:00", 1, 1, 0],
        delimiter="\t",
    )
    found = reading(tmp_path, text)
    assert (found.look.shape, found.look.header_rows) == ("SoSci Survey", 2)
    assert pairs(found) == {(5, 3): 1, (4, 3): 1}
    assert found.counted is not None
    assert found.counted.left_out == {"test": 1, "unfinished": 1}


def test_surveymonkey_has_a_second_row_below_single_questions_too(tmp_path: Path) -> None:
    text = table(
        ["Respondent ID", "Collector ID", f"{TODAY} {CONTACT}", "Anything else?"],
        ["", "", "Response", "Open-Ended Response"],
        [1, 7, "Agree", "no"],
        [2, 7, "Disagree", "no, thanks"],
        [3, 7, "Agree", ""],
        [4, 7, "Strongly agree", ""],
    )
    found = reading(tmp_path, text)
    assert found.look.header_rows == 2
    assert found.look.headers[2].text == f"{TODAY} {CONTACT}"
    assert found.counted is not None
    assert sorted(found.counted.labels) == ["Agree", "Disagree", "Strongly agree"]


def test_a_grid_with_words_and_choices_that_stand_above_themselves(tmp_path: Path) -> None:
    text = table(
        ["Respondent ID", "Collector ID", NEEDED, "", TODAY, "", "Which colours?", ""],
        ["", "", CONTACT, PROMISE, CONTACT, PROMISE, "Red", "7"],
        [1, 7, "Very", "Quite", "Quite", "Very", "Red", "7"],
        [2, 7, "Quite", "Very", "Very", "", "Red", ""],
    )
    found = reading(tmp_path, text)
    assert (found.look.shape, found.look.header_rows) == ("SurveyMonkey", 2)
    assert [header.text for header in found.look.headers[4:]] == [
        f"{TODAY} [{CONTACT}]",
        f"{TODAY} [{PROMISE}]",
        "Which colours? [Red]",
        "Which colours? [7]",
    ]
    assert found.counted is not None
    assert found.counted.labels == {"Very": 4, "Quite": 3}


def test_what_may_be_a_second_header_row_is_said(tmp_path: Path) -> None:
    text = table([f"{TODAY} {CONTACT}"], ["how good it is"], [5], [4], [3])
    found = reading(tmp_path, text)
    assert found.look.header_rows == 1
    assert "row 2 has words where the rows below have numbers" in told(found.matching.notes[0])
    assert "(<header-rows 2>)" in told(found.matching.notes[0])
    assert pairs(reading(tmp_path, text, 2)) == {(None, 5): 1, (None, 4): 1, (None, 3): 1}


@pytest.mark.parametrize(
    "first",
    [
        [5, "no answer"],
        ["bad", 3],
        ["no idea", "No idea"],
        ["N/A", "N/A"],
        ["Agree", "Agree"],
    ],
)
def test_the_first_customer_is_no_header(tmp_path: Path, first: list[object]) -> None:
    rows = [["Agree", "Disagree"]] * 3 if first == ["Agree", "Agree"] else [[5, 3]] * 3
    found = reading(tmp_path, table(ABOUT, first, *rows))
    assert found.look.header_rows == 1
    assert found.counted is not None
    assert found.counted.rows == 4


@pytest.mark.parametrize(
    "above",
    [
        "Customers\r\n",
        "Customers,,,\r\n\r\n\r\n",
        "Customers,,,\r\nof spring,,,\r\n,,,\r\n",
        "Survey,Customers,,\r\nExported,2 Jan 2026,,\r\n",
    ],
)
def test_titles_above_a_header_are_no_header(tmp_path: Path, above: str) -> None:
    text = above + table(["n", *ABOUT, "Region"], [1, 5, 3, "North"], [2, 4, 2, "South"])
    found = reading(tmp_path, text)
    rows = above.count("\r\n") + 1
    assert found.look.header_rows == rows
    assert f"answers start below row {rows}" in of_file(found.look)
    assert taken_for(found.matching) == {1: CONTACT_NEEDED, 2: CONTACT_TODAY}
    assert pairs(found) == {(5, 3): 1, (4, 2): 1}
    assert reading(tmp_path, text, rows).look == found.look


def test_two_header_rows_below_a_title(tmp_path: Path) -> None:
    text = "Customers\r\n\r\n" + table(["id", "Q1", "Q2"], ["Who", *ABOUT], [1, 5, 3], [2, 4, 3])
    found = reading(tmp_path, text)
    assert found.look.header_rows == 4
    assert pairs(found) == {(5, 3): 1, (4, 3): 1}


def test_header_rows_count_empty_rows_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = "\r\n\r\n" + table(ABOUT, [5, 3], [4, 3])
    assert reading(tmp_path, text).look.header_rows == 3
    assert pairs(reading(tmp_path, text, 3)) == {(5, 3): 1, (4, 3): 1}
    with pytest.raises(SurveyError, match="the first 2 rows are empty"):
        reading(tmp_path, text, 2)
    with pytest.raises(SurveyError, match="1 to 10 header rows, not 11"):
        reading(tmp_path, text, 11)


def test_a_file_without_a_header_says_so(tmp_path: Path) -> None:
    found = look(written(tmp_path, table([1, 5, 3], [2, 4, 3])))
    assert "we read row 1 as a header, but it has numbers (1, 5, 3)" in told(found.notes[0])
    assert "put a row with the questions above it" in told(found.notes[0])


def test_the_same_header_twice_is_not_guessed(tmp_path: Path) -> None:
    twice = [f"{TODAY} [{CONTACT}]"] * 2
    found = reading(tmp_path, table([*twice, f"{TODAY} [{PROMISE}]"], [5, 3, 2], [4, 4, 1]))
    assert taken_for(found.matching) == {2: PROMISE_TODAY}
    (note,) = found.matching.notes
    assert "the same header, but different answers" in told(note)
    alone = reading(tmp_path, table(twice, [5, 3], [4, 4]))
    assert told(alone.refusal).startswith("we found no column with answers yet: A ")
    assert "the same header, but different answers" in told(alone.refusal)
    same = reading(tmp_path, table(twice, [5, 5], [4, 4]))
    assert taken_for(same.matching) == {0: CONTACT_TODAY}
    assert "another column answers this already" in told(same.matching.notes[0])


def test_a_byte_order_mark_is_no_letter_wherever_it_is(tmp_path: Path) -> None:
    text = table(ABOUT, [5, 3], ["\ufeff4", "\ufeff3 (fine)"]) + "\ufeff" + table(ABOUT, [4, 2])
    found = reading(tmp_path, "\ufeff\ufeff" + text)
    assert found.counted is not None
    assert (found.counted.repeated, found.counted.labels) == (1, {})
    assert pairs(found) == {(5, 3): 1, (4, 3): 1, (4, 2): 1}


@pytest.mark.parametrize(
    ("encoding", "header"),
    [
        ("cp949", "고객이 원하는 것을 얻는다"),
        ("shift_jis", "お客様は望むものを得る"),
        ("gb18030", "顾客得到他们想要的东西"),
        ("cp1251", "Клиенты получают то, что хотят"),
    ],
)
def test_letters_of_another_encoding_are_warned_of(
    tmp_path: Path, encoding: str, header: str
) -> None:
    path = written(tmp_path, table([header, "n"], [5, 3]).encode(encoding))
    try:
        notes = look(path).notes
    except SurveyError as error:  # where Windows-1252 has no letter for a byte
        notes = (error.args,)
    assert "name the file's encoding" in told(notes[0]) or "name its encoding" in told(notes[0])
    assert "(<encoding " in told(notes[0])
    assert "cp949" in told(notes[0])
    assert look(path, encoding=encoding).notes == ()


def test_some_letters_with_accents_are_not_warned_of(tmp_path: Path) -> None:
    header = "Wie zufrieden sind Sie heute mit der Lösung für Ihre Küche?"
    assert look(written(tmp_path, table([header], ["5"]).encode("cp1252"))).notes == ()
    assert look(written(tmp_path, table(["ÄÖÜ", "ß"], [5, 3]))).notes == (), "it is UTF-8"
