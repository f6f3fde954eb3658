"""The tidy tables: what they hold, what they never hold, and what a run writes and leaves."""

import csv
import datetime as dt
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ASK, empty, moderate, rated, sessions, texts
from valueworkshop.cli import cli
from valueworkshop.core.session.people import FEWEST_APART, Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Action, add_action
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.core.stages.votes.model import ROOM, Round, Votes
from valueworkshop.files.text import session_file
from valueworkshop.portfolio import extract_beside, tidy_run
from valueworkshop.portfolio.table_forms import FORMS, form_of
from valueworkshop.portfolio.table_schema import (
    ACTIONS,
    ITEMS,
    TABLES,
    VOTES,
    WORKSHOPS,
    Row,
    Table,
    Type,
)
from valueworkshop.portfolio.tidy_run import Order, Outcome, tidy
from valueworkshop.portfolio.workshop_rows import extract

SAMPLES = Path(__file__).parents[2] / "sessions"
KEY = b"a key"


def order(tmp_path: Path, form: str = "csv", **changes: Any) -> Order:
    folder = tmp_path / "workshops"
    folder.mkdir(exist_ok=True)
    found = Order(folders=[folder], to=tmp_path / "tables", state=tmp_path / "state", form=form)
    return replace(found, **changes)


def put(where: Order, session: Session, name: str = "") -> Path:
    path = where.folders[0] / (name or f"{session.id}.toml")
    path.write_bytes(session_file.dumps(session))
    return path


def rows_of(where: Order) -> dict[str, list[Row]]:
    """Return what another program finds in the folders, by table."""
    form = form_of(where.form)
    found: dict[str, list[Row]] = defaultdict(list)
    for table in (*TABLES, VOTES):
        for path in sorted((where.to / table.name).glob(f"*/*.{where.form}")):
            found[table.name] += form.read(path, table)
    return dict(found)


def named(table: Table, row: Row) -> dict[str, Any]:
    return dict(zip(table.types, row, strict=True))


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def workshop(number: int, **changes: Any) -> Session:
    """A small workshop with one item on which three agreed, on a day of the year 2020 + number."""
    day = dt.date(2020 + number, 3, 1)
    into = empty(id=f"w{number}", title=f"Workshop {number}", date=day, **changes)
    return rated((5, 3, 4), (4, 3, 4), (5, 2, 5), into=into)


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["--sessions", str(folder), *args])


# What is in them -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_table_has_the_numbers_that_the_summary_shows(tmp_path: Path, form: str) -> None:
    where = order(tmp_path, form, folders=[SAMPLES], votes=True)
    assert tidy(where).workshops == len(list(SAMPLES.glob("*.toml")))
    rows = rows_of(where)
    told = json.loads(run(SAMPLES, "show", "bakery-3-autumn", "--json").stdout)
    (one,) = [named(WORKSHOPS, row) for row in rows["workshops"]
              if row[0] == told["session"]["id"]]  # fmt: skip
    assert one["gap_index"] == pytest.approx(told["index"]["value"])
    assert one["gap_index"] is not None
    assert one["people"] == told["session"]["people"]
    assert one["date"] == dt.date.fromisoformat(told["session"]["date"])
    items = [named(ITEMS, row) for row in rows["items"]]
    here = {row["item"]: row for row in items if row["workshop"] == one["workshop"]}
    asked = told["stages"]["checklist"]["items"]
    assert {key for key, each in asked.items() if each["revealed"]} == set(here)
    for key, row in here.items():
        shown = asked[key]
        assert (row["n"], row["k"], row["next_step"]) == (shown["n"], shown["short"], shown["asks"])
        assert (row["s"], row["se"]) == (shown["signed"], shown["error"])
        assert row["evidence"] == shown["evidence"]["grade"]
    agreed = {row[2] for row in rows["actions"] if row[0] == one["workshop"]}
    assert {action["id"] for action in told["actions"]} <= agreed
    csv_rows = list(
        csv.DictReader(run(SAMPLES, "export", "bakery-3-autumn", "--to", "csv", "-o", "-")
                       .stdout.splitlines())
    )  # fmt: skip
    assert len([r for r in rows["votes"] if r[0] == one["workshop"]]) == len(csv_rows)


def test_both_forms_hold_the_same(tmp_path: Path) -> None:
    found = []
    for form in FORMS:
        where = order(tmp_path, form, folders=[SAMPLES], to=tmp_path / form)
        tidy(where)
        found.append({name: sorted(map(repr, rows)) for name, rows in rows_of(where).items()})
    assert found[0] == found[1]
    assert set(found[0]) == {"workshops", "items", "actions"}


