import datetime as dt
import errno
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from clock_by_hand import SOON, START, ByHand
from storage_examples import session
from valueworkshop.core.session.session import Session
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.saving.save_rules import State, Status, conflict_path, due, pause
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text import bounded_read
from valueworkshop.files.text.session_file import dumps, loads, read


@dataclass
class Recorder:
    """A saver on a clock by hand and on a disk that can be made to fail, with what it told."""

    path: Path
    clock: ByHand = field(default_factory=ByHand)
    told: list[Status] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    error: OSError | None = None
    late: bool = False  # the error comes after the new content is in place

    def __post_init__(self) -> None:
        self.saver = Saver(
            self.path,
            read(self.path),
            self.told.append,
            clock=self.clock,
            disk=Disk(write=self._doing(atomic.write), create=self._doing(atomic.create)),
        )

    def _doing(self, call: Callable[..., None]) -> Callable[..., None]:
        def wrapper(path: Path, data: bytes, **given: Any) -> None:
            if self.error is None or self.late:
                call(path, data, **given)
            if self.error is not None:
                raise self.error
            self.written.append(path.name)

        return wrapper

    @property
    def states(self) -> list[State]:
        return [status.state for status in self.told]

    @property
    def on_disk(self) -> str:
        return read(self.path).session.title


def titled(title: str) -> Session:
    return replace(session(), title=title)


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Recorder]:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    recorder = Recorder(path)
    yield recorder
    recorder.error = None
    recorder.saver.close(SOON)


# The rules


def test_a_save_is_due_after_a_pause_and_in_time_to_be_done_within_a_second() -> None:
    assert due(10.0, 10.0) == pytest.approx(10.4)
    assert due(10.0, 10.05) == pytest.approx(10.45)
    assert due(10.0, 10.1) == pytest.approx(10.5)
    assert due(10.0, 10.49) == pytest.approx(10.5)
    assert due(10.0, 10.3, retry=15.0) == 15.0


def test_what_fails_is_tried_less_and_less_often() -> None:
    assert [pause(failures) for failures in (1, 2, 3, 5, 6, 10_000)] == [1, 2, 4, 16, 30, 30]


def test_the_name_of_what_goes_on_beside() -> None:
    path = conflict_path(Path("/s/x.toml"), START)
    assert path == Path("/s/x.conflict-20261122-090000.toml")
    assert conflict_path(path, START, 2) == Path("/s/x.conflict-20261122-090000-2.toml")
    assert conflict_path(conflict_path(path, START, 2), START) == path


# When it saves


def test_an_edit_is_saved_400_ms_after_the_last(it: Recorder) -> None:
    it.saver.submit(titled("one"))
    it.clock.go_on(0.05)
    it.saver.submit(titled("two"))
    it.clock.go_on(0.39)
    assert it.written == []
    assert it.saver.status.state is State.WAITING
    it.clock.go_on(0.02)
    assert it.written == ["x.toml"]
    assert it.on_disk == "two"
    assert it.states == [State.WAITING, State.WAITING, State.SAVING, State.SAVED]
    assert it.saver.status == Status(
        state=State.SAVED, path=it.path, when=START + dt.timedelta(seconds=0.46)
    )


