"""CPU of commands in a small folder, against `--version`: three samples, and all they import.

Each run is a process of its own, its home empty at first, and the commands take turns. CPU is user
and system time of the process and of those it started; wall time stands beside it.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from terminal_runs import PROGRAM, SAMPLES, judged, keep, paired

RUNS: Final = 15
GOAL: Final = 2.0
SESSIONS: Final = ("bakery-1-winter", "bakery-2-spring", "restaurant")
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "--version": ("--version",),
    "list": ("list",),
    "show": ("show", "restaurant"),
    "find": ("find", "guests"),
    "compare": ("compare", "bakery-1-winter", "bakery-2-spring"),
    "export": ("export", "restaurant", "--output", "-"),
    "actions": ("actions",),
    "check": ("check", "sessions/restaurant.toml"),
}


def once(argv: Sequence[str], folder: Path) -> dict[str, float]:
    """Return the milliseconds of CPU and of the clock that a command takes."""
    env = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    spent, began = _spent(), time.perf_counter()
    done = subprocess.run(
        (PROGRAM, *_here(folder), *argv), env=env, cwd=folder, check=False, capture_output=True
    )
    wall, cpu = time.perf_counter() - began, _spent() - spent
    if done.returncode:
        raise RuntimeError(f"{argv} ended with {done.returncode}: {done.stderr.decode()}")
    return {"cpu": round(cpu * 1000, 2), "wall": round(wall * 1000, 2)}


def _here(folder: Path) -> tuple[str, str]:
    return "--sessions", str(folder / "sessions")


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def imported(argv: Sequence[str], folder: Path) -> int:
    """Return how many modules a command has imported when it is done."""
    code = (
        "import sys, atexit; from valueworkshop.cli import main; "
        "atexit.register(lambda: print(len(sys.modules), file=sys.stderr)); main()"
    )
    env = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    told = subprocess.run(
        (sys.executable, "-c", code, *_here(folder), *argv),
        cwd=folder,
        env=env,
        check=True,
        capture_output=True,
    )
    return int(told.stderr.split()[-1])


def main() -> None:
    """Run all commands in turns, print the table, keep the runs."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "sessions").mkdir()
        for name in SESSIONS:
            shutil.copy(SAMPLES / f"{name}.toml", folder / "sessions")
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in COMMANDS}
        for turn in range(RUNS + 1):
            for name, argv in COMMANDS.items():
                found = once(argv, folder)
                if turn:
                    runs[name].append(found)
        modules = {name: imported(argv, folder) for name, argv in COMMANDS.items()}
    tell(runs, modules)
    keep("commands", {"unit": "ms", "runs": runs, "modules": modules})


def tell(runs: dict[str, list[dict[str, float]]], modules: dict[str, int]) -> None:
    """Print the figures as a table, and the goal as met or missed."""
    print("| command | CPU, median | least | clock, median | modules | least CPU against |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    base = [run["cpu"] for run in runs["--version"]]
    for name, found in runs.items():
        cpu, wall = [run["cpu"] for run in found], [run["wall"] for run in found]
        against = "" if name == "--version" else judged(min(cpu) / min(base), GOAL)
        pairs = "" if name == "--version" else f", pairs {paired(cpu, base):.2f} ×"
        print(
            f"| `{name}` | {statistics.median(cpu):.0f} ms | {min(cpu):.0f} "
            f"| {statistics.median(wall):.0f} ms | {modules[name]} | {against}{pairs} |"
        )


if __name__ == "__main__":
    main()
