"""What happens on disks that really are full, read-only or mounted: each case in a process.

Run as `disks.py CASE FOLDER`; all cases but `too_many_files` need the right to mount. FOLDER/state
is on the disk that works. A case that fails ends with a traceback.
"""

import errno
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from storage_examples import session
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.safe.drafts import Draft, left_drafts
from valueworkshop.files.saving.save_rules import State, Status
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.text.session_file import dumps, loads, read
from valueworkshop.sitting.sitting import Sitting

SOON = 20.0
MINE = replace(session(), title="mine")


class Fast(SystemClock):
    """Runs fifty times as fast, so that we need not wait for what is tried again after seconds."""

    def seconds(self) -> float:
        return time.monotonic() * 50

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        condition.wait(None if seconds is None else seconds / 50)


@dataclass
class Sat:
    """A saver with a draft, and ways to wait for what it reports."""

    path: Path
    state: Path
    told: list[Status] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.draft = Draft(self.state, "s1")
        self.saver = Saver(
            self.path, read(self.path), self._take, clock=Fast(), draft=self.draft, state=self.state
        )

    def _take(self, status: Status) -> None:
        with self.changed:
            self.told.append(status)
            self.changed.notify_all()

    def until(self, state: State) -> Status:
        with self.changed:
            assert self.changed.wait_for(lambda: self.told and self.told[-1].state is state, SOON)
            return self.told[-1]

    def drafted(self) -> Session:
        """Return what a kill would leave now."""
        (left,) = (self.state / "drafts" / "id-s1").glob("*.toml")
        return loads(left.read_bytes().partition(b"\n")[2], "draft").session


def mounted(folder: Path, options: str) -> Path:
    """Mount a new disk at `folder`; return the file of a session on it."""
    folder.mkdir()
    mount("-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    return written(folder)


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)  # noqa: S607 - wherever the system has it


def written(folder: Path) -> Path:
    path = folder / "x.toml"
    path.write_bytes(dumps(session()))
    return path


