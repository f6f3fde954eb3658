"""The five questions: every figure again in plain Python, and what we say about them."""

import csv
import datetime as dt
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from made_tables import write
from recomputed import KEYS, Tables, alike, differences
from valueworkshop.cli import cli, tidy_and_portfolio
from valueworkshop.core.compare.two_workshops import compare
from valueworkshop.core.show.figures import Share, Shares
from valueworkshop.exports.svg import drawn
from valueworkshop.files.text import session_file
from valueworkshop.portfolio.five_questions import PARTS, QUESTIONS, Answers, answers
from valueworkshop.portfolio.portfolio_pictures import (
    in_cells,
    picture,
    shown_items,
    shown_teams,
)
from valueworkshop.portfolio.portfolio_report import report
from valueworkshop.portfolio.portfolio_run import engine_at
from valueworkshop.portfolio.table_forms import FORMS, form_of
from valueworkshop.portfolio.table_schema import TABLES
from valueworkshop.portfolio.tidy_run import Order, tidy

SAMPLES = Path(__file__).parents[2] / "sessions"
TODAY = dt.date(2024, 6, 15)


def tables_in(folder: Path, form: str) -> Tables:
    """Read tables row by row, without DuckDB's SQL."""
    reading = form_of(form)
    return {
        table.name: [
            dict(zip(table.types, row, strict=True))
            for path in sorted((folder / table.name).glob(f"*/*.{form}"))
            for row in reading.read(path, table)
        ]
        for table in TABLES
    }


def asked(folder: Path, today: dt.date = TODAY) -> Answers:
    engine = engine_at(str(folder))
    try:
        return answers(engine, today)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    for form in FORMS:
        write(folder / form, 300, form)
    return folder


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    tidy(Order(folders=[SAMPLES], to=folder / "csv", state=folder / "state", form="csv"))
    return folder


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["--sessions", str(folder), *args])


# The figures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_comes_out_again_in_plain_python(made: Path, form: str) -> None:
    found = asked(made / form)
    assert all(found[part] for part in PARTS)
    assert {row["verdict"] for row in found["map"]} == {
        *("better", "worse", "within noise", "other people", "side by side", None)
    }
    assert differences(found, tables_in(made / form, form), TODAY) == []


def test_so_does_every_figure_of_real_workshops(samples: Path) -> None:
    found = asked(samples / "csv", dt.date(2026, 12, 1))
    assert differences(found, tables_in(samples / "csv", "csv"), dt.date(2026, 12, 1)) == []


def test_a_difference_would_be_found(made: Path) -> None:
    found: dict[str, Any] = {part: list(rows) for part, rows in asked(made / "csv").items()}
    found["map"][0] = {**found["map"][0], "gap": 99.5}
    found["late"] = found["late"][1:]
    assert len(differences(found, tables_in(made / "csv", "csv"), TODAY)) == 2


def test_a_change_and_its_verdict_are_those_of_compare(tmp_path: Path) -> None:
    folder = tmp_path / "workshops"
    folder.mkdir()
    one, two = (
        session_file.read(SAMPLES / f"{name}.toml").session
        for name in ("bakery-2-spring", "bakery-3-autumn")
    )
    two_again = session_file.dumps(two)
    for session, data in ((one, session_file.dumps(one)), (two, two_again)):
        (folder / f"{session.id}.toml").write_bytes(data)
    to = tmp_path / "tables"
    tidy(Order(folders=[folder], to=to, state=tmp_path / "state", form="csv"))
    told = {row["item_text"]: row for row in asked(to)["map"]}
    compared = [change for change in compare(one, two).changes if change.by is not None]
    assert len(compared) > 3
    for change in compared:
        row = told[change.item.text]
        assert change.verdict
        assert alike(row["change"], change.by)
        assert row["verdict"] == change.verdict.value


def test_there_may_be_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "workshops"
    folder.mkdir()
    result = run(folder, "portfolio")
    assert result.exit_code == 4
    assert "no workshop" in result.stderr.lower()


def test_workshops_without_any_answer_say_so(tmp_path: Path) -> None:
    folder = tmp_path / "workshops"
    folder.mkdir()
    result = run(folder, "new", "Nothing yet", "--no-open")
    assert result.exit_code == 0, result.output
    result = run(folder, "portfolio")
    assert result.exit_code == 0, result.output
    for said in ("No item was rated", "No action was agreed", "No workshop has an index"):
        assert said in result.stdout


# What we say about them ------------------------------------------------------------------------


def test_the_command_knows_every_part() -> None:
    (option,) = (p for p in tidy_and_portfolio.portfolio.params if p.name == "part")
    assert tuple(option.type.choices) == PARTS  # type: ignore[attr-defined]
    assert set(KEYS) == set(PARTS)


def test_json_and_csv_have_all_rows_unrounded(made: Path) -> None:
    found = asked(made / "csv", dt.datetime.now().astimezone().date())
    told = json.loads(run(SAMPLES, "portfolio", "--tables", str(made / "csv"), "--json").stdout)
    for question in QUESTIONS:
        for part in question.parts:
            rows = told["questions"][question.key]["parts"][part]
            assert len(rows) == len(found[part])
            for row, known in zip(rows, found[part], strict=True):
                for name, value in known.items():
                    said = value.isoformat() if isinstance(value, dt.date) else value
                    assert alike(row[name], said)
            if part not in {"map", "actions"}:
                continue
            text = run(SAMPLES, "portfolio", "--tables", str(made / "csv"), "--csv", part).stdout
            cells = list(csv.DictReader(io.StringIO(text, newline="")))
            assert [row[KEYS[part][0]] or None for row in cells] == [
                row[KEYS[part][0]] for row in found[part]
            ]