def test_an_action_takes_days_from_the_workshop_that_agreed_it() -> None:
    read = session_file.read(SAMPLES / "bakery-3-autumn.toml").session
    rows = [named(ACTIONS, row) for row in extract(read, KEY).rows["actions"]]
    done = [row for row in rows if row["status"] == "done" and row["since"] != read.date]
    assert done
    for row in done:
        assert read.date
        assert row["days"] == (read.date - row["since"]).days > 0
    assert all(row["days"] is None for row in rows if row["is_open"])


@moderate
@given(sessions())
def test_each_cell_has_the_type_that_the_schema_says(session: Session) -> None:
    kinds: Mapping[Type, type] = {
        Type.TEXT: str, Type.WHOLE: int, Type.NUMBER: float, Type.TRUTH: bool, Type.DAY: dt.date
    }  # fmt: skip
    found = extract(session, KEY, with_votes=True).rows
    for table in (*TABLES, VOTES):
        keys = set()
        for row in found[table.name]:
            for cell, column in zip(row, table.columns, strict=True):
                assert cell is None or type(cell) is kinds[column.type], (table.name, column)
            names = named(table, row)
            keys.add(tuple(names[name] for name in table.key))
            assert "" not in row
        assert len(keys) == len(found[table.name]), table.name


# What is never in them -----------------------------------------------------------------------

NAMES = ("Xaverine Quux", "Ödön Wyvernby", "Zsófia Kvist", "Jean-Qiu O’Vex", "Prosper Hjälmar")
MARKS = [part.casefold() for name in NAMES for part in name.replace("’", "'").split()]
NOTE = "zyxnote"


def lonely(vote: Round) -> Round:
    """Let the first two who voted be a group."""
    ballots = dict(vote.ballots)
    for key in [key for key in ballots if key != ROOM][:2]:
        ballots[key] = replace(ballots[key], group="alone")
    return replace(vote, ballots=ballots)


@st.composite
def planted(draw: st.DrawFn) -> Session:
    """Any workshop in which names and notes can be known again, and names are in other texts."""
    session = draw(sessions())
    people = {
        key: replace(person, name=name)
        for (key, person), name in zip(session.people.items(), NAMES, strict=False)
    }
    people |= {"px": Person(name=NAMES[0], group="alone", function="")}
    session = replace(
        session,
        people=people,
        facilitator="Ulrika Zwischenzug",
        title=f"{NAMES[0]} and the dealers",
        offer=f"What {NAMES[0].upper()} sells",
        facilitator_notes={ASK: NOTE},
    )
    for key in list(session.answers):
        given = session.answers[key]
        if isinstance(given, Votes):
            given = replace(given, rounds={n: lonely(vote) for n, vote in given.rounds.items()})
            evidence = {i: replace(e, source=NOTE) for i, e in given.evidence.items()}
            session = session.with_answers(key, replace(given, evidence=evidence))
    session = add_note(session, ASK, "nx", Note(question="pains", text=NOTE, said_by=NAMES[0]))
    titled = Action(title=f"{NAMES[0]} rings them", owner=NAMES[0], first_step=NOTE, success=NOTE)
    return add_action(session, "act", "ax", titled)


@moderate
@given(planted())
def test_no_table_has_a_name_a_note_or_a_small_group(session: Session) -> None:
    assert NOTE in [*texts(session)]
    found = extract(session, KEY, with_votes=True).rows
    assert found["actions"]
    for table in (*TABLES, VOTES):
        for row in found[table.name]:
            said = "\n".join(str(cell) for cell in row).casefold().replace("’", "'")
            assert not [mark for mark in (*MARKS, "ulrika", "zwischenzug", NOTE) if mark in said]
    voters: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in found["votes"]:
        told = named(VOTES, row)
        hands = told["method"] == "hands"
        asked = (told["item"], told["facet"]) if hands else ()
        at = (told["stage"], told["round"], told["method"], asked, told["group_name"])
        voters[at] += [object()] * told["times"] if hands else [told["voter"]]
    for at, several in voters.items():
        assert at[-1] is None or len(set(several)) >= FEWEST_APART
    for row in found["items"]:
        told = named(ITEMS, row)
        if told["n"] is not None and told["n"] < FEWEST_APART and told["method"] != "room":
            assert [told[key] for key in ("k", "s", "gap", "w", "r", "se", "next_step")] == [
                None
            ] * 7


def test_two_people_are_too_few_for_a_number_but_one_room_is_not() -> None:
    told = extract(rated((5, 1, 5), (5, 1, 5)), KEY, with_votes=True).rows
    row = named(ITEMS, told["items"][0])
    assert (row["n"], row["s"], row["se"]) == (2, None, None)
    assert told["votes"] == []
    three = rated((5, 1, 5), (5, 1, 5), (5, 1, 5))
    row = named(ITEMS, extract(three, KEY).rows["items"][0])
    assert (row["n"], row["s"]) == (3, 100.0)


