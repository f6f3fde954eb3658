"""What the library knows of each file: quickly, from the cache, and never other than the file."""

import datetime as dt
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from databases import counted_databases
from made_sessions import ACT, empty, moderate, sessions
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.text.session_file import dumps, read
from valueworkshop.library import cache as caches
from valueworkshop.library.cache import Cache, opened
from valueworkshop.library.file_head import head_at
from valueworkshop.library.folder_scan import FIRST, look, records
from valueworkshop.library.open_actions import Wanted, tasks
from valueworkshop.library.read_record import record_at, record_of
from valueworkshop.library.record import Record, Task, as_values, from_values

SAMPLES = Path(__file__).parents[2] / "sessions"
TODAY = dt.date(2026, 11, 23)


def saved(folder: Path, session: Session, name: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_bytes(dumps(session))
    return path


@pytest.fixture(autouse=True)
def every_database_is_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test opens it closes: Python itself says so only from 3.13 on."""
    still_open = counted_databases(monkeypatch)
    yield
    assert not still_open


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with opened(tmp_path / "state") as made:
        yield made


def test_a_record_tells_where_a_workshop_stands() -> None:
    found = record_at(SAMPLES / "phone-shop.toml")
    assert (found.title, found.date) == ("Who gains from our web shop?", dt.date(2026, 6, 17))
    assert (found.stage, found.stages, found.stage_title) == (7, 7, "Close")
    assert found.index == pytest.approx(35.6264916)
    assert (len(found.tasks), found.open_tasks(), found.overdue(TODAY)) == (3, 3, 3)
    assert (found.done, found.to_do) == (5, 5)
    assert (found.said, found.people) == ("1.4 steps below what customers need", 6)
    assert [round(gap.signed) for gap in found.gaps] == [46, 42, 38, 38, 15]
    assert found.gaps[0].title == "We keep the experience we promise"


def test_a_record_claims_no_more_than_the_summary() -> None:
    winter, autumn = (
        record_at(SAMPLES / f"bakery-{name}.toml") for name in ("1-winter", "3-autumn")
    )
    assert (winter.done, winter.to_do, winter.is_firm) == (4, 5, False)
    assert winter.asked != autumn.asked, "not the same items"
    long_day = record_at(SAMPLES / "office-coffee.toml")
    known = "1.2 steps below what customers need"  # if another test worked out what chance makes
    assert long_day.said in {"1.2 steps on average", known}
    new = record_of(Path("new.toml"), empty())
    assert (new.index, new.said, new.gaps) == (None, "No ratings from the team yet", ())


@moderate
@given(sessions())
def test_a_record_comes_back_from_json(session: Session) -> None:
    record = record_of(Path("one.toml"), session)
    assert from_values(json.loads(json.dumps(as_values(record)))) == record


def test_all_rows_come_first_then_what_was_read_whole(folder: Path, cache: Cache) -> None:
    for sample in SAMPLES.glob("*.toml"):
        shutil.copy(sample, folder)
    first, *others = look(list(listing(folder)), cache)
    assert [record.is_whole for record in first] == [False] * len(first)
    whole = {record.path: record for lot in others for record in lot}
    assert whole == {path: record_at(path) for path in folder.glob("*.toml")}
    for record in first:
        assert (record.title, record.date) == (
            whole[record.path].title,
            whole[record.path].date,
        )
    (again,) = look(list(listing(folder)), cache)
    assert again == [whole[record.path] for record in first]


def test_many_come_in_lots_the_first_of_a_screenful(folder: Path, cache: Cache) -> None:
    for number in range(FIRST + 5):
        (folder / f"{number:03}.toml").write_text(f'title = "Number {number}"\n')
    lots = list(look(list(listing(folder)), cache))
    assert [len(lot) for lot in lots[:2]] == [FIRST, 5]


def test_a_changed_file_is_read_anew_and_a_gone_one_forgotten(folder: Path, cache: Cache) -> None:
    path = saved(folder, empty(title="Before"), "one")
    other = saved(folder, empty(title="Other"), "other")
    assert {record.title for record in records(folder, cache)} == {"Before", "Other"}
    path.write_bytes(dumps(empty(title="After!")))
    other.unlink()
    assert [record.title for record in records(folder, cache)] == ["After!"]
    assert cache.known({other: str(other)}) == {}


def test_a_broken_file_is_told_with_its_reason_and_hides_none(folder: Path, cache: Cache) -> None:
    saved(folder, empty(), "good")
    (folder / "bad.toml").write_text("schema = 2\ntitle = \n")
    found = {record.path.name: record for record in records(folder, cache)}
    assert found["bad.toml"].why.startswith("line 2: ")
    assert found["good.toml"].problem == ""


@pytest.mark.parametrize("data", [b"", b"title = ", b"\xff\xfe\x00", b'title = "' + b"x" * 9000])
def test_a_head_that_tells_nothing_has_the_name_of_its_file(folder: Path, data: bytes) -> None:
    path = folder / "some-name.toml"
    path.write_bytes(data)
    assert head_at(path).title == "some-name"
    assert head_at(folder / "gone.toml").title == "gone"


@pytest.mark.parametrize("spoil", ["garbage", "folder", "gone"])
def test_a_cache_that_cannot_be_read_is_begun_anew(
    folder: Path, tmp_path: Path, spoil: str
) -> None:
    saved(folder, empty(title="Here"), "one")
    state = tmp_path / "state"
    with opened(state) as cache:
        records(folder, cache)
    file = state / caches.NAME
    file.unlink()
    if spoil == "garbage":
        file.write_bytes(b"no database" * 1000)
    elif spoil == "folder":
        file.mkdir()
    with opened(state) as cache:
        assert [record.title for record in records(folder, cache)] == ["Here"]


@pytest.mark.parametrize("fails", ["PRAGMA", "CREATE", "REPLACE", "SELECT", "DELETE", "BEGIN"])
def test_a_database_that_fails_at_any_step_is_closed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    class Failing(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if sql.startswith(fails):
                raise sqlite3.OperationalError(fails)
            return super().execute(sql, *given)

        def executemany(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if sql.startswith(fails):
                raise sqlite3.OperationalError(fails)
            return super().executemany(sql, *given)

    still_open = counted_databases(monkeypatch, Failing)
    saved(folder, empty(title="Here"), "one")
    for _ in range(2):
        with opened(tmp_path / "state") as cache:
            assert [record.title for record in records(folder, cache)] == ["Here"]
            cache.forget_all_but(folder, ())
    assert not still_open


def test_a_database_may_be_closed_by_another_thread(tmp_path: Path) -> None:
    made: list[Cache] = []
    thread = threading.Thread(target=lambda: made.append(Cache(tmp_path / "state")))
    thread.start()
    thread.join()
    made[0].close()


def test_a_state_folder_that_takes_nothing_does_no_harm(folder: Path, tmp_path: Path) -> None:
    saved(folder, empty(title="Here"), "one")
    (tmp_path / "file").write_text("")
    with opened(tmp_path / "file" / "in") as cache:
        assert [record.title for record in records(folder, cache)] == ["Here"]


def test_what_another_version_kept_is_not_used(
    folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(folder, empty(title="Here"), "one")
    stamp = "a stamp"
    cache.keep([(replace(record_at(path), title="Kept"), stamp)])
    assert cache.known({path: stamp})[path].title == "Kept"
    monkeypatch.setattr(caches, "_VERSION", "another")
    assert cache.known({path: stamp}) == {}


def test_a_name_of_no_letters_is_read_though_it_cannot_be_kept(folder: Path, cache: Cache) -> None:
    name = os.fsencode(folder) + b"/\xff.toml"
    Path(os.fsdecode(name)).write_bytes(dumps(empty(title="Odd")))
    assert [record.title for record in records(folder, cache)] == ["Odd"]


def workshop(name: str, day: int, *held: Task) -> Record:
    return Record(path=Path(f"{name}.toml"), title=name, date=dt.date(2026, day, 1), tasks=held)


CALL = Task(stage="act", id="a1", title="Call them", owner="Ann", due=dt.date(2026, 3, 1))
PRICE = Task(stage="act", id="a2", title="One price list", owner="Bo", function="sales")


def test_actions_stand_by_their_day_and_the_latest_workshop_tells_of_each() -> None:
    done = replace(CALL, status=actions.Status.DONE.value, is_open=False)
    both = [workshop("autumn", 9, done, PRICE), workshop("spring", 2, CALL)]
    assert [owned.task for owned in tasks(both, TODAY)] == [PRICE]
    every = tasks(both, TODAY, Wanted(closed=True))
    assert [(owned.task, owned.workshop.title) for owned in every] == [
        (done, "autumn"),
        (PRICE, "autumn"),
    ]


def test_of_one_day_the_workshop_last_changed_tells_of_an_action() -> None:
    done = replace(CALL, status=actions.Status.DONE.value, is_open=False)
    both = [workshop("last changed", 2, done), workshop("before", 2, CALL)]
    assert tasks(both, TODAY) == []
    assert len(tasks(both[::-1], TODAY)) == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(owner="ANN"), ["Call them"]),
        (Wanted(function="Sales"), ["One price list"]),
        (Wanted(workshop="spring.toml"), ["Call them", "One price list"]),
        (Wanted(workshop="autumn"), []),
        (Wanted(overdue=True), ["Call them"]),
    ],
)
def test_actions_of_an_owner_a_function_or_a_workshop(wanted: Wanted, found: list[str]) -> None:
    told = tasks([workshop("spring", 2, CALL, PRICE)], TODAY, wanted)
    assert [owned.task.title for owned in told] == found


def test_an_action_due_today_is_not_overdue(folder: Path, cache: Cache) -> None:
    action = actions.Action(title="Call", due=TODAY)
    saved(folder, actions.add_action(empty(), ACT, "a1", action), "one")
    (record,) = records(folder, cache)
    assert (record.open_tasks(), record.overdue(TODAY)) == (1, 0)
    assert record.overdue(TODAY + dt.timedelta(days=1)) == 1
    assert read(record.path).session.title == record.title