def test_a_picture_has_the_numbers_of_the_largest_gaps(made: Path) -> None:
    found = asked(made / "csv")
    teams = shown_teams(found["map"])
    items = shown_items(found["map"], teams)
    means = {
        team: sum(gaps) / len(gaps)
        for team in {row["team_id"] for row in found["map"]}
        if (gaps := [row["gap"] for row in found["map"] if row["team_id"] == team])
    }
    assert min(means[team] for team in teams) >= max(v for k, v in means.items() if k not in teams)
    numbers_of_it = picture("map", found)
    assert numbers_of_it
    text = "\n".join(in_cells(numbers_of_it, 160).letters())
    cells = {(row["team_id"], row["item_id"]): row for row in found["map"]}
    shown = [cells[team, item]["gap"] for item in items for team in teams if (team, item) in cells]
    assert len(shown) > 20
    numbers = re.findall(r"(?<![\w-])\d+(?= |$)", text)
    for gap in shown:
        assert str(int(gap + 0.5)) in numbers


def test_the_page_draws_every_number_of_the_pictures(made: Path) -> None:
    found = asked(made / "csv")
    table, acts, _, again, quarters = (picture(each.key, found) for each in QUESTIONS)
    assert table
    assert acts
    assert again
    assert quarters
    shown = re.findall(r"<strong>(\d+)</strong>", drawn(table))
    cells = {(row["team_id"], row["item_id"]): row for row in found["map"]}
    teams = shown_teams(found["map"])
    items = shown_items(found["map"], teams)
    gaps = [
        str(int(cells[at]["gap"] + 0.5)) for i in items for t in teams if (at := (t, i)) in cells
    ]
    assert shown[: len(gaps)] == gaps
    late = sum(row["late"] for row in found["actions"] if row["part"] == "function")
    assert sum(map(int, re.findall(r"late (\d+)", drawn(acts)))) == late
    assert f"{found['recurs'][0]['short']}/{found['recurs'][0]['asked']}" in drawn(again)
    last = [row for row in found["taking_part"] if row["quarter"]][-1]
    assert f"{last['quarter']}: {last['workshops']}" in drawn(quarters)


@pytest.mark.parametrize("width", [20, 41, 80, 100, 200])
def test_a_picture_fits_any_width(made: Path, width: int) -> None:
    found = asked(made / "csv")
    for question in QUESTIONS:
        numbers = picture(question.key, found)
        assert numbers
        assert in_cells(numbers, width).width == width


@pytest.mark.parametrize("width", [20, 80])
def test_a_number_stands_apart_from_its_bar(width: int) -> None:
    rows = tuple(Share(label="x", share=1000, text=text) for text in ("9/9", "1142/1198"))
    drawn_rows = in_cells(Shares(title="", note="", rows=rows), width).letters()
    assert all(re.fullmatch(r"█+ +\d+/\d+", row) for row in drawn_rows if "/" in row)


def test_the_page_is_one_file_that_loads_nothing(made: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    args = ("portfolio", "--tables", str(made / "csv"), "-o", str(page))
    assert run(SAMPLES, *args).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert all(f">{question.title}</h2>" in text for question in QUESTIONS)
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert "O&#x27;Brien" in text
    assert "<pre" not in text  # its pictures are drawn, each with a name or hidden
    assert text.count("<figure") == len(QUESTIONS)
    assert text.count("<svg") == len(re.findall(r'<svg [^>]*(?:role="img"|aria-hidden)', text))
    assert run(SAMPLES, *args).exit_code == 1
    assert run(SAMPLES, *args, "--force").exit_code == 0


def test_what_is_left_out_is_named_everywhere(tmp_path: Path) -> None:
    folder = tmp_path / "workshops"
    folder.mkdir()
    shutil.copy(SAMPLES / "restaurant.toml", folder)
    (folder / "broken.toml").write_text("title = ", encoding="utf-8")
    told = json.loads(run(folder, "portfolio", "--json").stdout)
    assert len(told["left_out"]) == 1
    assert "broken.toml" in told["left_out"][0]
    assert "broken.toml" in run(folder, "portfolio", "-o", "-").stdout
    assert "broken.toml" in run(folder, "portfolio").stderr


def test_a_report_has_a_sentence_for_each_question(made: Path) -> None:
    found = asked(made / "csv")
    text = str(report(found))
    late = next(row for row in found["actions"] if row["part"] == "all")["late"]
    assert f"({late} of them late)" in text
    assert "300 workshops" in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--json", "--csv", "map"), "use one of"),
        (("--engine", "spark"), "add --tables"),
        (("--tables", "nowhere"), "holds no tables"),
        (("--tables", "x", str(SAMPLES)), "not both"),
    ],
)
def test_what_does_not_go_together_is_said(args: tuple[str, ...], said: str) -> None:
    result = run(SAMPLES, "portfolio", *args)
    assert result.exit_code in {2, 4}
    assert said in result.stderr


def test_a_missing_extra_is_one_clear_line(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = __import__("sys").modules
    monkeypatch.setitem(modules, "duckdb", None)
    monkeypatch.setitem(modules, "pyspark.sql", None)
    monkeypatch.setitem(modules, "pyspark", None)
    for engine, extra in (("duckdb", "portfolio"), ("spark", "spark")):
        result = run(SAMPLES, "portfolio", "--tables", str(made / "csv"), "--engine", engine)
        assert result.exit_code == 1
        assert result.stderr.strip().endswith(f"pip install 'valueworkshop[{extra}]'")
