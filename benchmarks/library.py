"""A library of 1,000 and of 10,000 workshops: first rows, all rows, finding words, memory.

The workshops are generated from the samples, the same each time, with other ids, titles and notes.
Next to each pass we run `cat` and `grep -r -i` over the same files; every pass is its own process.
The files are in the system's cache, as after any first look. The first rows are those on a real
terminal, against the same app with an empty folder.
"""

import datetime as dt
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from start import Program, once
from terminal_runs import PROGRAM, SAMPLES, keep

from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.library.cache import opened
from valueworkshop.library.folder_scan import look, records
from valueworkshop.library.open_actions import tasks
from valueworkshop.library.word_search import find

SIZES: Final = (1_000, 10_000)
RUNS: Final = 3
ON_SCREEN: Final = 9
SEED: Final = 20261123
TODAY: Final = dt.date(2026, 11, 23)
RARE: Final = "quicksilver"
NOWHERE: Final = "zzqqzz"
ASKED: Final = "sways"
"""Words that are in one workshop of a thousand, in none, and in what every kit asks."""

_WHO: Final = ("Dealers", "Labs", "Kitchens", "Pumps", "Hotels", "Clinics", "Schools", "Farms")
_TITLE: Final = re.compile(r'^title = ".*"$', re.MULTILINE)
_ID: Final = re.compile(r'^id = ".*"$', re.MULTILINE)
_NOTE: Final = re.compile(r'^text = "(?=\S)', re.MULTILINE)


def write(folder: Path, number: int) -> None:
    """Write so many workshops, the same each time; the last one changed last."""
    chosen = random.Random(SEED)
    names = ("restaurant", "phone-shop", "prestige-car-maker")
    samples = [(SAMPLES / f"{name}.toml").read_text(encoding="utf-8") for name in names]
    for n in range(number):
        word = RARE if n % 1_000 == 500 else chosen.choice(_WHO).lower()
        text = _ID.sub(f'id = "w{n:07d}"', samples[n % len(samples)], count=1)
        text = _TITLE.sub(f'title = "{chosen.choice(_WHO)} {n}"', text, count=1)
        text = _NOTE.sub(f'text = "{word} {n}: ', text, count=1)
        path = folder / f"w{n:05d}.toml"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000 + n, 1_700_000_000 + n))


def first_lot(folder: Path, state: Path) -> int:
    """Return how many rows come first."""
    with opened(state) as cache:
        return len(next(look(list(listing(folder)), cache)))


def all_whole(folder: Path, state: Path) -> int:
    """Return how many workshops there are, with whole records of all of them."""
    with opened(state) as cache:
        return len(records(folder, cache))


def every_action(folder: Path, state: Path) -> int:
    """Return how many actions are open in all of them."""
    with opened(state) as cache:
        return len(tasks(records(folder, cache), TODAY))


PASSES: Final[Mapping[str, Callable[[Path, Path], int]]] = {
    "first rows, nothing known": first_lot,
    "all rows, nothing known": all_whole,
    "first rows, all known": first_lot,
    "all rows, all known": all_whole,
    "actions, all known": every_action,
    "find a rare word": lambda folder, _: sum(1 for _ in find(folder, RARE)),
    "find a word that is nowhere": lambda folder, _: sum(1 for _ in find(folder, NOWHERE)),
    "find a word of every kit": lambda folder, _: sum(1 for _ in find(folder, ASKED)),
}
SLOW: Final = ("all rows, nothing known",)
FIRST_OF_ALL: Final = ("first rows, nothing known",)

BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "`cat` of all": ("sh", "-c", "find . -name '*.toml' -print0 | xargs -0 cat > /dev/null"),
    "`grep -r -i` of the rare word": ("grep", "-r", "-i", "-l", RARE, "."),
}


