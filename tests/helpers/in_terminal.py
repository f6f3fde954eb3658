"""Start the program as a user would: in an empty home, without the tester's settings."""

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from terminal import Terminal
from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.files.text import session_file

QUESTION: Final = "What do customers expect of any supplier"
"""How the first question of the essentials begins; `workshop_at_a_question` is at it."""

PROGRAM: Final = (sys.executable, "-m", "valueworkshop")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a login with a modern terminal, changed by `more`."""
    home.mkdir(exist_ok=True)
    found = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
    return {**found, **more}


def started(
    tmp_path: Path,
    *args: str,
    size: tuple[int, int] = (80, 24),
    more: Mapping[str, str] | None = None,
    answers: Mapping[bytes, bytes] | None = None,
) -> Terminal:
    """Start the program on the workshops of `tmp_path`/sessions."""
    argv = [*PROGRAM, "--sessions", str(tmp_path / "sessions"), *args]
    home = tmp_path / "home"
    env = environment(home, **(more or {}))
    return Terminal(argv, env=env, size=size, cwd=home, answers=answers)


def ran(tmp_path: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command that needs no terminal, to its end."""
    return subprocess.run(
        [*PROGRAM, "--sessions", str(tmp_path / "sessions"), *args],
        env=environment(tmp_path / "home"),
        cwd=tmp_path / "home",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def workshop_at_a_question(tmp_path: Path, title: str = "Dealers") -> Path:
    """Save a new workshop at the first question; return its file."""
    session = new_session("essentials", random_ids(Random(title)), dt.date(2026, 11, 22), title)
    session = replace(session, place=Place(stage="guiding", at="expectations"))
    return save_new(session, tmp_path / "sessions")


def go_to(terminal: Terminal, name: str, seen: str) -> None:
    """Go to a place by a part of its name; `seen` is on the screen there."""
    terminal.press("ctrl+g")
    terminal.wait_for(filtering := "type part of its name")
    terminal.type(name)
    row = re.compile(f"▸ .*{re.escape(name)}")
    terminal.until(lambda: row.search(terminal.text), f"cursor on {name!r}", of_screen=True)
    terminal.press("enter")
    terminal.wait_gone(filtering)
    terminal.wait_for(seen)


def notes_in(path: Path) -> list[str]:
    """Return the texts of the first question's notes as they are on disk."""
    return [note.text for _, note in answers(saved(path), "guiding").of("expectations")]


def saved(path: Path) -> Session:
    """Return the session in a file."""
    return session_file.read(path).session
