"""Start to first text: the library and a full workshop against a hello-world of Textual, and peers.

Each program runs on its own terminal. Time counts from the fork until the first frame with text in
it has arrived, and until all of it is there; it includes all imports. CPU is what all its threads
took until then. The programs take turns, so that whatever else the machine does disturbs all of
them alike; the first turn only warms up.
"""

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from peers import peers
from terminal_runs import (
    HERE,
    PATIENCE,
    PROGRAM,
    SAMPLES,
    Terminal,
    cpu_of,
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
GOALS: Final = {"library": 1.3, "workshop": 1.6}
QUIET_PEER: Final = 0.5
"""Seconds of silence after which a peer, whose last word we do not know, counts as started."""


@dataclass(frozen=True)
class Program:
    """A program, and what is on its screen once all of it is shown: '' for a peer."""

    name: str
    argv: tuple[str, ...]
    whole: str = ""


def once(program: Program, home: Path) -> dict[str, float]:
    """Return the milliseconds until any text is there, until all of it is, and the CPU of that."""
    with start(program.argv, home, SIZE) as terminal:
        # Drawing takes time: we only look through the bytes while they come, and draw them later.
        chunks = [*_come(terminal, program.whole), *quieten(terminal)]
        found = {"cpu": cpu_of(terminal.pid)}
        while chunks:
            when, data = chunks.pop(0)
            if terminal.draw(data):
                passed = (when - terminal.started) * 1000
                if terminal.text.strip():
                    found.setdefault("text", passed)
                if not program.whole:
                    found["whole"] = passed
                elif terminal.shows(program.whole):
                    found.setdefault("whole", passed)
            if not chunks and program.whole and "whole" not in found:
                chunks.append(_next(terminal))  # its frame has no end yet
        if program.whole:
            leave(terminal)
    return {name: round(value, 2) for name, value in found.items()}


def _come(terminal: Terminal, whole: str) -> list[tuple[float, bytes]]:
    """Return what comes until the bytes hold `whole`; without it, until the program is silent."""
    chunks = []
    while whole and whole.encode() not in terminal.raw:
        chunks.append(_next(terminal))
    while not whole and (came := terminal.receive(QUIET_PEER if chunks else PATIENCE)):
        chunks.append(came)
    return chunks


def _next(terminal: Terminal) -> tuple[float, bytes]:
    if (came := terminal.receive(PATIENCE)) is None:
        raise RuntimeError(f"something never came: {terminal.raw[-500:]!r}")
    return came


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
            Program("workshop", (*ours, "open", FULL), "How sure"),
            *(Program(name, (command,)) for name, command in peers().items()),
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
    print("| program | first text, median | least | most | all of it, median | CPU, least |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, found in runs.items():
        text, whole, cpu = ([run[kind] for run in found] for kind in ("text", "whole", "cpu"))
        print(
            f"| {name} | {statistics.median(text):.0f} ms | {min(text):.0f} | {max(text):.0f} "
            f"| {statistics.median(whole):.0f} ms | {min(cpu):.0f} ms |"
        )
    print()
    for kind, said in (("text", "first text"), ("whole", "all of it"), ("cpu", "CPU")):
        hello = [run[kind] for run in runs["hello"]]
        for name in list(runs)[1:]:
            ours = [run[kind] for run in runs[name]]
            ratio = statistics.median(ours) / statistics.median(hello)
            goal = GOALS.get(name) if kind == "text" else None
            told = judged(ratio, goal) if goal else f"{ratio:.2f} ×"
            least = min(ours) / min(hello)
            each = paired(ours, hello)
            print(f"- {said}, {name}: {told}; least {least:.2f}; median of pairs {each:.2f} ×")


if __name__ == "__main__":
    main()
