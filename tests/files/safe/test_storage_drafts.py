import datetime as dt
import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage_examples import session
from valueworkshop.core.session.session import Session
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.atomic import Calls
from valueworkshop.files.safe.drafts import Draft, drafts_folder, left_drafts, put_drafts_away
from valueworkshop.files.saving.save_rules import State
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text.session_file import dumps, loads, read
from valueworkshop.files.text.toml_text import digest

NOW = dt.datetime(2026, 11, 22, 9, 0, 0, tzinfo=dt.UTC)
SOON = 20.0


def titled(title: str) -> Session:
    return replace(session(), title=title)


def full(_path: Path, _data: bytes, **_: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def quickly(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def files(state: Path) -> list[str]:
    return sorted(path.suffix for path in drafts_folder(state, "s1").glob("*"))


def test_a_draft_is_left_over_once_its_process_is_gone(tmp_path: Path) -> None:
    draft = Draft(tmp_path, "s1")
    draft.write(b"one", ["a"])
    draft.write(b"two", ["b", "a"])
    assert left_drafts(tmp_path, "s1") == []
    draft.close()
    (left,) = left_drafts(tmp_path, "s1")
    assert (left.seq, left.over, left.data) == (2, frozenset("ab"), b"two")
    assert left_drafts(tmp_path, "s2") == []


def test_the_newest_is_known_by_its_number_not_by_the_clock(tmp_path: Path) -> None:
    """12: the clock was set back a year between the two."""
    for data, time in ((b"first", 2_000_000_000), (b"second", 1_000_000_000)):
        draft = Draft(tmp_path, "s1")
        draft.write(data, [])
        draft.close()
        for path in drafts_folder(tmp_path, "s1").glob("*"):
            os.utime(path, (time, time))
    assert [left.data for left in left_drafts(tmp_path, "s1")] == [b"second", b"first"]


def test_the_same_again_is_not_written(tmp_path: Path) -> None:
    written: list[bytes] = []
    draft = Draft(tmp_path, "s1", lambda _, data: written.append(data))
    for _ in range(3):
        draft.write(b"one", [])
    assert len(written) == 1
    draft.close()


def test_a_draft_that_is_discarded_leaves_nothing(tmp_path: Path) -> None:
    draft = Draft(tmp_path, "s1")
    draft.discard()
    draft.write(b"one", [])
    draft.discard()
    assert files(tmp_path) == []
    draft.write(b"one", [])
    assert files(tmp_path) == [".lock", ".toml"]
    draft.discard()


@pytest.mark.parametrize("number", range(1, 10))
def test_whichever_call_fails_the_draft_is_the_one_before_or_this(
    tmp_path: Path, number: int
) -> None:
    made: list[str] = []

    def failing(name: str) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            made.append(name)
            result = getattr(calls, name)(*arguments) if len(made) != number else None
            if len(made) == number:
                if name == "close":
                    calls.close(*arguments)  # type: ignore[arg-type]
                raise OSError(errno.EIO, "Input/output error")
            return result

        return call

    calls = Calls()
    names = ("open", "write", "chmod", "sync", "close", "replace", "unlink")
    broken = Calls(**{name: failing(name) for name in names})  # type: ignore[arg-type]
    draft = Draft(tmp_path, "s1")
    draft.write(b"one", [])
    draft._write = lambda path, data: atomic.write(path, data, broken)  # noqa: SLF001 - breaks now
    with pytest.raises(OSError, match="Input/output error"):
        draft.write(b"two", [])
    draft.close()
    (left,) = left_drafts(tmp_path, "s1")
    assert left.data in (b"one", b"two")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"# draft ",
        b"# draft {}\nx",
        b"# draft []\nx",
        b'# draft {"seq":1,"over":5}\nx',
        b'# draft {"seq":"1","over":[]}\nx',
        b"# draft " + b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_draft_whose_head_is_damaged_is_kept_whole(tmp_path: Path, data: bytes) -> None:
    """15"""
    folder = drafts_folder(tmp_path, "s1")
    folder.mkdir(parents=True)
    (folder / "a.toml").write_bytes(data)
    (left,) = left_drafts(tmp_path, "s1")
    assert (left.seq, left.over, left.data) == (0, frozenset(), data)
    shelf = backups.shelf_of(tmp_path, "s1")
    put_drafts_away([left], shelf, "x.toml", NOW)
    assert [backup.read() for backup in backups.listing(shelf)] == ([data] if data else [])
    assert files(tmp_path) == []


def test_a_planted_link_is_no_draft(tmp_path: Path) -> None:
    """37"""
    victim = tmp_path / "victim.toml"
    victim.write_bytes(b"secret")
    folder = drafts_folder(tmp_path, "s1")
    folder.mkdir(parents=True)
    (folder / "a.toml").symlink_to(victim)
    assert left_drafts(tmp_path, "s1") == []


# In a sitting


def test_what_cannot_be_saved_is_in_the_draft_until_it_is(tmp_path: Path) -> None:
    """16, 18: no space; after there is some again it is saved by itself, and the draft goes."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    before = path.read_bytes()
    room = False

    def write(target: Path, data: bytes, **given: Any) -> None:
        (atomic.write if room else full)(target, data, **given)

    draft = Draft(tmp_path / "state", "s1")
    saver = Saver(path, read(path), disk=Disk(write=write), draft=draft)
    for title in ("one", "two"):
        saver.submit(titled(title))
        status = saver.flush(SOON)
        assert (status.state, status.drafted, status.unprotected) == (State.FAILED, True, "")
    assert path.read_bytes() == before
    draft.close()  # as if the process were gone
    (left,) = left_drafts(tmp_path / "state", "s1")
    assert loads(left.data, "draft").session == titled("two")
    assert digest(before) in left.over
    room = True
    status = saver.close(SOON)
    assert (status.state, status.drafted) == (State.SAVED, False)
    assert read(path).session == titled("two")
    assert left_drafts(tmp_path / "state", "s1") == []


def test_however_often_saving_failed_a_draft_knows_what_the_file_holds(tmp_path: Path) -> None:
    """16: or else it would become a file of its own, as if somebody had changed the file."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    draft = Draft(tmp_path / "state", "s1", quickly)
    saver = Saver(path, read(path), disk=Disk(write=full), draft=draft)
    for number in range(60):
        saver.submit(titled(f"edit {number}"))
        saver.flush(SOON)
    draft.close()  # as if the process were gone
    (left,) = left_drafts(tmp_path / "state", "s1")
    assert loads(left.data, "draft").session == titled("edit 59")
    assert digest(path.read_bytes()) in left.over
    saver.abandon()


def test_where_neither_can_be_written_that_is_told(tmp_path: Path) -> None:
    """20: the session stays in memory, and is saved when there is room."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    room = False

    def write(target: Path, data: bytes, **given: Any) -> None:
        (atomic.write if room else full)(target, data, **given)

    draft = Draft(tmp_path / "state", "s1", write)
    saver = Saver(path, read(path), disk=Disk(write=write), draft=draft)
    saver.submit(titled("one"))
    status = saver.flush(SOON)
    assert (status.state, status.drafted) == (State.FAILED, False)
    assert status.unprotected == "the disk is full"
    room = True
    assert saver.close(SOON).unprotected == ""
    assert read(path).session == titled("one")


def test_a_session_that_no_file_can_hold_is_told_to_have_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    saver = Saver(path, read(path), draft=Draft(tmp_path / "state", "s1"))
    saver.submit(replace(session(), offer="x" * 2_000_001))
    status = saver.close(SOON)
    assert (status.state, status.drafted) == (State.FAILED, False)
    assert status.unprotected == "is longer than 2 MB"