def test_what_was_not_revealed_is_in_no_table() -> None:
    hidden = extract(rated((5, 1, 5), (5, 1, 5), (5, 1, 5), shown=False), KEY, with_votes=True)
    nothing = extract(empty(), KEY, with_votes=True)
    assert hidden.rows == nothing.rows


def test_only_who_has_the_key_can_tell_the_same_people() -> None:
    people = {"p1": Person(name="Ann Lee"), "p2": Person(name="Bo")}
    at = list(WORKSHOPS.types).index("same_people")

    def told(session: Session, key: bytes = KEY) -> object:
        return extract(session, key).rows["workshops"][0][at]

    one = workshop(1, people=people)
    assert told(one) == told(workshop(2, people={"q": people["p2"], "r": people["p1"]}))
    assert told(one) != told(one, b"another")
    assert told(one) != told(workshop(1, people={"p1": people["p1"]}))
    assert told(empty()) is None


# What a run writes ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_second_run_writes_only_what_changed_and_removes_what_is_gone(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidy_run, "PART", 2)
    where = order(tmp_path, form)
    for number in range(1, 4):
        put(where, workshop(number))
        put(where, replace(workshop(number), id=f"x{number}"))
        put(where, replace(workshop(number), id=f"y{number}"))
    assert tidy(where) == Outcome(workshops=9, new=9, parts=6, refused=[], copies=[])
    first = files_of(where.to)
    assert tidy(where) == Outcome(workshops=9, new=0, parts=0, refused=[], copies=[])
    assert files_of(where.to) == first
    put(where, replace(workshop(2), title="Another title"))
    assert tidy(where) == Outcome(workshops=9, new=1, parts=1, refused=[], copies=[])
    second = files_of(where.to)
    changed = {path for path in first if first[path] != second.get(path)}
    assert {Path(path).parent.name for path in changed if "/" in path} == {"year=2022"}
    titles = {row[0]: row[1] for row in rows_of(where)["workshops"]}
    assert titles["w2"] == "Another title"
    assert titles["y2"] == "Workshop 2"
    for path in where.folders[0].glob("*1.toml"):
        path.unlink()
    assert tidy(where).workshops == 6
    assert not [path for path in files_of(where.to) if "year=2021" in path]
    assert sorted(str(row[0]) for row in rows_of(where)["workshops"]) == [
        *("w2", "w3", "x2", "x3", "y2", "y3")
    ]
    fresh = order(tmp_path, form, to=tmp_path / "fresh")
    tidy(fresh)
    assert sorted(map(repr, rows_of(fresh)["items"])) == sorted(map(repr, rows_of(where)["items"]))


def test_several_processes_read_what_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = order(tmp_path)
    for number in range(1, 5):
        put(where, workshop(number))
    (where.folders[0] / "broken.toml").write_text("title = ", encoding="utf-8")
    alone = tidy(where)
    monkeypatch.setattr(extract_beside, "MANY", 2)
    beside = replace(where, to=tmp_path / "beside")
    assert tidy(beside) == alone
    assert files_of(beside.to) == files_of(where.to)


def test_another_form_and_votes_take_the_old_files_away(tmp_path: Path) -> None:
    where = order(tmp_path, "csv", votes=True)
    put(where, workshop(1))
    tidy(where)
    assert (where.to / "votes" / "year=2021" / "part-000.csv").is_file()
    tidy(replace(where, form="parquet", votes=False))
    assert not list(where.to.rglob("*.csv"))
    assert not (where.to / "votes").exists()


def test_a_part_that_somebody_took_away_is_written_again(tmp_path: Path) -> None:
    where = order(tmp_path)
    put(where, workshop(1))
    tidy(where)
    before = files_of(where.to)
    shutil.rmtree(where.to / "items")
    assert tidy(where).new == 1
    assert files_of(where.to) == before


