import datetime as dt
import errno
import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from storage_examples import session
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.backups import DAYS, KEPT, Backup, Keeper, Kind, keep, listing
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.safe.state_folder import VARIABLE, key_of, made, refusal, state_folder
from valueworkshop.files.saving.save_rules import State
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.text.file_identity import named_in
from valueworkshop.files.text.session_file import dumps, read

NOW = dt.datetime(2026, 11, 22, 9, 0, 0, tzinfo=dt.UTC)
SOON = 20.0


class Clock(SystemClock):
    def __init__(self) -> None:
        self.passed = 0.0
        self.start = NOW

    def seconds(self) -> float:
        return self.passed

    def now(self) -> dt.datetime:
        return self.start + dt.timedelta(seconds=self.passed)


def made_up(number: int, when: dt.datetime, kind: Kind = Kind.DURING) -> Backup:
    return Backup(path=Path(str(number)), number=number, when=when, kind=kind, name="x.toml")


def full(_path: Path, _data: bytes) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


# The state folder


def test_where_the_state_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_state_path", lambda _, **__: Path("/state"))
    assert state_folder({}, tmp_path) == Path("/state")
    assert state_folder({VARIABLE: ""}, tmp_path) == Path("/state")
    assert state_folder({VARIABLE: "mine"}, tmp_path) == tmp_path / "mine"


@pytest.mark.parametrize(
    "session_id",
    ["", "..", "../../x", "a/b", "CON", "ABC", "x" * 300, "\0", "\ud800", "ünï", "a.b", "a\n"],
)
def test_an_id_of_a_stranger_names_no_other_place(session_id: str) -> None:
    """70: what a session's id says leads nowhere."""
    key = key_of(session_id)
    assert key.startswith("hash-")
    assert key.removeprefix("hash-").isalnum()
    assert key_of(session_id) == key


def test_ids_of_ours_can_be_read_in_the_name() -> None:
    assert key_of("s0000001") == "id-s0000001"
    assert key_of("con") == "id-con"
    assert len({key_of(each) for each in ("abc", "ABC", "Abc", "")}) == 4


def test_the_state_is_closed_to_others(tmp_path: Path) -> None:
    folder = made(tmp_path / "a" / "b")
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.parent.stat().st_mode & 0o077 == 0
    assert made(folder) == folder


def test_a_folder_is_tried_without_a_trace(tmp_path: Path) -> None:
    assert refusal(tmp_path / "not" / "yet") == ""
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    assert refusal(Path("/proc/nothing")) != ""


# Which are kept


def test_twenty_are_kept_and_one_a_day_for_thirty_days() -> None:
    made = [made_up(day * 100 + n, NOW + dt.timedelta(days=day, minutes=n))
            for day in range(50) for n in range(25)]  # fmt: skip
    Random(7).shuffle(made)
    dropped = backups.superfluous(made)
    kept = sorted({each.number for each in made} - {each.number for each in dropped})
    last_day = 4900
    # 20 of the last day, its last among them, and the last of each of the 29 days before.
    assert kept == [day * 100 + 24 for day in range(20, 49)] + [last_day + n for n in range(5, 25)]


def test_a_clock_set_back_drops_no_new_backup() -> None:
    """12: the number decides which is newer, not the time."""
    before = [made_up(n, NOW + dt.timedelta(minutes=n)) for n in range(30)]
    after = [made_up(30 + n, NOW - dt.timedelta(days=365, minutes=n)) for n in range(5)]
    dropped = {each.number for each in backups.superfluous([*before, *after])}
    assert dropped == set(range(15))


def test_what_a_crash_left_is_not_displaced_by_backups() -> None:
    texts = [made_up(n, NOW, Kind.TYPED) for n in range(10)]
    found = [made_up(10 + n, NOW) for n in range(100)]
    dropped = backups.superfluous([*texts, *found])
    assert {each.number for each in dropped} == set(range(10, 90))


# Making them


def test_a_backup_is_named_by_number_time_sort_and_file(tmp_path: Path) -> None:
    path = keep(tmp_path / "s", b"one", kind=Kind.FOUND, name="Dealers É.TOML", now=NOW)
    assert path.name == "000001.20261122-090000.found.dealers-é.toml"
    keep(tmp_path / "s", b"two", kind=Kind.TYPED, name="../\n\x1b.txt", now=NOW)
    newest, first = listing(tmp_path / "s")
    assert newest.path.name == "000002.20261122-090000.typed.workshop.txt"
    assert newest.read() == b"two"
    assert first == Backup(path=path, number=1, when=NOW, kind=Kind.FOUND, name="dealers-é.toml")


