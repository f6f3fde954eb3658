"""The saver, where somebody else changes the file: 43 to 48."""

import errno
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from clock_by_hand import SOON, ByHand
from storage_examples import session
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.drafts import Draft, left_drafts
from valueworkshop.files.saving.save_rules import State, Status, Wanted
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text import bounded_read
from valueworkshop.files.text.session_file import dumps, read


class SaversByHand(ByHand):
    """A clock by hand for the saver; the thread that makes drafts waits for a call."""

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        if threading.current_thread().name == "saver":
            super().wait(condition, seconds)
        else:
            condition.wait()


BASE = replace(session(), title="Before", offer="Before", facilitator="Before")


def changed(**changes: str) -> Session:
    return replace(BASE, **changes)  # type: ignore[arg-type]


@dataclass
class Window:
    """A saver on a clock by hand, with the session that its screen would show."""

    path: Path
    state: Path
    only_read: str = ""
    clock: ByHand = field(default_factory=SaversByHand)
    told: list[Status] = field(default_factory=list)
    aside: list[bytes] = field(default_factory=list)
    taken_by: str = ""
    disk: Disk = field(default_factory=Disk)

    def __post_init__(self) -> None:
        document = read(self.path)
        self.shown = document.session
        self.takes = 0
        self.draft = Draft(self.state, self.shown.id)
        self.saver = Saver(
            self.path,
            replace(document, read_only=self.only_read),
            self.told.append,
            clock=self.clock,
            disk=self.disk,
            aside=self.aside.append,
            draft=self.draft,
            watch=lambda: self.taken_by,
        )

    def edit(self, **changes: str) -> Status:
        self.shown = replace(self.shown, **changes)  # type: ignore[arg-type]
        self.saver.submit(self.shown)
        return self.saver.flush(SOON)

    def look(self) -> Status:
        """Let two seconds pass."""
        self.clock.go_on(2.0)
        return self.saver.status

    def take(self, before: Session, after: Session) -> bool:
        assert before == self.shown
        self.takes += 1
        self.shown = after
        self.saver.submit(after)
        return True

    @property
    def reasons(self) -> list[str]:
        return [status.reason for status in self.told if status.reason]

    @property
    def file(self) -> Session:
        return read(self.path).session


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(BASE))
    window = Window(path, tmp_path / "state")
    yield window
    window.saver.close(SOON)
    window.draft.close()


# Nothing is unsaved: it is reloaded


def test_a_change_underneath_is_taken_quietly(it: Window) -> None:
    """43: nothing is unsaved."""
    it.look()
    before = len(it.told)
    it.path.write_bytes(dumps(changed(offer="theirs")))
    status = it.look()
    assert status.state is State.SAVED
    assert {told.reason for told in it.told[before:]} == {
        "somebody else changed x.toml; you see that here now"
    }
    assert it.saver.has_news
    assert it.saver.catch_up(it.take)
    assert it.shown == changed(offer="theirs")
    bytes_before = it.path.read_bytes()
    assert it.saver.flush(SOON).path == it.path
    assert not it.saver.catch_up(it.take), "there is nothing new any more"
    assert it.path.read_bytes() == bytes_before


def test_nobody_looks_more_often_than_each_two_seconds(it: Window) -> None:
    for _ in range(3):
        it.look()
    assert 2.0 in it.clock.waits
    assert all(wait is not None and 0 < wait <= 2.0 for wait in it.clock.waits)
    assert it.told == []


