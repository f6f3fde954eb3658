import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.atomic import FOR_OTHERS, SYSTEM, Calls, create, write
from valueworkshop.files.safe.file_attributes import looks_for_copy

OLD, NEW = b"old" * 1000, b"new" * 2000


class Failing:
    """The system's calls; the one with this number fails. A closed file is closed."""

    def __init__(self, number: int, error: int = errno.EIO) -> None:
        self.number = number
        self.error = error
        self.made: list[str] = []
        wrapped = {f.name: self._wrapped(f.name, getattr(SYSTEM, f.name)) for f in fields(Calls)}
        self.calls = Calls(**wrapped)

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any) -> Any:
            self.made.append(name)
            if len(self.made) == self.number:
                if name == "close":
                    call(*arguments)
                raise OSError(self.error, os.strerror(self.error))
            return call(*arguments)

        return wrapper


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count


@contextmanager
def normal_user() -> Iterator[None]:
    """Go on without the rights of root, if we have them."""
    if os.geteuid() != 0:
        yield
        return
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


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    for data in (OLD, NEW, b""):
        write(path, data)
        assert path.read_bytes() == data
    assert os.listdir(tmp_path) == ["x.toml"]  # noqa: PTH208


def test_each_step_is_made_in_the_order_that_makes_it_safe(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(OLD)
    seen = Failing(0)
    write(path, NEW, seen.calls)
    assert seen.made == [
        *("open", "write", "chmod", "sync", "close"),
        "replace",
        *("open", "sync", "close"),
    ]
    seen = Failing(0)
    create(tmp_path / "y.toml", NEW, seen.calls)
    assert seen.made == [
        *("open", "write", "sync", "close"),
        *("link", "unlink"),
        *("open", "sync", "close"),
    ]


@pytest.mark.parametrize("number", range(1, 10))
def test_whichever_step_of_a_write_fails_the_file_is_old_or_new(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(OLD)
    before = open_files()
    failing = Failing(number)
    with pytest.raises(OSError, match="Input/output error"):
        write(path, NEW, failing.calls)
    replaced = "replace" in failing.made[: number - 1]
    assert path.read_bytes() == (NEW if replaced else OLD)
    assert [each.name for each in tmp_path.iterdir()] == ["x.toml"]
    assert open_files() == before
    write(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("number", range(1, 10))
def test_whichever_step_of_making_a_file_fails_it_is_whole_or_not_there(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "x.toml"
    before = open_files()
    failing = Failing(number)
    with suppress(OSError):
        create(path, NEW, failing.calls)
    linked = "link" in failing.made[: number - 1]
    assert path.exists() == linked
    if linked:
        assert path.read_bytes() == NEW
    others = [each.name for each in tmp_path.iterdir() if each != path]
    # Where taking the temporary name away is what fails, it stays, and the new file is there.
    assert len(others) == (failing.made[number - 1] == "unlink")
    assert all(name.startswith(atomic.TEMP) for name in others)
    assert open_files() == before


def test_short_writes_are_gone_on_with(tmp_path: Path) -> None:
    def a_little(descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data[:7])

    write(tmp_path / "x", NEW, Calls(write=a_little))
    assert (tmp_path / "x").read_bytes() == NEW


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, error: int) -> None:
    write(tmp_path / "x", OLD)
    write(tmp_path / "x", NEW, Failing(8, error).calls)
    assert (tmp_path / "x").read_bytes() == NEW


def test_making_a_file_never_replaces_one(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(OLD)
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    for taken in (path, tmp_path / "dangling"):
        with pytest.raises(FileExistsError):
            create(taken, NEW)
    assert path.read_bytes() == OLD
    assert sorted(os.listdir(tmp_path)) == ["dangling", "x.toml"]  # noqa: PTH208


def test_without_hard_links_a_file_is_still_made_and_none_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    create(path, NEW, Failing(5, errno.EPERM).calls)
    assert path.read_bytes() == NEW
    with pytest.raises(FileExistsError):
        create(path, OLD, Failing(5, errno.ENOTSUP).calls)
    assert path.read_bytes() == NEW
    assert os.listdir(tmp_path) == ["x.toml"]  # noqa: PTH208


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "x"
    path.write_bytes(OLD)
    path.chmod(mode)
    write(path, NEW)
    assert path.stat().st_mode & 0o7777 == mode


def test_what_replaces_a_private_file_is_private_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(OLD)
    path.chmod(0o600)
    modes = []

    def look(descriptor: int, data: memoryview) -> int:
        modes.append(os.fstat(descriptor).st_mode & 0o777)
        return os.write(descriptor, data)

    write(path, NEW, Calls(write=look))
    assert modes == [0o600]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o644)])
def test_a_new_file_is_its_owners_unless_it_is_for_others(
    tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        create(tmp_path / "a", NEW)
        write(tmp_path / "b", NEW)
        create(tmp_path / "c", NEW, mode=FOR_OTHERS)
        write(tmp_path / "d", NEW, mode=FOR_OTHERS)
    finally:
        os.umask(before)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in "abcd"]
    assert modes == [0o600, 0o600, mode, mode]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_copy_has_the_looks_of_what_it_is_a_copy_of(tmp_path: Path, mode: int) -> None:
    first = tmp_path / "first"
    first.write_bytes(OLD)
    first.chmod(mode)
    looks = looks_for_copy(first)
    create(tmp_path / "x", NEW, looks=looks)
    write(tmp_path / "y", NEW, looks=looks)
    assert [(tmp_path / name).stat().st_mode & 0o7777 for name in "xy"] == [mode, mode]


@pytest.mark.parametrize("call", ["open", "write", "sync"])
def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path, call: str) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no room", str(tmp_path / ".valueworkshop-1.tmp"))

    calls = replace(SYSTEM, **{call: refuse})  # type: ignore[arg-type] # one of its calls
    for act in (create, write):
        with pytest.raises(OSError, match="no room") as caught:
            act(tmp_path / "x.md", NEW, calls)
        assert caught.value.filename == str(tmp_path / "x.md")


