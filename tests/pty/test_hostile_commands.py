"""Case 64: a stranger's files, folders and words in what each command writes to a terminal."""

import datetime as dt
import json
import os
import sys
from pathlib import Path

import pytest

from hostile_sessions import hand_made
from in_terminal import environment
from payloads import MARK, STEERING, TERMINAL
from steering import steering
from terminal import Terminal
from valueworkshop.files.safe import backups
from valueworkshop.files.text import session_file

pytestmark = pytest.mark.pty

ALL = "".join(TERMINAL.values())
NAME = os.fsdecode(f"x{STEERING}\x1b]0;{MARK}\x07".encode().replace(b"\0", b"") + b"\x9b\xff")
"""A name that a folder can have: all that steers, and bytes that are no UTF-8."""

# One process for all commands: starting one for each takes seconds.
RUN_ALL = """
import json, sys
from valueworkshop.cli import main
for number, args in enumerate(json.loads(sys.argv[1])):
    sys.argv = ["valueworkshop", *args]
    try:
        main()
    except SystemExit as left:
        print(f"[{number} ended {left.code}]", flush=True)
"""

# As an escape in TOML, where a sign itself would be refused before anything is read of the file.
QUOTED = json.dumps(ALL.encode(errors="replace").decode())
BROKEN = {
    "no TOML": f'title = "a\x1b]0;{MARK}\x07"\n',
    "a sign alone": f"\x9b{MARK}m = \n",
    "a key": f"schema = 1\ntitle = 1\n{QUOTED} = 2\nid = {QUOTED}\n# end of session\n",
    "no end": f"schema = 1\ntitle = {QUOTED}\n",
    "of a newer version": f"schema = 99\ntitle = {QUOTED}\n# end of session\n",
}


def in_a_terminal(home: Path, commands: list[list[str]], **more: str) -> Terminal:
    """Run commands one after the other in one terminal, to their end."""
    argv = [sys.executable, "-c", RUN_ALL, json.dumps(commands)]
    terminal = Terminal(argv, env=environment(home, **more), size=(120, 40), cwd=home)
    terminal.exit_code()
    return terminal


def folder_of_a_stranger(folder: Path) -> list[Path]:
    """Make a folder with a workshop in it, which comes first, and files that are refused."""
    folder.mkdir()
    files = [hand_made(ALL), *(text.encode() for text in BROKEN.values())]
    found = hand_made(ALL, ids=False).decode()
    for old, new in (('kind = "pause"', "kind = "), ("[answers.act", "[answers.")):
        assert old in found
        files.append(found.replace(old, f"{new}{QUOTED}").encode())
    paths = [folder / f"{NAME}{number}.toml" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    (folder / f"--{NAME}.toml").write_bytes(b"")
    return paths


def test_no_command_passes_on_what_steers(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / NAME
    home.mkdir()
    good, *others = folder_of_a_stranger(folder)
    shelf = backups.shelf_of(home / "state", session_file.read(good).session.id)
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    backups.keep(shelf, good.read_bytes(), kind=backups.Kind.FOUND, name=good.name, now=now)
    commands = [
        *(["list"], ["list", "--json"], ["doctor"], ["doctor", "--json"], ["kits"], ["restore"]),
        *(["show", str(good)], ["show", str(good), "--json"], ["show", NAME]),
        *(["export", str(good)], ["export", str(good), "-o", "-"], ["ballots", str(good)]),
        *(["export", str(good), "--to", "csv", "-o", "-"], ["export", str(good), "--to", NAME]),
        *(["check", str(good), *map(str, others)], ["check", "--json", *map(str, others)]),
        *(["show", str(path)] for path in others),
        *(["restore", NAME], ["restore", str(good), "--backup", NAME], ["restore", str(good)]),
        *(["ballots", str(good), "--stage", NAME], [f"--{NAME}.toml"], ["show", f"--{NAME}"]),
        *([NAME], ["show", str(good), NAME], ["open", str(others[0])], ["new", "--kit", NAME]),
        *(["export", str(good), "-o", str(folder / NAME / NAME)], ["kits", f"--{NAME}=1"]),
        ["--sessions", str(good), "list"],
    ]
    where = {"VALUEWORKSHOP_SESSIONS": str(folder), "VALUEWORKSHOP_STATE": str(home / "state")}
    with in_a_terminal(home, commands, **where) as terminal:
        for number in range(len(commands)):
            assert f"[{number} ended ".encode() in terminal.raw
        assert steering(terminal.raw) == set()