def test_the_same_again_is_not_kept_twice(tmp_path: Path) -> None:
    kept = [keep(tmp_path, data, kind=Kind.FOUND, name="x", now=NOW) for data in (b"a", b"a", b"b")]
    assert kept[0] == kept[1]
    assert [backup.read() for backup in listing(tmp_path)] == [b"b", b"a"]


def test_more_than_are_kept_are_taken_away(tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        keep(tmp_path, b"%d" % number, kind=Kind.DURING, name="x.toml", now=NOW)
    assert [int(backup.read()) for backup in listing(tmp_path)] == list(range(KEPT + 4, 4, -1))
    assert DAYS == 30


def test_a_list_names_backups_only(tmp_path: Path) -> None:
    name = "000001.20261122-090000.found.x.toml"
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / name.replace("01", "02")).mkdir()
    (tmp_path / name.replace("000001", "000003")).symlink_to(tmp_path / name)
    (tmp_path / name.replace("1122", "9999")).touch()
    (tmp_path / name.replace("found", "other")).touch()
    (tmp_path / "notes.txt").touch()
    assert [backup.path.name for backup in listing(tmp_path)] == [name]
    assert listing(tmp_path / "none") == []


# When they are made


def test_the_first_save_keeps_what_was_found_then_one_each_ten_minutes(tmp_path: Path) -> None:
    clock = Clock()
    keeper = Keeper(tmp_path, "x.toml", clock)
    for minute in range(25):
        keeper.before_save(b"%d" % minute)
        clock.passed += 60
    assert [(backup.read(), backup.kind) for backup in listing(tmp_path)] == [
        (b"20", Kind.DURING),
        (b"10", Kind.DURING),
        (b"0", Kind.FOUND),
    ]


def test_what_was_found_first_is_kept_once_there_is_room(tmp_path: Path) -> None:
    clock = Clock()
    room = False

    def create(path: Path, data: bytes) -> None:
        (atomic.create if room else full)(path, data)

    keeper = Keeper(tmp_path, "x.toml", clock, create)
    for data in (b"first", b"second"):
        with pytest.raises(OSError, match="No space"):
            keeper.before_save(data)
    room = True
    keeper.before_save(b"third")
    assert [backup.read() for backup in listing(tmp_path)] == [b"first"]


def test_a_save_leaves_the_bytes_as_found_in_the_backups(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    by_hand = b"# mine\r\n" + dumps(session()).replace(b"\n", b"\r\n")
    path.write_bytes(by_hand)
    keeper = Keeper(tmp_path / "state", path.name, Clock())
    saver = Saver(path, read(path), keep=keeper.before_save)
    assert saver.flush(SOON).state is State.SAVED
    assert listing(tmp_path / "state") == []
    saver.submit(replace(session(), title="new"))
    assert saver.close(SOON).unprotected == ""
    assert [backup.read() for backup in listing(tmp_path / "state")] == [by_hand]
    assert read(path).session.title == "new"


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "x"), OSError(errno.EROFS, "x"), ValueError()]
)
def test_without_backups_it_is_saved_all_the_same_and_told(
    tmp_path: Path, error: Exception
) -> None:
    """19: the state folder is full or read-only."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))

    def fail(_: bytes) -> None:
        raise error

    saver = Saver(path, read(path), keep=fail)
    saver.submit(replace(session(), title="new"))
    status = saver.flush(SOON)
    assert status.state is State.SAVED
    assert status.unprotected in ("the disk is full", "the disk is read-only", "ValueError: ")
    assert read(path).session.title == "new"
    saver.close(SOON)


def test_what_somebody_else_wrote_is_no_backup_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    kept: list[bytes] = []
    saver = Saver(path, read(path), keep=kept.append)
    path.write_bytes(b"theirs")
    saver.submit(replace(session(), title="mine"))
    assert saver.close(SOON).left_alone == path
    assert kept == []


# Whose a file is


def test_a_file_tells_whose_it_is_even_if_it_is_broken() -> None:
    data = dumps(session())
    told = (session().id, session().title)
    assert named_in(data) == told
    assert named_in(data[: len(data) // 2]) == told
    assert named_in(b"\0" * 100) == ("", "")
    assert named_in(b"schema = 1\nid = 5\ntitle = [1]\n# end of session\n") == ("", "")
    assert named_in(b"id = 'x'\n[people]\ntitle = 'no'") == ("x", "")
    assert named_in(os.urandom(300))[1] == ""
