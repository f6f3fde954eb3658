import datetime as dt
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storage_examples import session
from valueworkshop.files.home.cut_off_saves import AT_WORK, cut_off, put_away, sweep
from valueworkshop.files.safe import atomic, backups, state_folder
from valueworkshop.files.safe.atomic import Calls
from valueworkshop.files.text.session_file import dumps

OLD, NEW = dumps(session()), dumps(replace(session(), title="New"))
TEMPORARY = f"{atomic.TEMP}0123456789abcdef.tmp"


def later(seconds: float = AT_WORK + 1) -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)


def left(folder: Path) -> list[bytes]:
    """Return what was moved into the backups in `folder`, the newest first."""
    found = [each for shelf in backups.shelves(folder) for each in backups.listing(shelf)]
    assert all(backup.kind is backups.Kind.LEFT for backup in found)
    return [backup.read() for backup in found]


def killed(save: Callable[[Path, bytes, Calls], None], path: Path, step: str) -> None:
    """Save in a process of its own, which is killed when it comes to a step."""

    def kill(*_: object) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def a_little(descriptor: int, data: memoryview) -> int:
        os.write(descriptor, data[: len(data) // 2])
        return kill()

    child = os.fork()
    if not child:  # the pragma below: coverage does not outlive SIGKILL
        calls = {"write": a_little, "sync": kill, "replace": kill, "link": kill, "unlink": kill}
        save(path, NEW, Calls(**{step: calls[step]}))  # type: ignore[arg-type]
        os._exit(0)  # pragma: no cover
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_a_kill_between_create_and_rename_leaves_the_old_file(tmp_path: Path, step: str) -> None:
    """3: the temporary file is moved to the backups at the next start."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = folder / "x.toml"
    path.write_bytes(OLD)
    killed(atomic.write, path, step)
    assert len(os.listdir(folder)) == 2  # noqa: PTH208 - hidden files count
    sweep(folder, tmp_path / "state", later())
    assert [each.name for each in folder.iterdir()] == ["x.toml"]
    assert path.read_bytes() == OLD
    assert left(tmp_path / "state") == [NEW[: len(NEW) // 2] if step == "write" else NEW]
    shelf = backups.shelf_of(tmp_path / "state", session().id)
    assert backups.listing(shelf)[0].name == "new.toml"


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("step", ["write", "sync", "link", "unlink"])
def test_a_kill_during_the_first_save_leaves_no_half_file(tmp_path: Path, step: str) -> None:
    """4: and what there was of it is offered; once the file is there, it goes to the backups."""
    path = tmp_path / "sessions" / "x.toml"
    path.parent.mkdir()
    killed(atomic.create, path, step)
    offered = cut_off(path.parent)
    sweep(path.parent, tmp_path / "state", later())
    if step == "unlink":
        assert path.read_bytes() == NEW
        assert offered == []
        assert left(tmp_path / "state") == [NEW]
    else:
        (cut,) = offered
        assert cut.title == "New"
        assert (cut.session is None) == (step == "write")
        assert list(path.parent.iterdir()) == [cut.path]
        put_away(cut.path, tmp_path / "state", later())
        assert left(tmp_path / "state") == [NEW[: len(NEW) // 2] if step == "write" else NEW]
        assert list(path.parent.iterdir()) == []


def test_what_may_be_at_work_stays(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(OLD)
    (tmp_path / TEMPORARY).write_bytes(NEW)
    assert sweep(tmp_path, tmp_path / "state", later(AT_WORK - 5)) == []
    assert (tmp_path / TEMPORARY).exists()
    assert sweep(tmp_path, tmp_path / "state", later()) == [tmp_path / TEMPORARY]


def test_a_clock_set_back_does_not_keep_it_there(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(OLD)
    (tmp_path / TEMPORARY).write_bytes(NEW)
    assert sweep(tmp_path, tmp_path / "state", later(-365 * 86_400)) == [tmp_path / TEMPORARY]


def test_an_empty_one_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / TEMPORARY).touch()
    assert sweep(tmp_path, tmp_path / "state", later()) == [tmp_path / TEMPORARY]
    assert left(tmp_path / "state") == []


def test_what_cannot_be_moved_stays(tmp_path: Path) -> None:
    """19: and nothing is thrown away where the state folder takes nothing."""
    (tmp_path / TEMPORARY).write_bytes(NEW)
    (tmp_path / "state").touch()
    assert sweep(tmp_path, tmp_path / "state", later()) == []
    assert (tmp_path / TEMPORARY).read_bytes() == NEW
    assert sweep(tmp_path / "none", tmp_path / "state", later()) == []


def test_planted_links_folders_and_pipes_are_left_alone(tmp_path: Path) -> None:
    """37: what a planted link leads to is neither moved nor read."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"secret")
    (tmp_path / TEMPORARY).symlink_to(victim)
    (tmp_path / f"{atomic.TEMP}1.tmp").mkdir()
    os.mkfifo(tmp_path / f"{atomic.TEMP}2.tmp")
    assert sweep(tmp_path, tmp_path / "state", later()) == []
    assert victim.read_bytes() == b"secret"
    assert (tmp_path / TEMPORARY).is_symlink()
    assert not (tmp_path / "state").exists()


def test_one_without_an_id_has_a_shelf_too(tmp_path: Path) -> None:
    (tmp_path / TEMPORARY).write_bytes(b"\0\0")
    sweep(tmp_path, tmp_path / "state", later())
    assert left(tmp_path / "state") == [b"\0\0"]
    assert (tmp_path / "state" / "backups" / state_folder.key_of("")).is_dir()
