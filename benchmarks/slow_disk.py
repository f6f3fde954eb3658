"""Typing while saves are slow: a session of 2 MB on a disk that takes 300 ms for each fsync.

The program runs unchanged, except for a `sync` that waits first. Next to it runs one with a new
session on the normal disk, and both take turns note by note: the difference between them is what
size and slowness cost. In each we type a few letters, then Enter, which is an edit, so that a save
is going on much of the time. Time counts from the write of a key until the chunk of bytes that
shows it has arrived.
"""

import argparse
import contextlib
import datetime as dt
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import Any, Final

from terminal_runs import (
    HERE,
    PATIENCE,
    Terminal,
    keep,
    leave,
    percentile,
    quieten,
    start,
)

from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.notes import model
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.files.safe import atomic
from valueworkshop.files.text import session_file

SIZE: Final = (120, 40)
SYNC: Final = 0.3
"""Seconds that the disk takes for each fsync."""

BYTES: Final = 2_000_000
CASES: Final = {"small": (0, 0.0), "large": (BYTES, SYNC)}

NOTES: Final = 60
"""How many notes we type in each,"""

WARM_UP: Final = 3
"""after so many that do not count,"""

LETTERS: Final = 9
"""with so many letters each, and Enter."""

GAP: Final = 0.03
"""Seconds from one key to the next: as fast as anybody types."""

GOAL: Final = 50.0
"""Milliseconds from key to paint, at p99."""

STAGE: Final = "guiding"


def workshop(size: int) -> Session:
    """Return a session whose file is about this large, at its first question, which is empty."""
    ids = random_ids(Random(1))
    session = new_session("essentials", ids, dt.date(2026, 11, 23), "Large")
    first, *others = model.asks(session, STAGE).questions
    text = "They wait for days until somebody answers, and then it is the wrong one. " * 6
    count = size // (len(text) + 80)
    notes = {
        ids(): model.Note(question=others[number % len(others)], text=text, order=number * 1000)
        for number in range(count)
    }
    session = session.with_answers(STAGE, model.Answers(notes=notes))
    return replace(session, place=Place(stage=STAGE, at=first))


def run_slowly(path: Path, seconds: float) -> int:
    """Run the program on a file, on a disk that takes so long for each fsync."""
    from valueworkshop.tui.app.run_app import run  # noqa: PLC0415 - sets up Textual

    really = atomic.SYSTEM.sync

    def slowly(descriptor: int) -> None:
        time.sleep(seconds)
        really(descriptor)

    # All of storage uses this one value: we change it in place, in this process only.
    object.__setattr__(atomic.SYSTEM, "sync", slowly)
    return run(path.parent, (path, session_file.read(path)))


def until_shown(terminal: Terminal, key: str, text: str, *, gone: bool = False) -> float:
    """Press a key; return milliseconds until `text` is on the screen, or is gone from it."""
    pressed = time.perf_counter()
    terminal.send(key.encode())
    while True:
        if (came := terminal.receive(PATIENCE)) is None:
            raise RuntimeError(f"{text!r} was never shown:\n{terminal.text}")
        if terminal.draw(came[1]) and terminal.shows(text) != gone:
            return (came[0] - pressed) * 1000


def type_note(terminal: Terminal, random: Random, found: dict[str, list[float]]) -> None:
    """Type a note; add the milliseconds of each letter, and of Enter."""
    word = ""
    for _ in range(LETTERS):
        word += random.choice(ascii_lowercase)
        found["letter"].append(until_shown(terminal, word[-1], f"▌ {word}"))
        pause(terminal)
    found["enter"].append(until_shown(terminal, "\r", f"▌ {word}", gone=True))
    pause(terminal)


def pause(terminal: Terminal) -> None:
    """Let a moment pass, and draw what comes in the meantime."""
    end = time.perf_counter() + GAP
    while (left := end - time.perf_counter()) > 0:
        if came := terminal.receive(left):
            terminal.draw(came[1])


def run(terminals: dict[str, Terminal]) -> dict[str, dict[str, list[float]]]:
    """Type notes in turns; return the milliseconds of each program."""
    random = Random(2)
    found: dict[str, dict[str, list[float]]] = {}
    for name, terminal in terminals.items():
        terminal.wait_for("1 of ")
        for _, data in quieten(terminal):
            terminal.draw(data)
        found[name] = {"letter": [], "enter": []}
    for turn in range(-WARM_UP, NOTES):
        for name, terminal in terminals.items():
            type_note(terminal, random, found[name] if turn >= 0 else {"letter": [], "enter": []})
    for terminal in terminals.values():
        leave(terminal)
    return found


def measured() -> dict[str, Any]:
    """Return the figures of both programs, which run at once."""
    with tempfile.TemporaryDirectory() as made:
        paths = {name: Path(made) / name / f"{name}.toml" for name in CASES}
        for name, (size, _) in CASES.items():
            paths[name].parent.mkdir()
            paths[name].write_bytes(session_file.dumps(workshop(size)))
        argv = {
            name: (
                sys.executable,
                str(HERE / "slow_disk.py"),
                "--run",
                str(path),
                str(CASES[name][1]),
            )
            for name, path in paths.items()
        }
        with contextlib.ExitStack() as stack:
            terminals = {
                name: stack.enter_context(start(argv[name], path.parent, SIZE))
                for name, path in paths.items()
            }
            found = run(terminals)
        first = next(iter(model.asks(workshop(0), STAGE).questions))
        for path in paths.values():
            if (
                len(model.answers(session_file.read(path).session, STAGE).of(first))
                != NOTES + WARM_UP
            ):
                raise RuntimeError("not every note is in the file")
        return {
            name: {"bytes": path.stat().st_size, "sync_ms": CASES[name][1] * 1000, **found[name]}
            for name, path in paths.items()
        }


def main() -> None:
    """Measure, print and keep the runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        sys.exit(run_slowly(Path(given.run[0]), float(given.run[1])))
    runs = measured()
    print("| file | each fsync | key | p50 | p95 | p99 | most |")
    print("| ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for each in runs.values():
        for key in ("letter", "enter"):
            figures = " | ".join(f"{percentile(each[key], p):.1f} ms" for p in (0.5, 0.95, 0.99, 1))
            print(f"| {each['bytes']:,} bytes | + {each['sync_ms']:.0f} ms | {key} | {figures} |")
    most = percentile(runs["large"]["letter"] + runs["large"]["enter"], 0.99)
    print(f"\np99 of all keys {most:.0f} ms (goal {GOAL:.0f}): ", end="")
    print(f"**{'met' if most < GOAL else 'missed'}**")
    keep("slow_disk", {"unit": "ms", "runs": runs})


if __name__ == "__main__":
    main()
