"""From one stage to the next and back, against a bare ContentSwitcher with the texts of both.

Both programs run at once, each on its own terminal, and take turns, key by key. A first visit comes
once a start, as the stage is made then. Time counts from the write of the key until the frame with
the other stage has arrived. CPU is what all threads of the program took until then; and until they
are at rest again, which with us includes that the new place is saved.
"""

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from terminal_runs import (
    HERE,
    PATIENCE,
    PROGRAM,
    SAMPLES,
    Terminal,
    at_rest,
    cpu_of,
    judged,
    keep,
    leave,
    paired,
    start,
)

from valueworkshop.core.session.session import Place
from valueworkshop.files.text import session_file

STARTS: Final = 15
SIZE: Final = (120, 40)
SAMPLE: Final = "restaurant"
KEYS: Final = {"first": "ctrl+n", "back": "b", "second": "ctrl+n"}
"""What is measured in a start, in this order, and the key for it."""

GOALS: Final = {"first": 3.0, "second": 1.5, "back": 1.5}


@dataclass(frozen=True)
class Step:
    """Where it begins, and what is on the screen only there, and only at the next stage."""

    place: Place
    here: str
    there: str


STEPS: Final = {
    "rating to break": Step(Place(stage="checklist", at="renewal"), "6 of 6", "minutes"),
    "summary to actions": Step(Place(stage="summary"), "Where we fall short", "shall we work on"),
}


def press(terminal: Terminal, key: str, seen: str) -> dict[str, float]:
    """Press a key; return ms until `seen` is there, ms of CPU then and at rest, and bytes."""
    before, written = at_rest(terminal), len(terminal.raw)
    pressed, shown = time.perf_counter(), False
    terminal.press(key)
    while not shown:
        if (came := terminal.receive(PATIENCE)) is None:
            raise RuntimeError(f"{seen!r} was never shown:\n{terminal.text}")
        found = {"ms": (came[0] - pressed) * 1000, "cpu": cpu_of(terminal.pid) - before}
        shown = terminal.draw(came[1]) and terminal.shows(seen)
    found["at rest"] = at_rest(terminal) - before
    found["bytes"] = len(terminal.raw) - written
    return {name: round(value, 2) for name, value in found.items()}


def texts(step: Step, home: Path) -> list[str]:
    """Write what the screen shows at both stages to files; return their names."""
    with opened(step, home) as terminal:
        shown = [terminal.wait_for(step.here)]
        press(terminal, "ctrl+n", step.there)
        shown.append(terminal.text)
        leave(terminal)
    found = [home / f"text-{number}" for number in range(2)]
    for path, text in zip(found, shown, strict=True):
        path.write_text(text, encoding="utf-8")
    return list(map(str, found))


def opened(step: Step, home: Path) -> Terminal:
    """Open the sample at a place."""
    document = session_file.read(SAMPLES / f"{SAMPLE}.toml")
    session = replace(document.session, place=step.place)
    (home / f"{SAMPLE}.toml").write_bytes(session_file.dumps(session, document.extras))
    return start((PROGRAM, "--sessions", str(home), "open", SAMPLE), home, SIZE)


def once(step: Step, home: Path, argv: tuple[str, ...]) -> dict[str, dict[str, dict[str, float]]]:
    """Start both; return what each key took in both."""
    found: dict[str, dict[str, dict[str, float]]] = {"bare": {}, "ours": {}}
    with opened(step, home) as ours, start(argv, home, SIZE) as bare:
        both = {"bare": bare, "ours": ours}
        for terminal in both.values():
            terminal.wait_for(step.here)
        for visit, key in KEYS.items():
            for name, terminal in both.items():
                seen = step.here if visit == "back" else step.there
                found[name][visit] = press(terminal, key, seen)
        for terminal in both.values():
            leave(terminal)
    return found


def main() -> None:
    """Measure each step, print the tables, keep the runs."""
    runs = {}
    for name, step in STEPS.items():
        with tempfile.TemporaryDirectory() as made:
            home = Path(made)
            argv = (sys.executable, str(HERE / "bare_switcher.py"), *texts(step, home))
            runs[name] = [once(step, home, argv) for _ in range(STARTS)]
        tell(name, runs[name])
    keep("stage_change", {"unit": "ms", "size": SIZE, "runs": runs})


def tell(name: str, runs: list[dict[str, dict[str, dict[str, float]]]]) -> None:
    """Print what each visit took in both, and each goal as met or missed."""
    print(f"\n| {name}, n = {STARTS} | bare | ours | pairs | ours in CPU | pairs |", end="")
    print(" at rest | bytes |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    said = []
    for visit, goal in GOALS.items():
        of = {
            (which, kind): [run[which][visit][kind] for run in runs]
            for which in ("bare", "ours")
            for kind in ("ms", "cpu", "at rest", "bytes")
        }
        middle = {key: statistics.median(values) for key, values in of.items()}
        wall = paired(of["ours", "ms"], of["bare", "ms"])
        cpu = paired(of["ours", "cpu"], of["bare", "cpu"])
        print(
            f"| {visit} | {middle['bare', 'ms']:.0f} ms | {middle['ours', 'ms']:.0f} ms "
            f"| {wall:.1f} × | {middle['ours', 'cpu']:.0f} ms | {cpu:.1f} × "
            f"| {middle['ours', 'at rest']:.0f} ms "
            f"| {middle['bare', 'bytes']:,.0f} → {middle['ours', 'bytes']:,.0f} |"
        )
        said.append(f"- {visit}: {judged(wall, goal)}; in CPU {judged(cpu, goal)}")
    print("\n" + "\n".join(said))


if __name__ == "__main__":
    main()
