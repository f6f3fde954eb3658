"""The system refuses a step of a save: what is then on the disk, and what we say."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from storage_examples import session
from valueworkshop.core.session.desk import Desk
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.atomic import SYSTEM, Calls, UnsyncedError, create, write
from valueworkshop.files.safe.drafts import Draft, left_drafts
from valueworkshop.files.saving.save_rules import State, Status
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text.problems import reason
from valueworkshop.files.text.session_file import dumps, loads, read
from valueworkshop.sitting.sitting import Sitting

OLD, NEW = b"old" * 1000, b"new" * 2000
MINE = replace(session(), title="mine")
SOON = 20.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session in a file, alone in its folder."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = folder / "x.toml"
    path.write_bytes(dumps(session()))
    return path


class Sick:
    """A disk with one call that fails until it is well; it counts writes and syncs."""

    def __init__(self, path: Path, name: str, error: int, *, folder: bool = False) -> None:
        self.well = False
        self.opened: list[str] = []
        self.synced: list[int] = []
        self._name, self._error, self._folder = name, error, folder
        calls = replace(SYSTEM, open=self._open, sync=self._sync)
        if name == "replace":
            calls = replace(calls, replace=self._replace)
        disk = Disk(write=partial(write, calls=calls), create=partial(create, calls=calls))
        self.told: list[Status] = []
        state = path.parent.parent / "state"
        self.saver = Saver(
            path, read(path), self.told.append, disk=disk, draft=Draft(state, "s1"), state=state
        )

    def saved(self) -> Status:
        self.saver.submit(MINE)
        return self.saver.flush(SOON)

    def _refuse(self) -> None:
        if not self.well:
            raise OSError(self._error, os.strerror(self._error))

    def _open(self, path: Path, flags: int, *mode: int) -> int:
        self.opened.append(path.name)
        return os.open(path, flags, *mode)

    def _sync(self, descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        if not is_folder:
            self.synced.append(os.fstat(descriptor).st_ino)
        if self._name == "sync" and is_folder == self._folder:
            self._refuse()
        os.fsync(descriptor)

    def _replace(self, source: Path, target: Path) -> None:
        self._refuse()
        source.replace(target)


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 - hidden ones count


# Each step


def test_after_a_failed_sync_of_the_file_another_one_is_written(path: Path) -> None:
    """24: what a descriptor says that has failed once is not believed."""
    before = path.read_bytes()
    it = Sick(path, "sync", errno.EIO)
    for _ in range(3):
        status = it.saved()
        assert (status.state, status.drafted) == (State.FAILED, True)
        assert path.read_bytes() == before
        assert names(path.parent) == ["x.toml"]
    temps = [name for name in it.opened if name.startswith(atomic.TEMP)]
    assert len(set(temps)) == len(temps) == 3
    it.well = True
    assert it.saver.close(SOON).state is State.SAVED
    assert read(path).session == MINE


def test_what_only_the_folder_does_not_confirm_is_saved_but_not_yet_safe(path: Path) -> None:
    """25: all is in the file. It is written anew until the disk says so, and so long drafted."""
    state = path.parent.parent / "state"
    it = Sick(path, "sync", errno.EIO, folder=True)
    status = it.saved()
    assert (status.state, status.drafted) == (State.UNSYNCED, True)
    assert status.reason == "the disk does not answer properly"
    assert read(path).session == MINE
    assert it.saver.saved != MINE
    again = it.saver.flush(SOON)
    assert again.state is State.UNSYNCED
    assert len(set(it.synced)) == 2
    it.well = True
    status = it.saver.close(SOON)
    assert (status.state, status.drafted, status.reason) == (State.SAVED, False, "")
    assert it.saver.saved == MINE
    assert left_drafts(state, "s1") == []


def test_a_copy_that_the_folder_does_not_confirm_is_made_once(path: Path) -> None:
    """25, 44"""
    it = Sick(path, "sync", errno.EIO, folder=True)
    theirs = dumps(replace(session(), title="theirs"))
    path.write_bytes(theirs)
    assert it.saved().state is State.UNSYNCED
    it.well = True
    status = it.saver.close(SOON)
    assert status.state is State.SAVED
    assert path.read_bytes() == theirs
    assert names(path.parent) == [status.path.name, "x.toml"]
    assert read(status.path).session == MINE


@pytest.mark.parametrize("error", [errno.EIO, errno.ESTALE, errno.ENOENT])
def test_a_rename_that_fails_leaves_the_old_file(path: Path, error: int) -> None:
    """26"""
    before = path.read_bytes()
    it = Sick(path, "replace", error)
    status = it.saved()
    assert (status.state, status.drafted) == (State.FAILED, True)
    assert status.reason == reason(OSError(error, ""))
    assert path.read_bytes() == before
    assert names(path.parent) == ["x.toml"]
    it.well = True
    assert it.saver.close(SOON).state is State.SAVED
    assert read(path).session == MINE


class Failing:
    """The system's calls on a file whose place no other can take; call so-and-so fails."""

    def __init__(self, error: int, number: int = 0, only: int = 0) -> None:
        self.made = 0
        self._error, self._number, self._only = error, number, only or number
        self.calls = replace(
            SYSTEM,
            replace=self._replace,
            write=self._counted(os.write),
            sync=self._counted(os.fsync),
        )

    def _replace(self, _source: Path, _target: Path) -> None:
        raise OSError(self._error, os.strerror(self._error))

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: object) -> Any:
            self.made += 1
            if self._number <= self.made <= self._only and self._number:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return call(*arguments)

        return counted


