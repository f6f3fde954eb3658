"""Importing a survey of 100,000 respondents: seconds and memory, against a plain pass.

The file is generated, the same each time, as Google Forms would write it: a timestamp, an address,
a segment, two questions about each of the six principles of the checklist, some of them unanswered,
and a free text. Both passes read the same file in turns, each in its own process.
"""

import csv
import datetime as dt
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.voice.model import Asks
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text import session_file
from valueworkshop.survey.column_matching import propose
from valueworkshop.survey.counting import accept, count
from valueworkshop.survey.file_layout import look

RESPONDENTS: Final = 100_000
RUNS: Final = 5
SEED: Final = 20261123
SEGMENTS: Final = ("Small shops", "Chains", "Online")


def workshop() -> Session:
    """Return a workshop that rates the checklist and hears customers."""
    kit = load_kit("essentials")
    stages = {**kit.stages, "voice": Stage(kind="voice", title="Customer voice", asks=Asks())}
    segments = {f"s{n}": Segment(name=name, order=n) for n, name in enumerate(SEGMENTS)}
    kit = replace(kit, stages=stages)
    return Session(id="survey", title="Survey", kit=kit, segments=segments)


def write(path: Path) -> None:
    """Write the survey."""
    chosen = random.Random(SEED)
    texts = [item.text for item in load_kit("essentials").stages["checklist"].asks.items.values()]
    asked = [
        f"{q} [{text}]" for q in ("How important is it?", "How is it today?") for text in texts
    ]
    answers = ["1", "2", "3", "4", "4", "5", "5", "", "N/A"]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Timestamp", "Email Address", "Segment", *asked, "Anything else?"])
        for number in range(RESPONDENTS):
            given = chosen.choices(answers, k=len(asked))
            said = "I would like somebody to call me back. " * chosen.randrange(3)
            who = f"customer{number}@example.org"
            out.writerow(["2026/09/27 3:00:00 PM", who, chosen.choice(SEGMENTS), *given, said])


def plain(path: Path) -> int:
    """Read every row, and do nothing with it."""
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file))


def whole(path: Path) -> int:
    """Look at the file, match it, count it, and write the workshop with it."""
    session = workshop()
    found = look(path)
    matching = propose(found, session, "voice")
    counted = count(found, matching)
    taken = accept(
        session,
        "voice",
        found,
        matching,
        counted,
        ids=lambda: "i0000001",
        today=dt.date(2026, 11, 23),
    )
    return len(session_file.dumps(taken))


def once(what: str, path: Path) -> dict[str, float]:
    """Run one pass in its own process."""
    made = subprocess.run(
        [sys.executable, __file__, what, str(path)], capture_output=True, check=True
    )
    found: dict[str, float] = json.loads(made.stdout)
    return found


def alone(what: str, path: Path) -> None:
    """Be that process: print seconds, memory gained in MB, and the result."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    result = {"plain": plain, "whole": whole}[what](path)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "gained": (peak - before) / 1024, "result": result}))


def main() -> None:
    """Run both in turns and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.csv"
        write(path)
        size = path.stat().st_size / 1_000_000
        print(f"{RESPONDENTS:,} respondents, {size:.1f} MB, {RUNS} runs each, in turns")
        runs = [{what: once(what, path) for what in ("plain", "whole")} for _ in range(RUNS)]
    for what in ("plain", "whole"):
        seconds = [run[what]["seconds"] for run in runs]
        gained = max(run[what]["gained"] for run in runs)
        print(
            f"{what:<6} {statistics.median(seconds):6.2f} s ({min(seconds):.2f} to "
            f"{max(seconds):.2f}), {gained:.0f} MB more at most, {runs[0][what]['result']:,.0f}"
        )
    ratio = statistics.median(run["whole"]["seconds"] / run["plain"]["seconds"] for run in runs)
    print(f"ratio  {ratio:6.1f}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        alone(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
