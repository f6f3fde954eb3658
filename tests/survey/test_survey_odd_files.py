"""Odd files are taken right, or refused in one clear line."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_files import (
    CONTACT,
    GOOGLE,
    NEEDED,
    PROMISE,
    TODAY,
    heard,
    read,
    table,
    told,
    written,
)
from valueworkshop.core.stages.voice.model import EVERYONE
from valueworkshop.survey.column_matching import propose
from valueworkshop.survey.corrections import Corrections, corrected
from valueworkshop.survey.counted_answers import Counted
from valueworkshop.survey.counting import count
from valueworkshop.survey.file_layout import look
from valueworkshop.survey.row_reader import Limits, SurveyError
from valueworkshop.survey.survey_words import of_refused

HEAD = [f"{NEEDED} [{CONTACT}]", f"{TODAY} [{CONTACT}]"]
PAIRS = {(5, 2): 1, (4, 3): 1, (5, 1): 1}


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + GOOGLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + GOOGLE.encode("utf-16-be"),
        GOOGLE.encode("utf-16-le"),
        GOOGLE.encode("utf-16-be"),
        codecs.BOM_UTF8 + GOOGLE.encode(),
        GOOGLE.replace("back", "zurück").encode("cp1252"),
        b"sep=,\r\n" + GOOGLE.encode(),
        GOOGLE.replace(",", "\t").encode(),
        (GOOGLE + "\n\n\n").encode(),
        (GOOGLE + ",,,,,,\n").encode(),
    ],
    ids=[
        "UTF-16 LE",
        "UTF-16 BE",
        "UTF-16 without BOM",
        "UTF-16 BE without BOM",
        "UTF-8 BOM",
        "cp1252",
        "sep=",
        "tabs",
        "empty rows",
        "rows of nothing",
    ],
)
def test_encodings_and_delimiters_make_no_difference(tmp_path: Path, data: bytes) -> None:
    _, _, counted = read(written(tmp_path, data))
    assert (counted.rows, counted.respondents) == (3, 3)
    assert counted.counts[EVERYONE]["rate/contact"] == PAIRS


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    text = table([HEAD[1], "Wer?"], [3, "Jürgen"], [4, "Zoë"])
    found = look(written(tmp_path, text.encode("mac_roman")), encoding="mac_roman")
    assert ("jürgen", 1) in found.headers[1].found
    with pytest.raises(SurveyError, match="no encoding is called klingon"):
        look(written(tmp_path, text), encoding="klingon")


def test_a_header_that_comes_again_is_no_respondent(tmp_path: Path) -> None:
    text = table(HEAD, HEAD, [5, 3], HEAD, [4, 4])
    _, _, counted = read(written(tmp_path, text))
    assert (counted.rows, counted.repeated) == (2, 2)
    assert counted.counts[EVERYONE]["rate/contact"] == {(5, 3): 1, (4, 4): 1}


def test_what_is_off_the_scale_is_refused_with_row_and_column(tmp_path: Path) -> None:
    text = table(HEAD, [5, 3], [-99, 4], ["", ""], [4, 0], [99, "3,5"], *[[5, 5]] * 40)
    _, _, counted = read(written(tmp_path, text))
    assert counted.refused == 4
    assert [refusal.in_words for refusal in counted.refusals] == [
        f'row 3, column A "{HEAD[0]}": -99 is not on the scale 1 to 5',
        f'row 5, column B "{HEAD[1]}": 0 is not on the scale 1 to 5',
        f'row 6, column A "{HEAD[0]}": 99 is not on the scale 1 to 5',
        f'row 6, column B "{HEAD[1]}": 3,5 is not a whole number',
    ]
    assert counted.counts[EVERYONE]["rate/contact"] == {
        (5, 3): 1,
        (None, 4): 1,
        (4, None): 1,
        (5, 5): 40,
    }


def test_a_missing_code_is_no_answer_once_somebody_says_so(tmp_path: Path) -> None:
    found = look(written(tmp_path, table(HEAD, [-99, 4], [5, -99], *[[4, 4]] * 30)))
    matching = propose(found, heard(), "voice").with_label("-99", None)
    counted = count(found, matching)
    assert counted.refused == 0
    assert counted.counts[EVERYONE]["rate/contact"] == {(None, 4): 1, (5, None): 1, (4, 4): 30}


def test_only_the_first_refusals_are_told_in_full(tmp_path: Path) -> None:
    _, _, counted = read(written(tmp_path, table(HEAD, *[[5, 4]] * 300, *[[77, 4]] * 25)))
    lines = [told(line) for line in of_refused(counted)]
    assert lines[0].startswith("25 in all: 77 is not on the scale 1 to 5 (25 times)")
    assert "<missing NUMBER>" in lines[1]
    assert len(lines) == 23
    assert lines[-1] == "and 5 more after these first 20"


WORDS = ["Strongly agree", "Disagree", "neither agree nor disagree", "STRONGLY DISAGREE"]


def test_words_of_one_list_are_numbers(tmp_path: Path) -> None:
    found = look(written(tmp_path, table(HEAD, *([word, "N/A"] for word in WORDS))))
    matching = propose(found, heard(), "voice")
    said = Corrections(scales=("1-5",))  # they are of a list of seven, too
    counted = count(found, corrected(matching, found, heard(), "voice", said))
    assert not counted.is_open
    assert counted.counts[EVERYONE]["rate/contact"] == {
        (5, None): 1,
        (2, None): 1,
        (3, None): 1,
        (1, None): 1,
    }


def test_all_words_are_asked_about_where_one_is_of_no_list(tmp_path: Path) -> None:
    rows = [[word, "N/A"] for word in [*WORDS, "Not sure really", "=cmd()", "not sure REALLY"]]
    found = look(written(tmp_path, table(HEAD, *rows)))
    session = heard()
    matching = propose(found, session, "voice")
    matching = corrected(matching, found, session, "voice", Corrections(scales=("1-5",)))
    counted = count(found, matching)
    assert counted.labels == {**dict.fromkeys(WORDS, 1), "Not sure really": 2, "=cmd()": 1}
    assert counted.respondents == 0
    said = Corrections(labels=("Not sure really=", "=cmd()="))
    matching = corrected(matching, found, session, "voice", said)
    counted = count(found, matching)
    assert not counted.is_open
    assert counted.respondents == 4


def test_words_that_could_be_of_two_scales_are_not_guessed(tmp_path: Path) -> None:
    found = look(written(tmp_path, table(HEAD[:1], ["Agree"], ["Strongly agree"])))
    matching = propose(found, heard(), "voice")
    assert matching.labels == {}
    assert matching.columns[0].hi == 0


def test_a_formula_is_four_letters_and_some_signs(tmp_path: Path) -> None:
    _, _, counted = read(written(tmp_path, table(HEAD, *[[5, 4]] * 9, ["=cmd()", 4])))
    assert counted.labels == {"=cmd()": 1}
    assert counted.counts[EVERYONE]["rate/contact"] == {(5, 4): 9, (None, 4): 1}


def test_ten_thousand_columns_are_taken_and_one_more_is_not(tmp_path: Path) -> None:
    wide = [f"q{n}" for n in range(9_998)]
    row = [1] * 9_998
    found, matching, counted = read(written(tmp_path, table([*HEAD, *wide], [5, 4, *row])))
    assert len(found.headers) == 10_000
    assert len(matching.answered()) == 2
    assert counted.counts[EVERYONE]["rate/contact"] == {(5, 4): 1}
    path = written(tmp_path, table([*HEAD, *wide, "more"], [5, 4, *row, 1]))
    with pytest.raises(SurveyError, match="has 10,001 columns; we take at most 10,000"):
        look(path)


def refused(path: Path, limits: Limits | None = None) -> str:
    """Why a file is refused: always one line."""
    said = taken_or_refused(path, limits)
    assert isinstance(said, str)
    assert "\n" not in said
    return said


def taken_or_refused(path: Path, limits: Limits | None = None) -> Counted | str:
    """What is counted of a file with the scale 1 to 5, or why it is refused."""
    try:
        found = look(path, limits)
        return count(found, propose(found, heard(), "voice").with_scale([0, 1], 1, 5))
    except SurveyError as error:
        return str(error)


def test_too_much_is_refused_in_one_line(tmp_path: Path) -> None:
    path = written(tmp_path, table(HEAD, [5, 4], [5, "x" * 500], [4, 4]))
    assert "larger than 100 bytes; split it" in refused(path, Limits(file=100))
    assert "row 3: is over 400 bytes" in refused(path, Limits(row=400))
    assert "2 columns; we take at most 1" in refused(path, Limits(columns=1))
    assert look(path, Limits(row=600, columns=2, file=2_000)).header_rows == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "survey.csv is empty"),
        (b"\n\n\n", "has no rows"),
        (HEAD[0].encode(), "has a header but no answers"),
        (b'a,b\n1,2\n"3,4\n5,6\n', "never closes"),
        (b'a,b\n1,2\n"3"x,4\n', "a quotation mark is out of place"),
        (b"PK\x03\x04....", "is a workbook: save it as CSV"),
        (b"a,b\n\x81\x8d,2\n", "name its encoding, as in mac_roman or cp949"),
    ],
)
def test_what_is_no_survey_is_refused_in_one_line(tmp_path: Path, data: bytes, why: str) -> None:
    assert why in refused(written(tmp_path, data))


def test_what_is_no_file_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "is not a file but a folder" in refused(tmp_path)
    assert "no such file" in refused(tmp_path / "none.csv")
    assert "no such file" in refused(tmp_path / "no\0ne.csv")


def test_a_row_with_too_many_cells_is_refused_and_a_short_one_is_not(tmp_path: Path) -> None:
    text = table(HEAD, [5, 4], [5, 4, "", ""], [5, 4, "more"], [3]) + table(*[[2, 2]] * 9)
    _, _, counted = read(written(tmp_path, text))
    assert [refusal.in_words for refusal in counted.refusals] == [
        "row 4: the row has 3 cells, the header 2"
    ]
    assert counted.counts[EVERYONE]["rate/contact"] == {(5, 4): 2, (3, None): 1, (2, 2): 9}


def test_a_column_of_texts_ends_the_asking(tmp_path: Path) -> None:
    rows = [[5, f"a thought of number {n} in many words"] for n in range(80)]
    found = look(written(tmp_path, table(HEAD, *rows)))
    matching = propose(found, heard(), "voice").with_scale([0, 1], 1, 5)
    counted = count(found, matching)
    assert len(counted.labels) == 50
    assert counted.endless == [found.headers[1].short]


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=4), max_size=8))
def test_any_table_is_counted_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("any", numbered=True)
    text = table(HEAD, *rows).encode("utf-8", "surrogatepass")
    counted = taken_or_refused(written(folder, text))
    if isinstance(counted, str):
        assert "\n" not in counted
        return
    answers = sum(
        number
        for by_item in counted.counts.values()
        for pairs in by_item.values()
        for number in pairs.values()
    )
    assert answers == counted.respondents <= counted.rows <= len(rows)
    assert PROMISE not in counted.labels
