"""A save that takes long: drafts are made meanwhile, and nobody waits but the saver's thread."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage_examples import session
from valueworkshop.core.session.session import Session
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.drafts import Draft, left_drafts
from valueworkshop.files.saving.draft_writer import LATE
from valueworkshop.files.saving.save_rules import BOUND, IDLE, LONGEST_PAUSE, State, Status, rest
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text.session_file import dumps, loads, read

SOON = 20.0


class ByHand:
    """A clock that goes on only on command; everything that waits for it then looks again."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._waiting: set[threading.Condition] = set()

    def seconds(self) -> float:
        return self.passed

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 22, tzinfo=dt.UTC) + dt.timedelta(seconds=self.passed)

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        self._waiting.add(condition)
        condition.wait(None if seconds is None else 0.05)  # should `go_on` just have missed it

    def go_on(self, seconds: float) -> None:
        self.passed += seconds
        for condition in list(self._waiting):
            with condition:
                condition.notify_all()


class Slow:
    """A saver whose disk answers only when told; what it does can be waited for."""

    def __init__(self, path: Path, state: Path) -> None:
        self.path, self.state = path, state
        self.clock = ByHand()
        self.answers = threading.Event()
        self.changed = threading.Condition()
        self.begun: list[str] = []
        self.at_once = self.most_at_once = 0
        self.drafted: list[str] = []
        self.told: list[Status] = []
        self.saver = Saver(
            path,
            read(path),
            self._noted(self.told.append),
            clock=self.clock,
            disk=Disk(write=self._write),
            draft=Draft(state, "s1", self._draft),
            state=state,
        )

    def _noted(self, call: Callable[[Status], None]) -> Callable[[Status], None]:
        def noted(status: Status) -> None:
            with self.changed:
                call(status)
                self.changed.notify_all()

        return noted

    def _write(self, path: Path, data: bytes, **_: Any) -> None:
        with self.changed:
            self.begun.append(loads(data, "x").session.title)
            self.at_once += 1
            self.most_at_once = max(self.at_once, self.most_at_once)
            self.changed.notify_all()
        assert self.answers.wait(SOON)
        self.answers.clear()
        atomic.write(path, data)
        with self.changed:
            self.at_once -= 1

    def _draft(self, path: Path, data: bytes) -> None:
        atomic.write(path, data)
        with self.changed:
            self.drafted.append(loads(data.partition(b"\n")[2], "x").session.title)
            self.changed.notify_all()

    def until(self, true: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(true, SOON)

    def answer(self) -> None:
        """Let the save that was begun come to its end."""
        count = len(self.told)
        self.answers.set()
        self.until(lambda: any(each.state is State.SAVED for each in self.told[count:]))


def titled(title: str) -> Session:
    return replace(session(), title=title)


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Slow]:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    slow = Slow(path, tmp_path / "state")
    yield slow
    threading.Thread(target=slow.saver.close, args=(SOON,), daemon=True).start()
    slow.answers.set()


def test_a_disk_is_left_alone_ten_times_as_long_as_it_took_but_never_for_long() -> None:
    assert rest(0.04) == pytest.approx(0.4)
    assert rest(0.3) == pytest.approx(0.3), "two saves are done within a second"
    assert LATE < 1, "of a slower disk, what is edited is in a draft by then"
    assert rest(30) == LONGEST_PAUSE == 30


def test_while_a_save_takes_30_seconds_drafts_are_made_of_what_is_new(it: Slow) -> None:
    """29: the first a moment after the bound, each holds the latest, and one save is under way."""
    it.saver.submit(titled("first"))
    it.clock.go_on(IDLE)
    it.until(lambda: it.begun == ["first"])
    assert it.drafted == []
    it.clock.go_on(LATE - IDLE)
    it.until(lambda: it.drafted == ["first"])
    it.until(lambda: it.told[-1].drafted)
    assert (it.told[-1].state, it.told[-1].unprotected) == (State.SAVING, "")
    for second in range(3, 30, 9):
        for title in (f"{second}", f"{second}, latest"):
            it.saver.submit(titled(title))
        it.clock.go_on(LATE)
        it.until(lambda latest=f"{second}, latest": it.drafted[-1] == latest)  # type: ignore[misc]
    assert it.drafted == ["first", "3, latest", "12, latest", "21, latest"]
    assert read(it.path).session == session()
    assert it.begun == ["first"]
    it.answer()
    # The draft is of what is newer than the file: it stays until that is saved as well.
    assert read(it.path).session.title == "first"
    threading.Thread(target=it.saver.close, args=(SOON,)).start()
    it.until(lambda: len(it.begun) == 2)
    it.answer()
    assert it.begun == ["first", "21, latest"]
    assert it.most_at_once == 1
    assert read(it.path).session.title == "21, latest"
    assert left_drafts(it.state, "s1") == []
    assert not it.told[-1].drafted


def test_after_a_slow_save_the_next_one_waits_but_leaving_does_not(it: Slow) -> None:
    """29"""
    it.saver.submit(titled("first"))
    it.clock.go_on(IDLE)
    it.until(lambda: len(it.begun) == 1)
    it.clock.go_on(2)
    it.answer()
    it.saver.submit(titled("second"))
    it.clock.go_on(BOUND + LATE)
    it.until(lambda: it.drafted[-1:] == ["second"])
    it.clock.go_on(rest(2) - BOUND - LATE - 0.5)
    assert it.begun == ["first"]
    it.clock.go_on(0.6)
    it.until(lambda: it.begun == ["first", "second"])
    it.clock.go_on(2)
    it.answer()
    it.saver.submit(titled("third"))
    closing = threading.Thread(target=it.saver.close, args=(SOON,))
    closing.start()
    it.until(lambda: it.begun[-1] == "third")
    it.answer()
    closing.join(SOON)
    assert read(it.path).session.title == "third"


def test_submitting_does_not_wait_for_the_disk(it: Slow) -> None:
    """29: every call comes back while the save is still under way."""
    it.saver.submit(titled("first"))
    it.clock.go_on(IDLE)
    it.until(lambda: len(it.begun) == 1)
    for number in range(200):
        it.saver.submit(titled(str(number)))
    assert it.saver.status.state is State.SAVING
    assert it.at_once == 1
    assert it.saver.flush(0).state is State.SAVING
    it.answer()


def test_a_save_in_time_makes_no_draft(it: Slow) -> None:
    it.saver.submit(titled("first"))
    it.clock.go_on(IDLE)
    it.until(lambda: len(it.begun) == 1)
    it.answer()
    it.clock.go_on(LATE)
    assert it.drafted == []
    assert not (it.state / "drafts").exists()


def test_what_is_abandoned_is_neither_written_nor_drafted(it: Slow) -> None:
    """20: it goes on elsewhere; only what was under way may still come."""
    it.saver.submit(titled("first"))
    it.clock.go_on(IDLE)
    it.until(lambda: len(it.begun) == 1)
    it.clock.go_on(LATE)
    it.until(lambda: any(status.drafted for status in it.told))
    it.saver.submit(titled("second"))
    count = len(it.told)
    it.saver.abandon()
    it.answers.set()
    assert it.saver.close(SOON).path == it.path
    it.clock.go_on(LONGEST_PAUSE)
    assert it.begun == ["first"]
    assert left_drafts(it.state, "s1") == []
    assert len(it.told) == count