def fill(folder: Path) -> Path:
    """Fill the disk to the last byte; return the file that does it."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as filler:
        assert refusal_of(lambda: filler.write(b"x" * 1024)) == errno.ENOSPC
    return path


def refusal_of(call: Callable[[], object]) -> int:
    """Call again and again until the system refuses; return its error."""
    while True:
        try:
            call()
        except OSError as error:
            return error.errno or 0


def refused_and_saved_later(path: Path, state: Path, why: str, mend: Callable[[], None]) -> None:
    """What cannot be saved is in a draft. Once it can be saved, that happens by itself."""
    before = path.read_bytes()
    names = sorted(os.listdir(path.parent))  # noqa: PTH208 - hidden ones count
    sat = Sat(path, state)
    sat.saver.submit(MINE)
    status = sat.until(State.FAILED)
    assert (status.reason, status.drafted) == (why, True), status
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == names  # noqa: PTH208
    assert sat.drafted() == MINE
    mend()
    status = sat.until(State.SAVED)
    assert read(path).session == MINE
    assert (status.path, status.drafted) == (path, False), status
    assert sat.saver.close(SOON).state is State.SAVED
    assert left_drafts(state, "s1") == []


def full(folder: Path) -> None:
    """16: a disk of 16 KB."""
    path = mounted(folder / "disk", "size=16k")
    filler = fill(path.parent)
    refused_and_saved_later(path, folder / "state", "the disk is full", filler.unlink)


def no_inodes(folder: Path) -> None:
    """17: there is room, but not for one more file."""
    path = mounted(folder / "disk", "size=1m,nr_inodes=8")
    names = [path.parent / f"filler{number}" for number in range(8)]
    left = iter(names)
    assert refusal_of(lambda: next(left).touch()) == errno.ENOSPC
    refused_and_saved_later(path, folder / "state", "the disk is full", names[0].unlink)


def read_only(folder: Path) -> None:
    """23: the whole disk is read-only."""
    path = mounted(folder / "disk", "size=1m")
    mount("-o", "remount,ro", str(path.parent))

    def mend() -> None:
        mount("-o", "remount,rw", str(path.parent))

    refused_and_saved_later(path, folder / "state", "the disk is read-only", mend)


def state_full(folder: Path) -> None:
    """19: the state folder is full. The workshop is saved, and the status says so."""
    (folder / "state").mkdir()
    mount("-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder / "state"))
    fill(folder / "state")
    path = written(folder)
    sitting, told = sat_down(path, folder / "state")
    sitting.desk.commit(MINE)
    assert sitting.flush() == "Saved to x.toml."
    sitting.close()
    assert read(path).session == MINE
    assert "no crash protection" in told[-1][0], told


def both_full(folder: Path) -> None:
    """20: no room for a draft either. The user can get all of the text, and go on elsewhere."""
    path = mounted(folder / "disk", "size=16k")
    before = path.read_bytes()
    fill(path.parent)
    sitting, told = sat_down(path, path.parent / "state")
    sitting.desk.commit(MINE)
    assert sitting.flush().startswith("NOT SAVED: the disk is full. It is only on this screen")
    assert told[-1][0] == "NOT SAVED (in memory only): the disk is full"
    assert loads(sitting.text().encode(), "text").session == MINE
    elsewhere = folder / "elsewhere" / "y.toml"
    sitting.go_on_in(elsewhere, sitting.write_elsewhere(elsewhere))
    assert told[-1][0] == "saved"
    assert read(elsewhere).session == MINE
    later = replace(MINE, offer="later")
    sitting.desk.commit(later)
    sitting.close()
    assert read(elsewhere).session == later
    assert path.read_bytes() == before


def sat_down(path: Path, state: Path) -> tuple[Sitting, list[tuple[str, str]]]:
    """Sit down as the app does; return the sitting, and what it reports."""
    os.environ["VALUEWORKSHOP_STATE"] = str(state)
    document = read(path)
    desk = Desk(document.session, ids=lambda: "n1", today=lambda: document.session.date)  # type: ignore[arg-type, return-value]
    sitting = Sitting(desk, path, document)
    told: list[tuple[str, str]] = []
    sitting.on_status = lambda text, unusual: told.append((text, unusual))
    return sitting, told


def alone(folder: Path) -> None:
    """28: the file itself is mounted, so that no other file can replace it."""
    there = folder / "there"
    there.mkdir()
    path, outside = written(there), folder / "outside.toml"
    outside.write_bytes(path.read_bytes())
    mount("--bind", str(outside), str(path))
    sat = Sat(path, folder / "state")
    for title in ("longer than it was " * 50, "short"):
        now = replace(session(), title=title)
        sat.saver.submit(now)
        status = sat.saver.flush(SOON)
        assert (status.state, status.path) == (State.SAVED, path), status
        assert read(outside).session == now
    sat.saver.close(SOON)
    assert path.stat().st_ino == outside.stat().st_ino
    assert os.listdir(there) == ["x.toml"]  # noqa: PTH208


def too_many_files(folder: Path) -> None:
    """27: no more file can be opened; later there can."""
    path = written(folder)
    sat = Sat(path, folder / "state")
    resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
    before, opened = path.stat(), list[int]()
    assert refusal_of(lambda: opened.append(os.open(path, os.O_RDONLY))) == errno.EMFILE
    sat.saver.submit(MINE)
    status = sat.until(State.FAILED)
    assert (status.reason, status.drafted) == ("too many files are open", False)
    assert path.stat() == before
    for descriptor in opened:
        os.close(descriptor)
    sat.until(State.SAVED)
    assert read(path).session == MINE
    sat.saver.close(SOON)


CASES: dict[str, Callable[[Path], None]] = {
    case.__name__: case
    for case in (
        *(full, no_inodes, read_only, state_full),
        *(both_full, alone, too_many_files),
    )
}

if __name__ == "__main__":
    CASES[sys.argv[1]](Path(sys.argv[2]))
