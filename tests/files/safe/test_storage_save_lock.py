import datetime as dt
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from made_sessions import ASK, empty
from storage_examples import session
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.stages.notes.model import Note, add_note, answers
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.locks import turn
from valueworkshop.files.saving.save_rules import State
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text.session_file import dumps, read

EDITS = 5 * int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "0")) or 150
SOON = 20.0
TODAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def never(_: float) -> None:
    raise AssertionError("nobody is to be waited for")


def child(work: Callable[[], None]) -> int:
    """Do something in a process of its own; return its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


def test_two_who_read_and_replace_a_file_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """39: of all edits of two processes none is lost."""
    path = tmp_path / "x"
    path.write_bytes(b"")

    def work(mark: bytes) -> None:
        for _ in range(EDITS):
            with turn(tmp_path / "state", path):
                before = path.read_bytes()
                beside = path.with_suffix(f".{os.getpid()}")
                beside.write_bytes(before + mark)
                beside.replace(path)

    pids = [child(lambda mark=mark: work(mark)) for mark in (b"a", b"b")]  # type: ignore[misc]
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0]
    found = path.read_bytes()
    assert (found.count(b"a"), found.count(b"b")) == (EDITS, EDITS)


def test_a_turn_ends_with_the_process(tmp_path: Path) -> None:
    """40: a lock of a dead process is in nobody's way."""

    def die() -> None:
        with turn(tmp_path / "state", tmp_path / "x"):
            os.kill(os.getpid(), signal.SIGKILL)

    assert os.WTERMSIG(os.waitpid(child(die), 0)[1]) == signal.SIGKILL
    with turn(tmp_path / "state", tmp_path / "x", never):
        pass


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    waits: list[float] = []
    path = tmp_path / "x"
    with (
        turn(tmp_path / "state", path),
        pytest.raises(OSError, match="another window is saving it"),
        turn(tmp_path / "state", path, waits.append),
    ):
        raise AssertionError
    assert sum(waits) == pytest.approx(2.0)
    with turn(tmp_path / "state", path, never), turn(tmp_path / "state", tmp_path / "y"):
        pass


def test_a_link_and_its_target_are_one_file(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    (tmp_path / "link").symlink_to(tmp_path / "x")
    waits: list[float] = []
    with (
        turn(tmp_path / "state", tmp_path / "x"),
        pytest.raises(OSError, match="another window"),
        turn(tmp_path / "state", tmp_path / "link", waits.append),
    ):
        raise AssertionError


def test_without_a_state_folder_one_goes_on(tmp_path: Path) -> None:
    """19"""
    (tmp_path / "state").touch()
    done = []
    with turn(tmp_path / "state", tmp_path / "x", never):
        done.append(1)
    assert done == [1]


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """37"""
    victim = tmp_path / "victim"
    with turn(tmp_path / "state", tmp_path / "x"):
        pass
    (lock,) = (tmp_path / "state" / "turns").iterdir()
    lock.unlink()
    lock.symlink_to(victim)
    with turn(tmp_path / "state", tmp_path / "x"):
        pass
    assert not victim.exists()


def test_two_savers_of_one_file_keep_both_sides(tmp_path: Path) -> None:
    """39, 44: the second one goes on beside; nothing of either is lost."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    savers = [Saver(path, read(path), state=tmp_path / "state") for _ in range(2)]
    for number in range(20):
        for name, saver in zip("ab", savers, strict=True):
            saver.submit(replace(session(), title=f"{name} {number}"))
            assert saver.flush(SOON).state is State.SAVED
    for name, saver in zip("ab", savers, strict=True):
        assert read(saver.close(SOON).path).session.title == f"{name} 19"


def test_of_a_thousand_edits_of_two_processes_none_is_lost(tmp_path: Path) -> None:
    """39, 43: each adds notes; what the other one adds meanwhile is merged, and shown to it."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(empty()))
    # Whether a file outlives a power cut is not what this is about.
    quick = partial(atomic.write, calls=replace(atomic.SYSTEM, sync=lambda _: None))

    def work(name: str) -> None:
        document = read(path)
        desk = Desk(document.session, ids=lambda: name, today=lambda: TODAY)
        saver = Saver(path, document, disk=Disk(write=quick), state=tmp_path / "state")
        desk.listen(saver.submit)
        for number in range(EDITS // 2):
            note = Note(question="why", text=f"{name} {number}")
            desk.commit(add_note(desk.session, ASK, f"{name}{number}", note))
            # The other one never pauses: a turn may be waited for in vain, and is tried again.
            if not any(saver.flush(SOON).state is State.SAVED for _ in range(20)):
                os._exit(2)
            if number % 3:
                saver.catch_up(desk.take)
        if saver.close(SOON).path != path:
            os._exit(3)

    pids = [child(partial(work, name)) for name in "ab"]
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0]
    found = answers(read(path).session, ASK).notes
    assert {note.text for note in found.values()} == {
        f"{name} {number}" for name in "ab" for number in range(EDITS // 2)
    }


def test_a_saver_waits_for_the_turn_of_another(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    saver = Saver(path, read(path), state=tmp_path / "state")
    with turn(tmp_path / "state", path):
        theirs = dumps(replace(session(), title="theirs"))
        saver.submit(replace(session(), title="mine"))
        saver.flush(0)
        atomic.write(path, theirs)
    status = saver.close(SOON)
    assert path.read_bytes() == theirs
    assert status.left_alone == path
    assert read(status.path).session.title == "mine"
