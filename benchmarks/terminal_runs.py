"""What the benchmarks share: programs in the tests' terminal, figures, and the raw runs we keep."""

import datetime as dt
import json
import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
SAMPLES: Final = ROOT / "sessions"

sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from terminal import DEADLINE, Terminal  # noqa: E402 - the tests' own terminal, which is no package

PATIENCE: Final = DEADLINE
"""Seconds after which something counts as missing."""

PROGRAM: Final = str(Path(sys.executable).with_name("valueworkshop"))
"""The command as it is installed beside this Python."""

QUIET: Final = 0.05
"""Seconds without a byte after which we take a program to be done."""

CALM: Final = 0.35
"""Seconds without work after which a program is at rest: ours begins some work after 0.3."""

IDLE: Final = 1.0
"""Milliseconds of work in that time that do not count as any."""


def start(argv: Sequence[str], home: Path, size: tuple[int, int]) -> Terminal:
    """Start a program in a terminal with true colour and an empty home."""
    env = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }
    return Terminal(argv, env=env, size=size, cwd=home)


def quieten(terminal: Terminal) -> list[tuple[float, bytes]]:
    """Return what comes until the program is quiet, not yet drawn."""
    chunks = []
    while came := terminal.receive(QUIET):
        chunks.append(came)
    return chunks


def cpu_of(pid: int) -> float:
    """Return the milliseconds of CPU that the threads of a process have taken so far (Linux)."""
    found = (each.read_text().split() for each in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(taken) for taken, *_ in found) / 1e6


def at_rest(terminal: Terminal) -> float:
    """Wait until the program does nothing; return the milliseconds of CPU it has spent so far."""
    spent, calm = cpu_of(terminal.pid), time.monotonic()
    while time.monotonic() - calm < CALM:
        if came := terminal.receive(CALM / 5):
            terminal.draw(came[1])
        if (now := cpu_of(terminal.pid)) - spent > IDLE:
            spent, calm = now, time.monotonic()
    return spent


def leave(terminal: Terminal) -> None:
    """Quit the program and wait for its end, so that it disturbs nothing."""
    terminal.press("ctrl+q")
    code = terminal.exit_code()
    if code:
        raise RuntimeError(f"it ended with {code}:\n{terminal.text}")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile; `share` from 0 to 1."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * share) - 1)]


def judged(ratio: float, goal: float) -> str:
    """Say whether a goal was met."""
    return f"{ratio:.2f} × (goal {goal:.1f} ×): **{'met' if ratio <= goal else 'missed'}**"


def paired(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios of runs made one after the other."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def keep(name: str, found: dict[str, Any]) -> None:
    """Write the raw runs of today as JSON, without anything on the user or folders."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    told = {
        "benchmark": name,
        "date": today,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("valueworkshop", "textual", "rich")},
        "load_average_at_end": [round(load, 2) for load in os.getloadavg()],
        **found,
    }
    path = HERE / "raw" / f"{name}-{today}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"\nRaw runs: {path.relative_to(ROOT)}")
