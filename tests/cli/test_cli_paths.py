"""Case 70: whatever a session holds that looks like a path, nothing is written elsewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hostile_sessions import hand_made
from payloads import PATHS

# Opens, edits, saves, exports, restores and copies one workshop, in one process.
WORK = """
import sys
from dataclasses import replace
from pathlib import Path
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.cli import cli
from valueworkshop.files.text import session_file
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.safe.typed_pieces import Spot
from valueworkshop.core.session.desk import Desk

path = Path(sys.argv[1])
document = session_file.read(path)
session = document.session
desk = Desk(session, ids=lambda: "n1", today=lambda: None)
sitting = Sitting(desk, path, document)
stage = session.place.stage
sitting.typed({Spot(stage, session.place.at, session.title): session.title + " typed"})
desk.commit(replace(session, offer=session.offer + " edited", organisation=session.title))
sitting.flush()
assert "edited" in path.read_text()
sitting.export()
sitting.close()
save_new(session, path.parent)
for command in (
    ["list"], ["show"], ["check"], ["export"], ["export", "--to", "csv"], ["ballots"],
    ["restore"], ["restore", "--backup", "1"], ["doctor"],
):
    name = [] if command[0] in ("list", "doctor") else [str(path)]
    try:
        cli(["--sessions", str(path.parent), command[0], *name, *command[1:]])
    except SystemExit as left:
        assert left.code == 0, command
"""

# Prints each event that changes a file, with the place in the code. The kernel sees more: see the
# other test.
WATCHED = """
import os, sys
TOLD = int(sys.argv.pop())
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
def told(event, args):
    reads = event == "open" and not (args[2] or 0) & WRITES
    if reads and not set(str(args[1] or "")) & set("wax+"):
        return
    if event == "open" or event in CHANGES:
        for place in args[: CHANGES.get(event, 1)]:
            if isinstance(place, (str, bytes, os.PathLike)):
                os.write(TOLD, os.fsencode(os.path.abspath(place)) + b"\\0")
CHANGES = {
    "os.mkdir": 1, "os.remove": 1, "os.rmdir": 1, "os.rename": 2, "os.link": 2, "os.symlink": 2,
    "os.truncate": 1, "os.chmod": 1, "os.chown": 1, "os.utime": 1, "os.setxattr": 1,
    "shutil.rmtree": 1, "os.exec": 1, "os.posix_spawn": 1, "os.system": 1, "subprocess.Popen": 1,
    "os.startfile": 1, "webbrowser.open": 1, "tempfile.mkstemp": 1,
}
sys.addaudithook(told)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop full of what looks like paths, in a folder of its own."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    made = folder / "strange.toml"
    made.write_bytes(hand_made("\n".join((PATHS[0], *PATHS))))
    return made


def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment whose home and folder for temporary files must stay empty."""
    for name in ("home", "elsewhere"):
        (tmp_path / name).mkdir(exist_ok=True)
    return {
        "HOME": str(tmp_path / "home"),
        "VALUEWORKSHOP_STATE": str(tmp_path / "state"),
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }


def outside(places: set[str], tmp_path: Path) -> set[str]:
    """Return the places that are neither among the workshops nor in the state folder."""
    ours = (str(tmp_path / "sessions"), str(tmp_path / "state"), "/dev/null", "/dev/tty")
    return {place for place in places if not place.startswith(ours)}


def test_python_is_asked_to_write_nowhere_else(tmp_path: Path, path: Path) -> None:
    path.write_bytes(hand_made(PATHS[0]))  # that alone; the other test has all in one
    ours, its = os.pipe()
    done = subprocess.Popen(
        [sys.executable, "-c", WATCHED + WORK, str(path), str(its)],
        env=environment(tmp_path),
        cwd=tmp_path / "elsewhere",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=[its],
    )
    os.close(its)
    with os.fdopen(ours, "rb") as told:
        places = set(map(os.fsdecode, told.read().split(b"\0")))
    problems = done.communicate()[1]
    assert done.returncode == 0, problems
    assert any(place.startswith(str(tmp_path / "state")) for place in places)
    assert any(place.startswith(str(tmp_path / "sessions")) for place in places)
    # `doctor` has Python ask `uname` for the processor: the one program that is started.
    assert outside(places - {"", str(tmp_path / "elsewhere" / "uname")}, tmp_path) == set()
    assert list((tmp_path / "elsewhere").iterdir()) == list((tmp_path / "home").iterdir()) == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_system_is_asked_to_write_nowhere_else(tmp_path: Path, path: Path) -> None:
    calls = tmp_path / "calls"
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-y", "-e", "trace=file", "-o", str(calls)),
            *(sys.executable, "-c", WORK, str(path)),
        ],
        env=environment(tmp_path),
        cwd=tmp_path / "elsewhere",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    places = written(calls.read_text(errors="replace"), tmp_path / "elsewhere")
    assert any(place.startswith(str(tmp_path / "sessions")) for place in places)
    assert outside(places, tmp_path) == set()
    assert list((tmp_path / "elsewhere").iterdir()) == list((tmp_path / "home").iterdir()) == []


# What asks, of the calls that name a file, for nothing to be changed.
_READS = re.compile(
    r"^\d+ +(?:stat|lstat|newfstatat|statx|access|faccessat2?|readlink|readlinkat|getcwd|execve"
    r"|statfs|chdir|getxattr|lgetxattr|listxattr|llistxattr|inotify_add_watch)\("
)
_PLACE = re.compile(
    r'(?:AT_FDCWD<(?P<cwd>[^>]*)>|\d+<(?P<dir>[^>]*)>)?(?:, )?"(?P<name>(?:[^"\\]|\\.)*)"'
)


def written(calls: str, cwd: Path) -> set[str]:
    """Return the places that calls would have changed, as strace tells them."""
    found = set()
    for line in calls.splitlines():
        opened = "open" in line.split("(", 1)[0]
        changes = opened and re.search(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)", line)
        if "(" in line and not _READS.match(line) and (changes or not opened):
            for place in _PLACE.finditer(line):
                base = place["cwd"] or place["dir"] or str(cwd)
                found.add(os.path.normpath(os.path.join(base, place["name"])))  # noqa: PTH118
    return found