def one(name: str, folder: Path, state: Path) -> dict[str, float]:
    """Return seconds and memory in MB that a pass takes in its own process."""
    argv = [sys.executable, __file__, name, str(folder), str(state)]
    told = subprocess.run(argv, check=True, capture_output=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def inside(name: str, folder: str, state: str) -> None:
    """Make a pass, and print what it took."""
    began = time.perf_counter()
    before = time.process_time()
    count = PASSES[name](Path(folder), Path(state))
    seconds, cpu = time.perf_counter() - began, time.process_time() - before
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu += helpers.ru_utime + helpers.ru_stime  # two processes read what is not known
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"s": round(seconds, 4), "cpu": round(cpu, 4), "MB": round(memory, 1), "count": count}
        )
    )


def beside(argv: tuple[str, ...], folder: Path) -> dict[str, float]:
    """Return the seconds that another program takes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(argv, cwd=folder, check=False, capture_output=True)
    seconds, now = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = now.ru_utime - used.ru_utime + now.ru_stime - used.ru_stime
    return {"s": round(seconds, 4), "cpu": round(cpu, 4)}


def measured(folder: Path, state: Path) -> dict[str, list[dict[str, float]]]:
    """Make all passes in turns, the slow ones once."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in (*PASSES, *BESIDE)}
    for turn in range(RUNS):
        for name in PASSES:
            if turn and name in SLOW:
                continue
            if name in FIRST_OF_ALL:
                found[name].append(one(name, folder, state / f"new {turn}"))
            else:
                found[name].append(one(name, folder, state))
        for name, argv in BESIDE.items():
            found[name].append(beside(argv, folder))
    return found


def on_screen(home: Path, folders: Mapping[str, Path]) -> dict[str, list[float]]:
    """Return the milliseconds until each library shows its first rows, in turns."""
    programs = [
        Program(name, (PROGRAM, "--sessions", str(folder)), _seen(folder))
        for name, folder in folders.items()
    ]
    found: dict[str, list[float]] = {program.name: [] for program in programs}
    for turn in range(ON_SCREEN + 1):
        for program in programs:
            passed = once(program, home)
            if turn:
                found[program.name].append(passed["whole"])
    return found


def _seen(folder: Path) -> str:
    """Return what is on the screen when the rows of a library are there."""
    newest = max(folder.glob("*.toml"), key=lambda path: path.name, default=None)
    if newest is None:
        return "Look at a filled-in example"
    return str(re.search(r'^title = "(.*)"$', newest.read_text(encoding="utf-8"), re.MULTILINE)[1])  # type: ignore[index]


def main() -> None:
    """Make the libraries, run all, print the tables, keep the runs."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        folders = {"empty": home / "empty"}
        folders["empty"].mkdir()
        kept: dict[int, dict[str, list[dict[str, float]]]] = {}
        for number in SIZES:
            folder = folders[f"{number:,}"] = home / str(number)
            folder.mkdir()
            write(folder, number)
            kept[number] = measured(folder, home / f"state-{number}")
        shown = on_screen(home, folders)
    tell(kept, shown)
    keep("library", {"passes": kept, "on_screen_ms": shown})


def tell(
    kept: Mapping[int, Mapping[str, list[dict[str, float]]]], shown: Mapping[str, list[float]]
) -> None:
    """Print both tables."""
    few, many = SIZES
    print(f"| pass | {few:,} | {many:,} | growth | CPU at {many:,} | memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, runs in kept[many].items():
        less = statistics.median(run["s"] for run in kept[few][name])
        more = statistics.median(run["s"] for run in runs)
        memory = f"{statistics.median(run['MB'] for run in runs):.0f} MB" if "MB" in runs[0] else ""
        cpu = statistics.median(run["cpu"] for run in runs)
        growth = f"{more / less:.1f} × | {cpu:.3f} s | {memory}"
        print(f"| {name} | {less:.3f} s | {more:.3f} s | {growth} |")
    print("\n| the library on screen | first rows, median | least | most | more than empty |")
    print("| --- | ---: | ---: | ---: | ---: |")
    base = statistics.median(shown["empty"])
    for name, times in shown.items():
        middle = statistics.median(times)
        told = f"{min(times):.0f} | {max(times):.0f} | {middle - base:+.0f} ms"
        print(f"| {name} | {middle:.0f} ms | {told} |")


if __name__ == "__main__":
    if sys.argv[1:]:
        inside(*sys.argv[1:])
    else:
        main()
