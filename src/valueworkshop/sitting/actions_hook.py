"""A program of the user's own that gets the actions of a workshop, as their settings name it.

Only the settings file of this computer names one, never the file of a workshop. It runs without a
shell, gets JSON on standard input as `actions --json` writes it, and has `PATIENCE` seconds.
"""

import contextlib
import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session.session import Session
from valueworkshop.files.text.problems import reason
from valueworkshop.sitting.sitting import Sitting

PATIENCE: Final = 10.0
"""So many seconds the program has before we end it."""

_MOST_SAID: Final = 4_000
_SHOWN: Final = 400


def at_the_end(sitting: Sitting, program: Sequence[str], patience: float = PATIENCE) -> str:
    """Hand on what was agreed, if this sitting changed it; return what came of it, '' for nothing.

    Blocks until the program has ended.
    """
    if not program or sitting.only_read:
        return ""
    before, now = (_agreed(each) for each in (sitting.began_with, sitting.desk.session))
    return hand_on(sitting, program, patience) if before != now else ""


def hand_on(sitting: Sitting, program: Sequence[str], patience: float = PATIENCE) -> str:
    """Give the program what was agreed, and return what came of it in a sentence or its words."""
    from valueworkshop.exports.agreed_actions import data, plan_of  # noqa: PLC0415 - seldom

    plan = plan_of(sitting.desk.session, dt.datetime.now().astimezone())
    path = str(sitting.path)
    actions = tuple(replace(action, path=path) for action in plan.actions)
    return ran(program, data(replace(plan, actions=actions)), patience)


def _agreed(session: Session) -> object:
    from valueworkshop.exports.agreed_actions import plan_of  # noqa: PLC0415 - seldom

    return plan_of(session, dt.datetime.min.replace(tzinfo=dt.UTC)).actions


def ran(program: Sequence[str], text: str, patience: float = PATIENCE) -> str:
    """Run a program with a text on standard input; return what it said, or what went wrong."""
    name = one_line(Path(program[0]).name)
    found = shutil.which(program[0])
    if found is None:
        return f"{name} was not found. Your settings name it, in [hooks]."
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own settings name it
            [found, *program[1:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=Path.home(),
            start_new_session=True,
        )
    except OSError as error:
        return f"{name} did not start: {reason(error)}. Your settings name it, in [hooks]."
    said = bytearray()
    threads = [
        threading.Thread(target=_give, args=(process.stdin, text.encode()), daemon=True),
        threading.Thread(target=_listen, args=(process.stdout, said), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        code = process.wait(patience)
    except subprocess.TimeoutExpired:
        _end(process)
        code = None
    for thread in threads:
        thread.join(1)  # what it left running may hold a pipe open
    if code is None:
        return f"{name} took more than {patience:g} seconds, and was ended.{_shown(said)}"
    if code:
        return f"{name} failed ({code}).{_shown(said)}"
    return f"{name} has the actions.{_shown(said)}"


def _give(pipe: IO[bytes] | None, data: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):  # a program need not read what it gets
        if pipe is not None:
            with pipe:
                pipe.write(data)


def _listen(pipe: IO[bytes] | None, said: bytearray) -> None:
    """Read all, and keep the beginning: a program may never stop talking."""
    with contextlib.suppress(OSError, ValueError):
        if pipe is not None:
            with pipe:
                while part := os.read(pipe.fileno(), 65_536):
                    said += part[: max(0, _MOST_SAID - len(said))]


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and what it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _shown(said: bytearray) -> str:
    text = one_line(clean(said.decode(errors="replace")))
    return f" It says: {text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}" if text else ""