@pytest.mark.parametrize("error", [errno.EBUSY, errno.EXDEV])
@pytest.mark.parametrize("data", [NEW, b"short", OLD])
def test_a_file_that_none_can_replace_is_written_into(
    tmp_path: Path, error: int, data: bytes
) -> None:
    """28"""
    path = tmp_path / "x"
    path.write_bytes(OLD)
    number = path.stat().st_ino
    write(path, data, Failing(error).calls)
    assert (path.read_bytes(), path.stat().st_ino) == (data, number)
    assert names(tmp_path) == ["x"]


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("lasts", ["once", "from then on"])
def test_there_is_a_whole_copy_whatever_fails_while_it_is_written_into(
    tmp_path: Path, number: int, lasts: str
) -> None:
    """28: written and synced are the temporary file, the folder, the file itself, the folder."""
    path = tmp_path / "x"
    path.write_bytes(OLD)
    it = Failing(errno.EBUSY, number, 0 if lasts == "once" else 99)
    if number == 7:  # write and sync of both files, and the folder before and after
        write(path, NEW, it.calls)
        assert it.made == 6
        return
    with pytest.raises(OSError, match="Input/output error") as refused:
        write(path, NEW, it.calls)
    copies = {each.read_bytes() for each in tmp_path.iterdir()}
    assert copies & {OLD, NEW}
    if isinstance(refused.value, UnsyncedError):
        assert path.read_bytes() == NEW
    elif number < 4 or lasts == "once":
        assert path.read_bytes() == OLD
    else:  # the old content could not be put back either
        assert {each.read_bytes() for each in tmp_path.iterdir() if each != path} == {NEW}
    write(path, b"later", Failing(errno.EBUSY).calls)
    assert path.read_bytes() == b"later"


def test_a_file_that_grows_on_a_full_disk_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """28, 16"""
    path = tmp_path / "x"
    path.write_bytes(OLD)

    def full(_descriptor: int, _offset: int, _size: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(OSError, match="No space"):
        write(path, NEW, Failing(errno.EBUSY).calls)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["x"]


@pytest.mark.parametrize("code", [5, 32, 33])
def test_windows_is_waited_for_while_another_program_reads_the_file(
    tmp_path: Path, code: int
) -> None:
    """30: two seconds at most; other errors are reported at once."""
    path = tmp_path / "x"
    path.write_bytes(OLD)
    pauses: list[float] = []

    def held(until: float, code: int) -> Calls:
        def move(source: Path, target: Path) -> None:
            if sum(pauses) < until:
                error = PermissionError(errno.EACCES, "held open")
                error.winerror = code  # type: ignore[attr-defined, unused-ignore]
                raise error
            source.replace(target)

        pauses.clear()
        return replace(SYSTEM, replace=move, pause=pauses.append)

    write(path, NEW, held(1.0, code))
    assert path.read_bytes() == NEW
    assert sum(pauses) == pytest.approx(1.0)
    with pytest.raises(PermissionError):
        write(path, OLD, held(60.0, code))
    assert sum(pauses) == pytest.approx(2.0)
    with pytest.raises(PermissionError):
        write(path, OLD, held(60.0, 87))
    assert pauses == []
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["x"]


# What stays as it was


def test_a_second_name_is_cut_off_and_that_is_told_once(path: Path) -> None:
    """33: the other name keeps what was before."""
    before = path.read_bytes()
    other = path.with_name("other.toml")
    other.hardlink_to(path)
    saver = Saver(path, read(path))
    saver.submit(MINE)
    assert "had another name" in saver.flush(SOON).reason
    saver.submit(replace(MINE, offer="more"))
    assert saver.close(SOON).reason == ""
    assert read(path).session.offer == "more"
    assert other.read_bytes() == before


@contextmanager
def normal_user() -> Iterator[None]:
    """Go on without the rights of root, which this needs to begin with."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may reach; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_mode_owner_group_and_attributes_are_kept(tmp_path: Path, mode: int) -> None:
    """34"""
    path = tmp_path / "x"
    path.write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(path, 1234, 5678)
    path.chmod(mode)
    try:
        os.setxattr(path, "user.colour", b"green")
    except OSError:
        pytest.skip("this file system keeps no attributes")
    before = path.stat()
    write(path, NEW)
    now = path.stat()
    assert path.read_bytes() == NEW
    assert (now.st_mode, now.st_uid, now.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert os.getxattr(path, "user.colour") == b"green"


def test_a_group_that_cannot_be_given_leaves_nobody_more_than_before(open_folder: Path) -> None:
    """34: the saver's group is another one, which must not be able to read because of that."""
    path = open_folder / "x"
    path.write_bytes(OLD)
    with normal_user():
        pass
    os.chown(path, 65534, 4321)
    path.chmod(0o664)
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(65534)
    try:
        with normal_user():
            write(path, NEW)
    finally:
        os.setegid(0)
        os.setgroups(groups)
    found = path.stat()
    assert path.read_bytes() == NEW
    assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o644, 65534)