def test_a_link_is_kept_and_its_target_updated(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "x", tmp_path / "link"
    target.write_bytes(OLD)
    link.symlink_to(target)
    write(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    target.unlink()
    write(link, OLD)
    assert link.is_symlink()
    assert target.read_bytes() == OLD


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("folder", "pipe", "loop"):
        with pytest.raises(OSError, match=r"not a regular file|symbolic links"):
            write(tmp_path / name, NEW)
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "loop").is_symlink()


def test_a_planted_link_at_the_temporary_name_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    monkeypatch.setattr("os.urandom", bytes)
    (tmp_path / f"{atomic.TEMP}{bytes(8).hex()}.tmp").symlink_to(victim)
    with pytest.raises(FileExistsError):
        write(tmp_path / "x", NEW)
    assert victim.read_bytes() == b"mine"


@pytest.mark.parametrize("rights", ["as they are", "of a normal user"])
def test_a_read_only_file_is_refused_though_its_folder_is_writable(
    open_folder: Path, rights: str
) -> None:
    path = open_folder / "x"
    with normal_user():
        path.write_bytes(OLD)
        path.chmod(0o444)
        if rights == "of a normal user":
            with pytest.raises(PermissionError, match="read-only"):
                write(path, NEW)
    with pytest.raises(PermissionError, match="read-only"):
        write(path, NEW)
    assert path.read_bytes() == OLD
    assert os.listdir(open_folder) == ["x"]  # noqa: PTH208


def test_somebody_elses_file_is_refused_though_its_folder_is_writable(open_folder: Path) -> None:
    path = open_folder / "x"
    path.write_bytes(OLD)
    path.chmod(0o644 if os.geteuid() == 0 else 0o444)
    with normal_user(), pytest.raises(PermissionError, match="read-only"):
        write(path, NEW)
    assert path.read_bytes() == OLD


def test_a_read_only_folder_is_refused(open_folder: Path) -> None:
    with normal_user():
        folder = open_folder / "closed"
        folder.mkdir()
        path = folder / "x"
        path.write_bytes(OLD)
        folder.chmod(0o555)
        try:
            with pytest.raises(PermissionError):
                write(path, NEW)
            with pytest.raises(PermissionError):
                create(folder / "y", NEW)
            assert os.listdir(folder) == ["x"]  # noqa: PTH208
        finally:
            folder.chmod(0o755)
    assert path.read_bytes() == OLD


def test_a_folder_one_may_write_to_but_not_list_is_enough(open_folder: Path) -> None:
    with normal_user():
        folder = open_folder / "dark"
        folder.mkdir()
        folder.chmod(0o333)
        try:
            create(folder / "x", OLD)
            write(folder / "x", NEW)
            assert (folder / "x").read_bytes() == NEW
        finally:
            folder.chmod(0o755)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(OLD)
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from valueworkshop.files.safe.atomic import write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write(Path(sys.argv[1]), b'new' * 2000)\n"
        "except OSError as error:\n"
        "    print(error.errno)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(errno.EFBIG)
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["x"]  # noqa: PTH208


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write(path, NEW)
    assert path.read_bytes() == NEW
