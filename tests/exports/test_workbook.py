"""An Excel workbook as openpyxl reads it; LibreOffice: test_external_office.py."""

import csv
import datetime as dt
import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commands import SAMPLES, run, sample, saved
from hostile_sessions import filled
from nasty_texts import BY_HAND
from payloads import FORMULAS, MARKUP, TERMINAL
from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.handout.certainty import how_sure
from valueworkshop.core.handout.facts import facts
from valueworkshop.core.show.blocks import Table
from valueworkshop.core.stages.agreed.model import Action, add_action
from valueworkshop.exports import csv as ratings_table
from valueworkshop.exports.agreed_actions import COLUMNS
from valueworkshop.exports.export_forms import Form, Wanted, exported

SHEETS = ["Summary", "Gaps", "Ratings", "Actions", "Notes", "Open questions"]
STRANGE = " ".join((*MARKUP.values(), *TERMINAL.values(), *FORMULAS))
NOW = dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@cache
def of(name: str) -> Any:
    return opened(exported(sample(name), Wanted(form=Form.XLSX, at=NOW)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found]


def test_it_has_a_sheet_to_read_and_five_tables() -> None:
    book = of("restaurant")
    assert book.sheetnames == SHEETS
    for name in SHEETS[1:]:
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref.startswith("A1:")
        assert book[name].print_title_rows == "$1:$1"


def test_what_is_rated_is_a_number_and_what_is_due_is_a_day() -> None:
    book = of("restaurant")
    due = [row["due"] for row in rows(book["Actions"])]
    assert due == [dt.datetime(2026, 10, day) for day in (16, 23, 30)]  # noqa: DTZ001
    assert tuple(rows(book["Actions"])[0]) == COLUMNS
    gap = rows(book["Gaps"])[0]
    assert isinstance(gap["Rank"], int)
    assert 1 <= gap["Today"] < gap["Needed"] <= 5
    assert gap["Gap"] == pytest.approx(25 * (gap["Needed"] - gap["Today"]), abs=25)


def test_the_ratings_are_those_of_the_table_one_a_row() -> None:
    told = list(csv.DictReader(io.StringIO(ratings_table.table(sample("restaurant")))))
    found = rows(of("restaurant")["Ratings"])
    assert len(found) == len(told) == 68
    for name in ("item", "facet", "answer", "count", "group"):
        assert [str(row[name] or "") for row in found] == [row[name] for row in told]


def test_a_chart_of_its_own_shows_the_gaps() -> None:
    (chart,) = of("restaurant")["Gaps"]._charts  # noqa: SLF001 - openpyxl has no other way
    (series,) = chart.series
    assert series.val.numRef.f == f"Gaps!$F$2:$F${of('restaurant')['Gaps'].max_row}"


def test_the_summary_says_what_the_report_says() -> None:
    text = "\n".join(
        str(cell) for row in of("restaurant")["Summary"].values for cell in row if cell
    )
    (table,) = (each for each in how_sure(facts(sample("restaurant"))) if isinstance(each, Table))
    assert all(cell in text for row in table.rows for cell in row)
    assert "What we decided" in text


def test_notes_and_open_questions_are_there_with_where_they_come_from() -> None:
    book = of("restaurant")
    assert {row["How known"] for row in rows(book["Notes"])} == {"assumed", "heard", "measured"}
    assert all(row["Question"] and row["Note"] for row in rows(book["Notes"]))
    assert rows(book["Open questions"])[0]["Who finds out"]


def test_no_cell_is_a_formula_or_a_link_whatever_was_typed() -> None:
    book = opened(exported(filled(STRANGE), Wanted(form=Form.XLSX, at=NOW)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert any(one_line(MARKUP["action"]) in str(cell.value) for cell in cells)


def test_every_word_comes_through_as_it_was_typed() -> None:
    texts = [text for text in (*BY_HAND, *FORMULAS, *MARKUP.values()) if one_line(text)]
    session = replace(sample("restaurant"), answers={})
    for number, text in enumerate(texts):
        session = add_action(session, "act", f"a{number:03}", Action(title=text, owner=text))
    found = rows(opened(exported(session, Wanted(form=Form.XLSX, at=NOW)))["Actions"])
    assert [row["title"] for row in found] == [row["owner"] for row in found]
    assert [row["title"] for row in found] == list(map(one_line, texts))


def test_a_text_that_is_too_long_for_a_cell_goes_on_in_the_next_row() -> None:
    session = replace(sample("restaurant"), answers={})
    long = "word " * 15_000
    session = add_action(session, "act", "a", Action(title="Ring", success=long))
    found = rows(opened(exported(session, Wanted(form=Form.XLSX, at=NOW)))["Actions"])
    assert "".join(row["success"] for row in found) == one_line(long)
    assert {row["id"] for row in found} == {"a"}


def test_the_same_workshop_has_the_same_bytes_and_says_what_it_is() -> None:
    wanted = Wanted(form=Form.XLSX, at=NOW)
    session = replace(sample("restaurant"), facilitator="Ann Z")
    assert exported(session, wanted) == exported(session, wanted)
    about = opened(exported(session, wanted)).properties
    assert (about.title, about.creator) == (session.title, "Ann Z")
    assert b"Ann Z" not in exported(session, replace(wanted, anonymous=True))
    hidden = opened(exported(session, replace(wanted, anonymous=True)))
    assert "Ann Z" not in str([list(sheet.values) for sheet in hidden])
    assert hidden.properties.creator != "Ann Z"


def test_votes_that_were_not_revealed_are_on_no_sheet() -> None:
    session = replace(sample("restaurant"), revealed={})
    book = opened(exported(session, Wanted(form=Form.XLSX, at=NOW)))
    assert rows(book["Ratings"]) == rows(book["Gaps"]) == []
    assert "Draft" in str(list(book["Summary"].values))


def test_the_commands_write_a_workshop_and_all_actions(tmp_path: Path) -> None:
    assert run(SAMPLES, "export", "restaurant", "-o", str(tmp_path / "a.xlsx")).exit_code == 0
    assert opened((tmp_path / "a.xlsx").read_bytes()).sheetnames == SHEETS
    assert run(SAMPLES, "actions", "--all", "-o", str(tmp_path / "b.xlsx")).exit_code == 0
    book = opened((tmp_path / "b.xlsx").read_bytes())
    assert book.sheetnames == ["Actions"]
    assert len(rows(book["Actions"])) > 15
    refused = run(SAMPLES, "actions", "--to", "xlsx")
    assert refused.exit_code == 2
    assert "-o FILE" in refused.stderr


def test_a_day_that_excel_does_not_know_stays_text(tmp_path: Path) -> None:
    old = Action(title="Ring", due=dt.date(1582, 10, 15))
    session = add_action(replace(sample("restaurant"), answers={}), "act", "a", old)
    saved(tmp_path, session)
    assert run(tmp_path, "export", "one", "-o", str(tmp_path / "a.xlsx")).exit_code == 0
    (row,) = rows(opened((tmp_path / "a.xlsx").read_bytes())["Actions"])
    assert row["due"] == clean("1582-10-15")
