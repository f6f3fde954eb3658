"""Importing a survey in line mode: shown, corrected, asked about, and taken once."""

import datetime as dt
import re
from pathlib import Path

import pytest

from typed_lines import new_file, saved, talked
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.stages.voice.model import answers

ITEM = "They get what they want"
WEEK_1 = "\n".join([f"n,{ITEM} needed,{ITEM} today", *["1,5,3"] * 5])


def brought_in(folder: Path, *lines: str) -> tuple[str, list[int], dict[str, int]]:
    """What is said, how many customers each import has, and the answers of the last one."""
    path = new_file(folder, "complete")
    said = talked(path, ["/go voice", *lines, "/quit"])
    given = [found for _, found in answers(saved(path), "voice").in_order]
    last = given[-1].counts if given else {}
    pairs = last.get("everyone", {}).get("terms/what", {})
    said = said.replace("\n", " ")  # where a line ends depends on its words
    return said, [found.respondents for found in given], dict(pairs)


@pytest.mark.parametrize(
    ("typed", "customers"),
    [("replace", [8]), ("r", [8]), ("both", [5, 8]), ("no", [5]), ("yes", [5])],
)
def test_next_weeks_export_is_asked_about(
    folder: Path, tmp_path: Path, typed: str, customers: list[int]
) -> None:
    weeks = []
    for week, more in ((1, 0), (2, 3)):
        (tmp_path / f"week{week}").mkdir()
        weeks.append(tmp_path / f"week{week}" / "answers.csv")
        weeks[-1].write_text(WEEK_1 + "\n1,4,2" * more)
    said, given, _ = brought_in(folder, str(weeks[0]), "", "yes", str(weeks[1]), "", typed, "no")
    assert "this file has 8 customers, counting both would make 13" in said
    assert given == customers
    assert ("Type 'replace', 'both' or 'no'" in said) is (typed == "yes")


def test_a_dropped_file_with_titles_is_read_and_what_is_left_out_is_named(
    folder: Path, tmp_path: Path
) -> None:
    survey = tmp_path / "my survey.csv"
    survey.write_text(f"Customers,,\n,,\nid,Finished,{ITEM} today\n1,True,4\n2,True,4\n3,False,1\n")
    said, given, pairs = brought_in(folder, str(survey).replace(" ", "\\ "), "", "yes")
    assert "answers start below row 3" in said
    assert "Left out: 1 unfinished" in said
    assert (given, pairs) == ([2], {",4": 2})


def test_header_rows_and_encoding_are_said_by_commands(folder: Path, tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_bytes(f"고객,{ITEM} today\n,how good\n1,5\n2,4\n".encode("cp949"))
    said, given, pairs = brought_in(
        folder,
        str(survey),
        *("how good", ""),  # taken for an answer at first, which is no number
        *("/encoding klingon", "/headers many", "/headers 99", "/headers"),
        *("/encoding cp949", "/headers 2", "", "yes"),
    )
    assert "the letters may be wrong" in said
    assert "no encoding is called klingon" in said
    assert "'many' is not a number of rows" in said
    assert "1 to 10 header rows, not 99" in said
    assert 'A "고객"' in said
    assert (given, pairs) == ([2], {",5": 1, ",4": 1})


def test_all_words_are_asked_about_and_tell_the_scale(folder: Path, tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text(f"{ITEM} today\nvery poor\nrather good\nvery good\n")
    said, given, pairs = brought_in(folder, str(survey), "three", "3", "1", "4", "", "yes")
    words = re.findall("Which number does '([^']*)'", said)
    assert words == ["rather good", "very poor", "very good"]
    assert "'three' is not a whole number" in said
    assert "1 to 4" in said
    assert (given, pairs) == ([3], {",1": 1, ",3": 1, ",4": 1})


def test_the_date_is_asked_for_and_evidence_is_said_by_a_command(
    folder: Path, tmp_path: Path
) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text("\n".join([f"Timestamp,{ITEM} today", *["2026-03-14 10:00,4"] * 3]))
    path = new_file(folder, "complete")
    lines = (str(survey), "/evidence sure", "/evidence measured", "soon", "", "yes")
    said = talked(path, ["/go voice", *lines, "/evidence 1", "/quit"]).replace("\n", " ")
    assert "When did customers answer?" in said
    assert 'An empty line means: 14 March 2026, the newest answer in A "Timestamp".' in said
    assert "'sure' is neither heard nor measured" in said
    assert "'soon' is not a date" in said
    assert "What customers answered there counts as heard now." in said
    (_, found) = answers(saved(path), "voice").in_order[0]
    assert (found.answered, found.evidence) == (dt.date(2026, 3, 14), Grade.HEARD)