# As the app has it


def sat_down(path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    monkeypatch.setenv("VALUEWORKSHOP_STATE", str(state))
    document = read(path)
    desk = Desk(document.session, ids=lambda: "n1", today=lambda: None)  # type: ignore[arg-type, return-value]
    return Sitting(desk, path, document)


def test_in_a_folder_that_is_read_only_edits_are_drafted_and_go_on_elsewhere(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """21"""
    folder, state = open_folder / "closed", open_folder / "state"
    with normal_user():
        folder.mkdir()
        path = folder / "x.toml"
        path.write_bytes(dumps(session()))
        folder.chmod(0o555)
        before = path.read_bytes()
        sitting = sat_down(path, state, monkeypatch)
        sitting.desk.commit(MINE)
        said = sitting.flush()
        assert said.startswith("NOT SAVED: you have no permission for it. A draft is")
        assert sitting.words == "NOT SAVED (draft kept): you have no permission for it"
        elsewhere = open_folder / "mine" / "x.toml"
        sitting.go_on_in(elsewhere, sitting.write_elsewhere(elsewhere))
        later = replace(MINE, offer="later")
        sitting.desk.commit(later)
        assert sitting.flush() == "Saved to x.toml."
        sitting.close()
        assert read(elsewhere).session == later
        assert path.read_bytes() == before
        assert names(folder) == ["x.toml"]
        assert left_drafts(state, "s1") == []
        folder.chmod(0o755)


def test_a_file_marked_read_only_is_never_replaced(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """22: neither by itself nor by trying again; elsewhere nothing is replaced either."""
    path.chmod(0o444)
    before = path.read_bytes()
    sitting = sat_down(path, tmp_path / "state", monkeypatch)
    sitting.desk.commit(MINE)
    assert sitting.flush().startswith("NOT SAVED: the file is marked read-only. A draft is")
    assert sitting.write_again().startswith("NOT SAVED")
    for taken in (path, tmp_path / "dangling"):
        if taken != path:
            taken.symlink_to(tmp_path / "gone")
        with pytest.raises(FileExistsError):
            sitting.write_elsewhere(taken)
    assert path.read_bytes() == before
    path.chmod(0o644)
    assert sitting.write_again() == "Saved to x.toml."
    sitting.close()
    assert read(path).session == MINE


@pytest.mark.parametrize("gone", ["deleted", "renamed"])
def test_a_folder_that_is_gone_is_made_anew_when_asked(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    """26"""
    sitting = sat_down(path, tmp_path / "state", monkeypatch)
    away = tmp_path / "away"
    path.parent.rename(away)
    if gone == "deleted":
        (away / "x.toml").unlink()
    sitting.desk.commit(MINE)
    said = sitting.flush()
    assert "not there any more. A draft is on this computer" in said
    assert not path.parent.exists()
    assert loads(sitting.text().encode(), "text").session == MINE
    assert sitting.write_again() == "Saved to x.toml."
    sitting.close()
    assert read(path).session == MINE
    if gone == "renamed":
        assert read(away / "x.toml").session == session()
