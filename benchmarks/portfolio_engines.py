"""The five questions on DuckDB and on Spark, asked of 1,000, 10,000 and 100,000 workshops.

Spark runs on this computer as it comes, with Debian's Java; each engine answers in a process of its
own, in turns, on the same Parquet of `tests/helpers/made_tables.py`. Start is all until the tables
are known. CPU is of the process and of the Java that it started. Without Spark:
`.venv/bin/python -m pip install pyspark`.
"""

import datetime as dt
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from terminal_runs import ROOT, keep

sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from made_tables import write
from valueworkshop.portfolio.five_questions import Answers, answers
from valueworkshop.portfolio.portfolio_run import DUCKDB, SPARK, engine_at

NUMBERS: Final = (1_000, 10_000, 100_000)
RUNS: Final = {DUCKDB: 3, SPARK: 1}
"""How often each is asked; Spark takes minutes where others work too."""

TODAY: Final = dt.date(2024, 6, 15)
QUIET: Final = "--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false"
_TICK: Final = os.sysconf("SC_CLK_TCK")


def family() -> Iterator[Path]:
    """Yield what the system tells of this process and of all below it."""
    waiting = [os.getpid()]
    while waiting:
        told = Path("/proc") / str(waiting.pop())
        yield told
        for below in told.glob("task/*/children"):
            waiting += map(int, below.read_text(encoding="ascii").split())


def cpu() -> float:
    """Return the seconds that they have worked."""
    rows = ((each / "stat").read_text(encoding="utf-8").rpartition(")")[2] for each in family())
    return sum(sum(map(int, row.split()[11:15])) for row in rows) / _TICK


def megabytes() -> float:
    """Return the most memory that each of them had, added up."""
    texts = ((each / "status").read_text(encoding="utf-8") for each in family())
    lines = (line for text in texts for line in text.splitlines() if line.startswith("VmHWM"))
    return sum(int(line.split()[1]) for line in lines) / 1024


def digest(found: Answers) -> str:
    """Return a sum of all answers; of floats nine digits, as means differ in the last."""
    told = hashlib.blake2b(digest_size=8)
    for part, rows in sorted(found.items()):
        lines = (
            repr([f"{c:.8e}" if isinstance(c, float) else str(c) for c in row.values()])
            for row in rows
        )
        told.update("\n".join((part, *sorted(lines))).encode())
    return told.hexdigest()


def inside(name: str, folder: str) -> None:
    """Start an engine, ask, and print what that took."""
    began, worked = time.perf_counter(), cpu()
    engine = engine_at(folder, name)
    known, known_cpu = time.perf_counter(), cpu()
    found = answers(engine, TODAY)
    done, done_cpu = time.perf_counter(), cpu()
    told = {
        "start": round(known - began, 3),
        "start_cpu": round(known_cpu - worked, 3),
        "asked": round(done - known, 3),
        "asked_cpu": round(done_cpu - known_cpu, 3),
        "MB": round(megabytes(), 1),
        "rows": sum(map(len, found.values())),
        "digest": digest(found),
    }
    engine.close()
    print(json.dumps(told))


def once(name: str, folder: Path) -> dict[str, Any]:
    """Make a pass in a process of its own."""
    argv = [sys.executable, __file__, name, str(folder)]
    env = {**os.environ, "PYSPARK_SUBMIT_ARGS": f"{QUIET} pyspark-shell"}
    done = subprocess.run(argv, check=True, stdout=subprocess.PIPE, env=env)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def tell(found: Mapping[int, Mapping[str, Sequence[Mapping[str, Any]]]]) -> None:
    """Print a table of medians, and how the last number grew over the one before."""
    print("| | ", " | ".join(f"{number:,}" for number in found), "| growth of the last |")
    print("| --- |", " | ".join("---:" for _ in found), "| ---: |")
    for name in (DUCKDB, SPARK):
        for key, unit in (
            *(("start", "s"), ("start_cpu", "s"), ("asked", "s"), ("asked_cpu", "s")),
            *(("MB", "MB"), ("rows", "")),
        ):
            middles = [statistics.median(run[key] for run in of[name]) for of in found.values()]
            cells = " | ".join(
                f"{middle:,.{2 if unit == 's' else 0}f} {unit}" for middle in middles
            )
            print(f"| {name}: {key} | {cells} | {middles[-1] / middles[-2]:.1f} × |")


def main() -> None:
    """Make the tables, ask in turns, print, keep the runs."""
    found: dict[int, dict[str, list[dict[str, Any]]]] = {}
    with tempfile.TemporaryDirectory() as made:
        for number in NUMBERS:
            folder = Path(made) / str(number)
            write(folder, number, "parquet")
            found[number] = {DUCKDB: [], SPARK: []}
            for turn in range(max(RUNS.values())):
                for name, runs in found[number].items():
                    if turn < RUNS[name]:
                        runs.append(once(name, folder))
            sums = {run["digest"] for runs in found[number].values() for run in runs}
            print(f"{number:,} workshops: {'the same' if len(sums) == 1 else 'OTHER'} answers")
    tell(found)
    keep("portfolio_engines", {"runs": found})


if __name__ == "__main__":
    if len(sys.argv) > 1:
        inside(*sys.argv[1:])
    else:
        main()