class Killed(BaseException):
    """The process ends here."""


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the call of this number, of all that change the folder, be the last one."""
    calls = 0

    def counting(do: Any) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                raise Killed
            return do(*args, **options)

        return call

    monkeypatch.setattr(os, "replace", counting(os.replace))
    monkeypatch.setattr(os, "fsync", counting(lambda _: None))
    monkeypatch.setattr(Path, "unlink", counting(Path.unlink))
    monkeypatch.setattr(shutil, "rmtree", counting(shutil.rmtree))


def test_a_run_that_is_killed_leaves_the_old_tables_or_what_the_next_one_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    where = order(tmp_path)
    for number in (1, 2, 3):
        put(where, workshop(number))
    tidy(where)
    old = files_of(where.to)
    put(where, replace(workshop(1), title="Another title"))
    put(where, workshop(4))
    (where.folders[0] / "w3.toml").unlink()
    shutil.copytree(where.to, tmp_path / "old")
    tidy(where)
    new = files_of(where.to)
    assert old != new
    for number in range(1, 200):
        shutil.rmtree(where.to)
        shutil.copytree(tmp_path / "old", where.to)
        with pytest.MonkeyPatch.context() as patch:
            killed_at(number, patch)
            try:
                tidy(where)
            except Killed:
                pass
            else:
                break
        left = {path: data for path, data in files_of(where.to).items() if path[0] != "."}
        assert all(data in (old.get(path), new.get(path)) for path, data in left.items())
        if not (where.to / ".moves.json").exists():
            assert left in (old, new)
        tidy(where)
        assert files_of(where.to) == new
    else:
        pytest.fail("it never came to its end")
    assert number > 12


# Libraries of strangers ----------------------------------------------------------------------


def test_no_sound_row_is_lost_and_each_refused_file_is_named(tmp_path: Path) -> None:
    where = order(tmp_path)
    folder = where.folders[0]
    put(where, workshop(1))
    put(where, workshop(1), "w1 (1).toml")
    put(where, replace(workshop(1), offer="changed"), "w1.sync-conflict-20260101-1.toml")
    put(where, replace(workshop(1), title="Another team"), "copied by hand.toml")
    put(where, replace(workshop(2), title="=cmd|' /C calc'!A0", organisation="é" * 5_000))
    put(where, replace(workshop(3), id="../../x\"',;\n"), "\u202eodd \U0001f469.toml")
    put(where, replace(workshop(4), date=None))
    newer = session_file.dumps(workshop(5)).replace(b"\nschema = 2", b"\nschema = 99")
    (folder / "newer.toml").write_bytes(newer)
    (folder / "broken.toml").write_text('title = "', encoding="utf-8")
    (folder / "empty.toml").touch()
    with (folder / "huge.toml").open("wb") as file:
        file.truncate(20_000_000_000)
    os.mkfifo(folder / "pipe.toml")
    outcome = tidy(where)
    named = sorted(Path(said.split(":", 1)[0]).name for said in outcome.refused)
    assert named == ["broken.toml", "empty.toml", "huge.toml"]
    assert sorted(copy.name for copy, _ in outcome.copies) == [
        "w1 (1).toml",
        "w1.sync-conflict-20260101-1.toml",
    ]
    rows = rows_of(where)["workshops"]
    titles = sorted(str(row[1]) for row in rows)
    assert titles == [
        *("'=cmd|' /C calc'!A0", "Another team", "Workshop 1"),
        *("Workshop 3", "Workshop 4", "Workshop 5"),
    ]
    assert len({row[0] for row in rows}) == 6
    assert max(len(str(cell)) for row in rows for cell in row) <= 2_010
    assert (where.to / "workshops" / "year=__HIVE_DEFAULT_PARTITION__").is_dir()
    assert tidy(where).parts == 0


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run(SAMPLES, "tidy", "--to", str(tmp_path))
    assert result.exit_code == 3
    assert "mine.txt" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_list_of_moves_from_a_stranger_moves_nothing(tmp_path: Path) -> None:
    where = order(tmp_path)
    put(where, workshop(1))
    where.to.mkdir()
    victim = tmp_path / "victim.csv"
    victim.write_text("mine", encoding="utf-8")
    told = {"manifest": {}, "written": [], "gone": ["../victim.csv"]}
    (where.to / ".moves.json").write_text(json.dumps(told), encoding="utf-8")
    assert tidy(where).workshops == 1
    assert victim.read_text(encoding="utf-8") == "mine"


def test_the_command_names_what_it_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "workshops"
    folder.mkdir()
    (folder / "broken.toml").write_text("title = ", encoding="utf-8")
    shutil.copy(SAMPLES / "restaurant.toml", folder)
    to = tmp_path / "tables"
    result = run(folder, "tidy", str(folder), "--to", str(to), "--format", "csv")
    assert result.exit_code == 0, result.output
    assert "Left out: " in result.stderr
    assert "broken.toml" in result.stderr
    assert "1 workshop, 1 new or changed" in result.stderr
    assert result.stdout.strip() == str(to)
    schema = json.loads((to / "schema.json").read_bytes())
    for table in TABLES:
        head = next((to / table.name).glob("*/*.csv")).read_text(encoding="utf-8").split("\n")[0]
        names = [column["name"] for column in schema["tables"][table.name]["columns"]]
        assert head == ",".join(names)


def test_parquet_without_its_extra_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    result = run(SAMPLES, "tidy", "--to", str(tmp_path / "tables"))
    assert result.exit_code == 1
    assert "pip install 'valueworkshop[portfolio]'" in result.stderr
    assert not (tmp_path / "tables").exists()
