import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from storage_examples import session

from valueworkshop.storage import atomic
from valueworkshop.storage.saver import Disk, Saver
from valueworkshop.storage.saving import State
from valueworkshop.storage.session_file import dumps, read
from valueworkshop.storage.turns import turn

EDITS = 5 * int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "0")) or 150
KILLS = int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "0")) or 30
SOON = 20.0

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


def test_killed_at_a_random_moment_the_file_is_whole(tmp_path: Path) -> None:
    """1: a writer killed again and again; each file it leaves is one that it wrote."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    random = Random(11)
    for base in range(0, KILLS * 1_000, 1_000):
        ours, theirs = os.pipe()

        def work(first: int = base, number: int = theirs) -> None:
            saver = Saver(path, read(path), disk=Disk(), state=tmp_path / "state")
            for count in range(first, first + 1_000):
                saver.submit(replace(session(), title=str(count)))
                os.write(number, b"%d\n" % count)
                saver.flush(SOON)

        pid = child(work)
        os.close(theirs)
        with os.fdopen(ours, "rb") as told:
            for _ in range(random.randrange(1, 8)):
                begun = int(told.readline())
            os.kill(pid, signal.SIGKILL)
            begun = max([begun, *map(int, told.read().split())])
        os.waitpid(pid, 0)
        title = read(path).session.title
        # What was acknowledged is there: all but the one that was being saved.
        assert begun == base or int(title) in (begun - 1, begun)