def test_ceaseless_edits_are_saved_twice_a_second(it: Recorder) -> None:
    saved_at = []
    for number in range(24):
        it.saver.submit(titled(str(number)))
        before = len(it.written)
        it.clock.go_on(0.125)
        if len(it.written) > before:
            saved_at.append(it.clock.passed)
    assert saved_at == [0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
    assert it.on_disk == "23"


@pytest.mark.parametrize("takes", [0.0, 0.02, 0.1, 0.2, 0.3, 0.4])
def test_an_edit_is_on_the_disk_within_a_second_on_a_busy_machine(
    tmp_path: Path, takes: float
) -> None:
    """77: where each save takes some tenths, also of what is edited just after one has begun."""
    path, clock = tmp_path / "x.toml", ByHand()
    path.write_bytes(dumps(titled("0")))
    edited, saved = [0.0], [0.0]

    def edit() -> None:
        edited.append(clock.passed)
        saver.submit(titled(str(len(edited) - 1)))

    def write(path: Path, data: bytes, **given: Any) -> None:
        edit()
        clock.passed += takes
        atomic.write(path, data, **given)
        latest = int(loads(data, "x").session.title)
        saved.extend([clock.passed] * (latest + 1 - len(saved)))

    saver = Saver(path, read(path), clock=clock, disk=Disk(write=write))
    for _ in range(80):
        edit()
        clock.go_on(0.07)
    saver.flush(SOON)
    late = [done - begun for begun, done in zip(edited, saved, strict=False)]
    assert len(late) > 80
    assert max(late) <= 1.0
    saver.close(SOON)


def test_flush_saves_at_once(it: Recorder) -> None:
    it.saver.submit(titled("now"))
    assert it.saver.flush(SOON).state is State.SAVED
    assert it.on_disk == "now"
    assert it.clock.passed == 0


def test_without_an_edit_nothing_is_written(it: Recorder) -> None:
    before = it.path.stat()
    assert it.saver.flush(SOON).state is State.SAVED
    it.saver.submit(session())
    assert it.saver.flush(SOON) == Status(state=State.SAVED, path=it.path)
    it.saver.submit(titled("other"))
    it.saver.submit(session())
    assert it.saver.flush(SOON).state is State.SAVED
    assert it.written == []
    assert it.path.stat() == before


def test_a_file_written_by_hand_stays_as_it_is_without_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    by_hand = b"# mine\n" + dumps(session())
    path.write_bytes(by_hand)
    it = Recorder(path)
    it.saver.submit(session())
    it.saver.close(SOON)
    assert path.read_bytes() == by_hand


def test_close_saves_and_ends_the_thread(it: Recorder) -> None:
    def threads() -> int:
        return sum(thread.name == "saver" for thread in threading.enumerate())

    before = threads()
    it.saver.submit(titled("last"))
    assert it.saver.close(SOON).state is State.SAVED
    assert it.on_disk == "last"
    assert threads() < before
    assert it.saver.close(SOON).state is State.SAVED


def test_what_is_submitted_during_a_save_is_saved_next_and_the_newest_wins(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    begun, go_on = threading.Event(), threading.Event()
    titles = []

    def slow(target: Path, data: bytes, **_: Any) -> None:
        begun.set()
        assert go_on.wait(SOON)
        titles.append(loads(data, "x").session.title)
        atomic.write(target, data)

    saver = Saver(path, read(path), clock=ByHand(), disk=Disk(write=slow))
    saver.submit(titled("first"))
    assert saver.flush(0).state in (State.WAITING, State.SAVING)
    assert begun.wait(SOON)
    for title in ("second", "third", "fourth"):
        saver.submit(titled(title))
    assert saver.status.state is State.SAVING
    go_on.set()
    assert saver.flush(SOON).state is State.SAVED
    saver.close(SOON)
    assert titles == ["first", "fourth"]


def test_unknown_keys_are_kept_over_saves(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session(), {("people", "p1", "shoe"): 44}))
    it = Recorder(path)
    it.saver.submit(titled("new"))
    it.saver.close(SOON)
    assert b"shoe = 44" in path.read_bytes()


# When somebody else writes


def test_a_file_that_somebody_changed_is_left_alone(it: Recorder) -> None:
    theirs = dumps(titled("theirs"))
    it.path.write_bytes(theirs)
    it.saver.submit(titled("mine"))
    status = it.saver.flush(SOON)
    beside = it.path.with_name("x.conflict-20261122-090000.toml")
    assert it.path.read_bytes() == theirs
    assert read(beside).session == titled("mine")
    assert (status.state, status.path, status.left_alone) == (State.SAVED, beside, it.path)
    assert "somebody else changed x.toml" in status.reason
    it.saver.submit(titled("mine again"))
    status = it.saver.flush(SOON)
    assert (status.path, status.left_alone, status.reason) == (beside, it.path, "")
    assert read(beside).session == titled("mine again")
    assert it.path.read_bytes() == theirs


def test_a_second_conflict_in_the_same_second_gets_a_name_of_its_own(it: Recorder) -> None:
    for number in range(3):
        it.saver.status.path.write_bytes(dumps(titled(f"theirs {number}")))
        it.saver.submit(titled(f"mine {number}"))
        it.saver.flush(SOON)
    assert sorted(os.listdir(it.path.parent)) == [  # noqa: PTH208
        "x.conflict-20261122-090000-2.toml",
        "x.conflict-20261122-090000-3.toml",
        "x.conflict-20261122-090000.toml",
        "x.toml",
    ]
    assert it.saver.status.path.name == "x.conflict-20261122-090000-3.toml"


def test_other_line_ends_are_no_conflict(it: Recorder) -> None:
    """48"""
    it.path.write_bytes(it.path.read_bytes().replace(b"\n", b"\r\n"))
    it.saver.submit(titled("mine"))
    assert it.saver.flush(SOON).path == it.path
    assert it.on_disk == "mine"


def test_what_is_no_file_any_more_is_left_alone(it: Recorder) -> None:
    it.path.unlink()
    it.path.mkdir()
    it.saver.submit(titled("mine"))
    assert it.saver.flush(SOON).state is State.FAILED
    status = it.saver.close(SOON)
    assert it.path.is_dir()
    assert read(status.path).session == titled("mine")


def test_a_file_that_is_gone_is_written_again_and_told(it: Recorder) -> None:
    it.path.unlink()
    it.saver.submit(titled("mine"))
    status = it.saver.flush(SOON)
    assert status.state is State.SAVED
    assert "wrote it again" in status.reason
    assert it.on_disk == "mine"


def test_a_link_whose_target_is_gone_is_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "target.toml", tmp_path / "x.toml"
    target.write_bytes(dumps(session()))
    link.symlink_to(target)
    it = Recorder(link)
    target.unlink()
    it.saver.submit(titled("mine"))
    assert it.saver.close(SOON).state is State.SAVED
    assert link.is_symlink()
    assert read(target).session == titled("mine")


# When it fails


def test_a_full_disk_is_told_and_tried_again_until_there_is_room(it: Recorder) -> None:
    it.error = OSError(errno.ENOSPC, "No space left on device")
    it.saver.submit(titled("mine"))
    it.clock.go_on(0.4)
    assert it.saver.status.state is State.FAILED
    assert it.saver.status.reason == "the disk is full"
    assert it.clock.waits[-1] == pytest.approx(1.0)
    it.clock.go_on(1.0)
    assert it.states.count(State.FAILED) == 2
    assert it.clock.waits[-1] == pytest.approx(2.0)
    assert it.on_disk == session().title
    it.error = None
    it.clock.go_on(1.9)
    assert it.written == []
    it.clock.go_on(0.2)
    assert it.states[-1] is State.SAVED
    assert it.saver.status.reason == ""
    assert it.on_disk == "mine"


def test_after_a_failure_the_next_edit_is_saved_as_soon_as_any(it: Recorder) -> None:
    it.error = OSError(errno.EACCES, "Permission denied")
    for _ in range(8):
        it.saver.submit(titled("mine"))
        assert it.saver.flush(SOON).state is State.FAILED
    it.error = None
    it.clock.go_on(5)
    assert it.saver.status.reason == "you have no permission for it"
    it.saver.submit(titled("newer"))
    it.clock.go_on(0.4)
    assert it.on_disk == "newer"


def test_after_a_failure_even_the_old_content_is_written_again(it: Recorder) -> None:
    """The last step may fail when the new content is in place already."""
    it.error, it.late = OSError(errno.EIO, "Input/output error"), True
    it.saver.submit(titled("mine"))
    assert it.saver.flush(SOON).reason == "the disk does not answer properly"
    assert it.on_disk == "mine"
    it.error = None
    it.saver.submit(session())
    status = it.saver.flush(SOON)
    assert (status.state, status.path) == (State.SAVED, it.path)
    assert it.on_disk == session().title


def test_a_folder_that_is_gone_is_told_and_the_session_kept(it: Recorder) -> None:
    folder = it.path.parent
    away = folder.with_name(folder.name + "-away")
    folder.rename(away)
    it.saver.submit(titled("mine"))
    assert it.saver.flush(SOON).reason == "the folder or the file is not there any more"
    away.rename(folder)
    assert it.saver.flush(SOON).state is State.SAVED
    assert it.on_disk == "mine"


def test_a_read_only_file_is_not_replaced(it: Recorder) -> None:
    it.path.chmod(0o444)
    it.saver.submit(titled("mine"))
    assert it.saver.close(SOON).state is State.FAILED
    assert it.on_disk == session().title


def test_a_session_too_large_to_open_again_is_not_saved(it: Recorder) -> None:
    it.saver.submit(replace(session(), offer="x" * 2_000_001))
    status = it.saver.flush(SOON)
    assert status.state is State.FAILED
    assert status.reason == "is longer than 2 MB"
    it.saver.submit(titled("shorter"))
    assert it.saver.flush(SOON).state is State.SAVED


def test_a_mistake_of_ours_does_not_end_the_saving(it: Recorder) -> None:
    it.saver.submit(replace(session(), offer=1.5))  # type: ignore[arg-type]
    assert "TypeError" in it.saver.flush(SOON).reason
    it.saver.submit(titled("mine"))
    assert it.saver.flush(SOON).state is State.SAVED


def test_a_listener_that_fails_does_not_end_the_saving(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))

    def fail(status: Status) -> None:
        raise RuntimeError(status.reason)

    saver = Saver(path, read(path), fail)
    saver.submit(titled("mine"))
    assert saver.close(SOON).state is State.SAVED
    assert read(path).session == titled("mine")


def test_the_disk_that_cannot_be_read_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))

    def fail(_: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    saver = Saver(path, loads(dumps(session()), path.name), disk=Disk(read=fail))
    saver.submit(titled("mine"))
    assert saver.close(SOON).state is State.FAILED
    assert bounded_read.read_bytes(path) == dumps(session())


def test_the_clock_of_this_computer() -> None:
    clock = SystemClock()
    assert clock.seconds() <= clock.seconds()
    assert clock.now().tzinfo is dt.UTC
    condition = threading.Condition()
    with condition:
        clock.wait(condition, 0)
