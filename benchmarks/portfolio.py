"""Many workshops: writing the tidy tables, and the five questions, for 1,000, 10,000 and 100,000.

The workshops of a library are those of `library.py`: files of 24 KB, read cold, then again, then
with one changed. Beside it stand `cat` of the same files and the library's own cold read. Tables of
100,000 are made, not read: `tests/helpers/made_tables.py`, as Parquet. Beside the questions stand
`cat` and DuckDB's own read of all columns of the same files. Every pass is a process of its own.
"""

import datetime as dt
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from library import all_whole
from library import write as write_library
from terminal_runs import ROOT, keep

sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from made_tables import write as write_tables
from valueworkshop.portfolio.duckdb_engine import DuckDbEngine
from valueworkshop.portfolio.five_questions import answers
from valueworkshop.portfolio.table_schema import TABLES
from valueworkshop.portfolio.tidy_run import Order, tidy

LIBRARIES: Final = (1_000, 10_000)
TABLES_OF: Final = (1_000, 10_000, 100_000)
RUNS: Final = 3
TODAY: Final = dt.date(2024, 6, 15)


def tidied(folder: Path, to: Path) -> int:
    """Bring tables up to date; return how many workshops were new."""
    order = Order(folders=[folder], to=to, state=to.with_name(f"{to.name}-state"), form="parquet")
    return tidy(order).new


def asked(tables: Path, _: Path) -> int:
    """Ask all questions; return how many rows the answers have."""
    return sum(map(len, answers(DuckDbEngine(str(tables)), TODAY).values()))


def read_by_duckdb(tables: Path, _: Path) -> int:
    """Let DuckDB read every cell of the same files; return how many rows there are."""
    engine, rows = DuckDbEngine(str(tables)), 0
    for table in TABLES:
        every = ", ".join(f"count(DISTINCT {name})" for name in table.types)
        engine.ask(f"SELECT {every} FROM {table.name}")  # noqa: S608 - names of ours
        (count,) = engine.ask(f"SELECT count(*) AS n FROM {table.name}")  # noqa: S608
        rows += int(count["n"])
    return rows


def concatenated(folder: Path, _: Path) -> int:
    """Let `cat` read all files; return 0."""
    command = "find . -type f -print0 | xargs -0 cat > /dev/null"
    subprocess.run(("sh", "-c", command), cwd=folder, check=True)  # noqa: S607
    return 0


PASSES: Final = {
    "tidied": tidied,
    "library": all_whole,
    "asked": asked,
    "duckdb": read_by_duckdb,
    "cat": concatenated,
}


def inside(name: str, one: str, other: str) -> None:
    """Make a pass, and print what it took."""
    began = time.perf_counter()
    count = PASSES[name](Path(one), Path(other))
    seconds = time.perf_counter() - began
    ours, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    told = {
        "s": round(seconds, 3),
        "cpu": round(sum(u.ru_utime + u.ru_stime for u in (ours, others)), 3),
        "MB": round(ours.ru_maxrss / 1024, 1),
        "count": count,
    }
    print(json.dumps(told))


def once(name: str, one: Path, other: Path) -> dict[str, float]:
    """Make a pass in a process of its own."""
    argv = [sys.executable, __file__, name, str(one), str(other)]
    found: dict[str, float] = json.loads(
        subprocess.run(argv, check=True, capture_output=True).stdout
    )
    return found


def of_a_library(home: Path, number: int) -> dict[str, list[dict[str, float]]]:
    """Return what reading so many files into tables takes."""
    folder, to = home / f"library-{number}", home / f"to-{number}"
    folder.mkdir()
    write_library(folder, number)
    found = {
        "`cat` of the workshops": [once("cat", folder, home)],
        "library, nothing known": [once("library", folder, home / f"state-{number}")],
        "`tidy`, nothing there": [once("tidied", folder, to)],
        "`tidy`, nothing changed": [once("tidied", folder, to) for _ in range(RUNS)],
    }
    changed = []
    for turn in range(RUNS):
        path = folder / "w00007.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('organisation = "', f'organisation = "{turn}'), "utf-8")
        changed.append(once("tidied", folder, to))
    return {**found, "`tidy`, one changed": changed}


def of_tables(home: Path, number: int) -> dict[str, list[dict[str, float]]]:
    """Return what asking tables of so many workshops takes."""
    folder = home / f"tables-{number}"
    write_tables(folder, number, "parquet")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    passes = {
        "`cat` of the tables": "cat",
        "DuckDB reads every cell": "duckdb",
        "the five questions": "asked",
    }
    found: dict[str, list[dict[str, float]]] = {name: [] for name in passes}
    for _ in range(RUNS):
        for name, key in passes.items():
            found[name].append({**once(key, folder, home), "size": size})
    return found


def main() -> None:
    """Make libraries and tables, run all, print the tables, keep the runs."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        tables = {number: of_tables(home, number) for number in TABLES_OF}
        tell(tables)
        libraries = {number: of_a_library(home, number) for number in LIBRARIES}
        tell(libraries)
    kept = {"cores": os.cpu_count(), "load": os.getloadavg(), "libraries": libraries}
    keep("portfolio", {**kept, "tables": tables})


def tell(found: Mapping[int, Mapping[str, Sequence[Mapping[str, Any]]]]) -> None:
    """Print a table: seconds, CPU and memory by number, medians."""
    print("| pass |", " | ".join(f"{number:,}" for number in found), "| CPU | memory |")
    print("| --- |", " | ".join("---:" for _ in found), "| ---: | ---: |")
    *_, last = found
    for name, runs in found[last].items():
        cells = [f"{_middle(found[number][name], 's'):.2f} s" for number in found]
        cpu, memory = _middle(runs, "cpu"), _middle(runs, "MB")
        print(f"| {name} |", " | ".join(cells), f"| {cpu:.2f} s | {memory:.0f} MB |")
    print(flush=True)


def _middle(runs: Sequence[Mapping[str, float]], key: str) -> float:
    return statistics.median(run[key] for run in runs)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        inside(*sys.argv[1:])
    else:
        main()