def test_a_look_that_failed_is_had_again(tmp_path: Path) -> None:
    """27: for a moment no file can be opened."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(BASE))
    refused = [OSError(errno.EMFILE, "too many open files")]

    def read_bytes(path: Path) -> bytes:
        if refused:
            raise refused.pop()
        return bounded_read.read_bytes(path)

    window = Window(path, tmp_path / "state", disk=Disk(read=read_bytes))
    path.write_bytes(dumps(changed(offer="theirs")))
    window.look()
    assert refused == []
    window.look()
    assert window.saver.has_news
    window.saver.close(SOON)


def test_where_others_stand_is_no_news(it: Window) -> None:
    it.path.write_bytes(dumps(replace(BASE, place=Place(stage="close"))))
    it.look()
    assert not it.saver.has_news
    assert it.reasons == []


def test_what_a_file_says_beside_the_session_is_kept_from_then_on(it: Window) -> None:
    it.path.write_bytes(dumps(BASE, {("shoe",): 44}))
    it.look()
    it.edit(title="mine")
    assert b"shoe = 44" in it.path.read_bytes()


def test_an_edit_made_before_the_screen_caught_up_takes_nothing_back(it: Window) -> None:
    it.path.write_bytes(dumps(changed(offer="theirs")))
    it.look()
    assert it.edit(title="mine").path == it.path
    assert it.file == changed(offer="theirs", title="mine")
    assert it.saver.catch_up(it.take)
    it.edit(facilitator="mine")
    assert it.file == changed(offer="theirs", title="mine", facilitator="mine")


def test_a_screen_that_will_not_take_it_is_asked_again(it: Window) -> None:
    it.path.write_bytes(dumps(changed(offer="theirs")))
    it.look()
    assert not it.saver.catch_up(lambda _before, _after: False)
    assert it.saver.has_news
    assert it.saver.catch_up(it.take)


# Something is unsaved: it is merged


def test_changes_of_different_things_are_merged(it: Window) -> None:
    """43: both changes are in the file, and on the screen."""
    it.path.write_bytes(dumps(changed(offer="theirs")))
    status = it.edit(title="mine")
    assert (status.state, status.path) == (State.SAVED, it.path)
    assert "merged" in status.reason
    assert it.file == changed(offer="theirs", title="mine")
    assert it.saver.catch_up(it.take)
    assert it.shown == it.file
    assert os.listdir(it.path.parent) == ["x.toml"]  # noqa: PTH208


@dataclass
class Overtaken:
    """A disk on which somebody else writes the file, so many times, while we save."""

    theirs: list[bytes]

    def write(self, path: Path, data: bytes, **given: Any) -> None:
        if self.theirs:
            atomic.write(path, self.theirs.pop())
        atomic.write(path, data, **given)


@pytest.mark.parametrize("times", [1, 3])
def test_what_somebody_writes_during_a_save_is_merged_too(tmp_path: Path, times: int) -> None:
    """43: git and synced folders do not wait for their turn, and a disk may be slow."""
    disk = Overtaken([dumps(changed(offer=f"theirs {number}")) for number in range(times)])
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(BASE))
    it = Window(path, tmp_path / "state", disk=Disk(write=disk.write))
    status = it.edit(title="mine")
    assert disk.theirs == []
    assert (status.state, status.path) == (State.SAVED, path)
    assert it.file == changed(offer="theirs 0", title="mine")
    assert os.listdir(tmp_path) == ["x.toml"]  # noqa: PTH208
    it.saver.close(SOON)
    it.draft.close()


def test_what_somebody_writes_without_end_is_left_alone(tmp_path: Path) -> None:
    """43: we try again later, as with any disk that refuses."""
    disk = Overtaken([dumps(changed(offer=f"theirs {number}")) for number in range(5)])
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(BASE))
    it = Window(path, tmp_path / "state", disk=Disk(write=disk.write))
    status = it.edit(title="mine")
    assert (status.state, status.drafted) == (State.FAILED, True)
    assert it.file == changed(offer="theirs 0")
    it.clock.go_on(1.0)
    assert it.file == changed(offer="theirs 0", title="mine")
    it.saver.close(SOON)
    it.draft.close()


def test_a_merge_goes_on_from_what_was_merged(it: Window) -> None:
    for number in range(4):
        theirs = replace(it.file, offer=f"theirs {number}")
        it.path.write_bytes(dumps(theirs))
        assert it.edit(title=f"mine {number}").path == it.path
        assert (it.file.offer, it.file.title) == (f"theirs {number}", f"mine {number}")
        if number % 2:
            it.saver.catch_up(it.take)


def test_both_make_the_same_change(it: Window) -> None:
    it.path.write_bytes(dumps(changed(title="same")))
    status = it.edit(title="same")
    assert (status.state, status.path, status.reason) == (State.SAVED, it.path, "")


# Both the same: a conflict


def test_the_same_field_on_both_sides_keeps_both_texts(it: Window) -> None:
    """44"""
    theirs = dumps(changed(title="theirs", offer="theirs"))
    it.path.write_bytes(theirs)
    status = it.edit(title="mine")
    assert it.path.read_bytes() == theirs
    assert status.left_alone == it.path
    assert read(status.path).session == changed(title="mine")
    assert it.saver.parted == BASE


@pytest.mark.parametrize(("wanted", "title"), [(Wanted.OURS, "mine"), (Wanted.THEIRS, "theirs")])
def test_two_versions_are_brought_together_again(it: Window, wanted: Wanted, title: str) -> None:
    """44"""
    theirs = dumps(changed(title="theirs", offer="theirs"))
    it.path.write_bytes(theirs)
    copy = it.edit(title="mine", facilitator="mine").path
    mine = copy.read_bytes()
    it.saver.join(wanted)
    it.clock.settle()
    assert it.saver.status.path == it.path
    assert it.saver.status.left_alone is None
    assert it.saver.status.reason.startswith("both are now together"), "asked at once or later"
    assert it.file == changed(title=title, offer="theirs", facilitator="mine")
    assert it.aside == [theirs, mine]
    assert not copy.exists()
    assert it.saver.catch_up(it.take)
    assert it.edit(facilitator="later").path == it.path
    assert it.file == changed(title=title, offer="theirs", facilitator="later")


def test_both_stay_where_one_was_changed_to_something_odd(it: Window) -> None:
    it.path.write_bytes(dumps(changed(title="theirs")))
    copy = it.edit(title="mine").path
    it.path.write_bytes(b"half")
    it.saver.join(Wanted.OURS)
    it.clock.settle()
    assert it.path.read_bytes() == b"half"
    assert read(copy).session.title == "mine"
    assert "both files stay as they are" in it.saver.status.reason
    assert it.saver.status.path == copy


def test_a_field_edited_once_more_before_the_screen_caught_up_is_a_conflict(it: Window) -> None:
    """44: theirs came into the file, and the same field was typed here before it was shown."""
    it.path.write_bytes(dumps(changed(offer="theirs")))
    it.look()
    status = it.edit(offer="mine")
    assert status.left_alone == it.path
    assert (it.file.offer, read(status.path).session.offer) == ("theirs", "mine")


# What is no whole state of the session


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        dumps(BASE)[:900],
        b"<<<<<<< HEAD\n" + dumps(BASE),
        dumps(replace(BASE, id="another")),
        dumps(BASE).replace(b"schema = 2", b"schema = 99"),
        b"\xff\xfe" + dumps(BASE),
    ],
)
def test_what_cannot_be_read_is_not_touched_until_it_is_whole(it: Window, odd: bytes) -> None:
    """45: merge marks, half synced, another workshop, a newer one."""
    it.path.write_bytes(odd)
    status = it.edit(title="mine")
    assert (status.state, status.drafted) == (State.FAILED, True)
    assert "somebody else changed x.toml, and it" in status.reason
    assert "we leave it alone" in status.reason
    it.edit(title="mine again")
    for _ in range(3):
        assert it.look().state is State.FAILED
    assert it.path.read_bytes() == odd
    assert sorted(os.listdir(it.path.parent)) == ["state", "x.toml"]  # noqa: PTH208
    it.path.write_bytes(dumps(changed(offer="theirs")))
    it.look()
    it.saver.flush(SOON)
    assert it.saver.status.state is State.SAVED
    assert it.file == changed(title="mine again", offer="theirs")
    assert left_drafts(it.state, BASE.id) == []


def test_what_cannot_be_read_is_told_though_nothing_is_unsaved(it: Window) -> None:
    """45"""
    it.path.write_bytes(b"half")
    status = it.look()
    assert (status.state, status.drafted) == (State.FAILED, True)
    it.path.write_bytes(dumps(BASE))
    assert it.look().state is State.SAVED
    assert it.file == BASE


def test_who_leaves_meanwhile_has_a_file_of_their_own(it: Window) -> None:
    """45: nothing depends on the draft alone."""
    it.path.write_bytes(b"half")
    it.edit(title="mine")
    status = it.saver.close(SOON)
    assert it.path.read_bytes() == b"half"
    assert status.state is State.SAVED
    assert read(status.path).session.title == "mine"


# Gone, and line ends


def test_a_file_that_is_gone_is_told_and_written_again_when_asked(it: Window) -> None:
    """47"""
    it.look()
    it.path.unlink()
    status = it.look()
    assert (status.state, status.drafted) == (State.FAILED, True)
    assert status.reason == "x.toml is gone"
    told = len(it.told)
    it.look()
    assert len(it.told) == told
    assert it.saver.flush(SOON).state is State.FAILED
    assert not it.path.exists()
    status = it.saver.flush(SOON, again=True)
    assert status.state is State.SAVED
    assert "wrote it again" in status.reason
    assert it.file == BASE


def test_a_file_that_comes_back_is_told(it: Window) -> None:
    """47: somebody moved it away, and back."""
    it.look()
    away = it.path.rename(it.path.with_suffix(".away"))
    assert it.look().state is State.FAILED
    away.rename(it.path)
    status = it.look()
    assert (status.state, status.reason) == (State.SAVED, "x.toml is there again")


def test_other_line_ends_are_nothing_to_tell(it: Window) -> None:
    """48"""
    it.path.write_bytes(dumps(BASE).replace(b"\n", b"\r\n"))
    it.look()
    assert it.told == []
    assert not it.saver.has_news


# Only reading, and being taken over


def test_who_only_reads_follows_and_writes_nothing(tmp_path: Path) -> None:
    """39"""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(BASE))
    it = Window(path, tmp_path / "state", only_read="Ada has it open")
    path.write_bytes(dumps(changed(offer="theirs")))
    it.look()
    assert it.saver.catch_up(lambda before, after: (before, after) == (BASE, it.file))
    for odd in (b"half", None, dumps(changed(offer="more"))):
        if odd is None:
            path.unlink()
        else:
            path.write_bytes(odd)
        assert it.look().state is State.SAVED
        it.saver.flush(SOON, again=True)
        assert (path.read_bytes() if path.exists() else None) == odd
    assert it.saver.has_news
    assert it.saver.close(SOON).state is State.SAVED
    assert os.listdir(tmp_path) == ["x.toml"]  # noqa: PTH208


def test_being_taken_over_is_noticed_at_a_look_and_at_a_save(it: Window) -> None:
    """39"""
    it.look()
    it.taken_by = "Bob on other"
    assert it.look().taken_by == "Bob on other"
    it.taken_by = ""
    it.look()
    it.taken_by = "Cy on third"
    assert it.edit(title="mine").taken_by == "Cy on third"
    assert it.file.title == "mine"
    it.saver.only_read("taken over")
    it.path.write_bytes(dumps(changed(people={"p": Person(name="Cy")})))  # type: ignore[arg-type]
    it.look()
    it.saver.flush(SOON, again=True)
    assert it.file.people == {"p": Person(name="Cy")}
