"""Start to first text: the library and a full workshop against a hello-world of Textual.

Each program runs on its own terminal. Time counts from the fork until the first frame with text in
it has arrived; it includes all imports. The programs take turns, so that whatever else the machine
does disturbs all of them alike; the first turn only warms up.
"""

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from terminal_runs import (
    HERE,
    PATIENCE,
    PROGRAM,
    SAMPLES,
    judged,
    keep,
    leave,
    paired,
    quieten,
    start,
)

from valueworkshop.core.session.session import Place
from valueworkshop.files.text import session_file

RUNS: Final = 15
SIZE: Final = (120, 40)
FULL: Final = "prestige-car-maker"
GOALS: Final = {"library": 1.5, "workshop": 1.8}


@dataclass(frozen=True)
class Program:
    """A program, and what is on its screen once all of it is shown."""

    name: str
    argv: tuple[str, ...]
    whole: str


def once(program: Program, home: Path) -> dict[str, float]:
    """Return the milliseconds until any text is there, and until all of it is."""
    with start(program.argv, home, SIZE) as terminal:
        chunks: list[tuple[float, bytes]] = []
        # Drawing takes time: we only look through the bytes while they come, and draw them later.
        while program.whole.encode() not in terminal.raw:
            if (came := terminal.receive(PATIENCE)) is None:
                raise RuntimeError(f"{program.whole!r} never came: {terminal.raw[-500:]!r}")
            chunks.append(came)
        chunks += quieten(terminal)
        found: dict[str, float] = {}
        for when, data in chunks:
            if terminal.draw(data):
                passed = (when - terminal.started) * 1000
                if terminal.text.strip():
                    found.setdefault("text", passed)
                if terminal.shows(program.whole):
                    found.setdefault("whole", passed)
        leave(terminal)
    return {name: round(value, 2) for name, value in found.items()}


def stand_at_the_summary(path: Path) -> None:
    """Let a workshop open where most of it is drawn at once."""
    document = session_file.read(path)
    place = Place(stage=document.session.kit.of_kind("summary")[0])
    path.write_bytes(session_file.dumps(replace(document.session, place=place), document.extras))


def main() -> None:
    """Run all programs in turns, print the table, keep the runs."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        sessions = home / "sessions"
        shutil.copytree(SAMPLES, sessions)
        stand_at_the_summary(sessions / f"{FULL}.toml")
        ours = (PROGRAM, "--sessions", str(sessions))
        programs = (
            Program("hello", (sys.executable, str(HERE / "hello.py")), "Hello"),
            Program("library", ours, "Who gains from our web shop?"),
            Program("workshop", (*ours, "open", FULL), "gap index"),
        )
        runs: dict[str, list[dict[str, float]]] = {program.name: [] for program in programs}
        for turn in range(RUNS + 1):
            for program in programs:
                found = once(program, home)
                if turn:
                    runs[program.name].append(found)
    tell(runs)
    keep("start", {"size": SIZE, "unit": "ms", "runs": runs})


def tell(runs: dict[str, list[dict[str, float]]]) -> None:
    """Print the figures as a table, and each goal as met or missed."""
    print("| program | first text, median | least | most | all of it, median |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, found in runs.items():
        text = [run["text"] for run in found]
        whole = statistics.median(run["whole"] for run in found)
        middle = statistics.median(text)
        print(f"| {name} | {middle:.0f} ms | {min(text):.0f} | {max(text):.0f} | {whole:.0f} ms |")
    print()
    hello = [run["text"] for run in runs["hello"]]
    for name, goal in GOALS.items():
        text = [run["text"] for run in runs[name]]
        ratio = statistics.median(text) / statistics.median(hello)
        each = paired(text, hello)
        print(f"- {name}: {judged(ratio, goal)}; median of {RUNS} pairs {each:.2f} ×")


if __name__ == "__main__":
    main()
