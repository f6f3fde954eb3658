"""How long an edit takes to reach the disk while other programs keep all cores busy."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from figures import Report, in_figures

from killed_writers import Writer, prepare

PROMISED: Final = 1_000.0
"""Milliseconds from an edit until it is on the disk, at most."""

OTHERS: Final = 5
"""How many programs per core make the load: with two cores, a load of ten."""

SITTING: Final = 12.0
"""How many seconds one writer edits."""

FASTEST, SLOWEST = 0.02, 0.6
"""Seconds between two edits: from holding a key to voting by cards."""


def edits(folder: Path, random: Random, sittings: int) -> Report:
    """Edit on a quiet and on a busy machine; return how late edits were safe in the file."""
    report, others = Report(), OTHERS * (os.cpu_count() or 1)
    for name, load in (("quiet", 0), ("busy", others)):
        late: list[tuple[float, float]] = []
        with beside(load):
            for number in range(sittings):
                late += _sitting(folder / f"{name}-{number}", random)
        begun = os.getloadavg()[0]
        report.say(
            f"{len(late):,} edits in {sittings} sittings beside {load} busy programs "
            f"(load {begun:.0f}):"
        )
        report.say(f"  until each was in the file: {in_figures([each[0] for each in late], 'ms')}")
        report.say(f"  in the file or a draft: {in_figures([each[1] for each in late], 'ms')}")
        over = sum(each[1] > PROMISED for each in late)
        report.expect(not over, f"{over} edits were not safe after {PROMISED:.0f} ms")
    return report


def _sitting(folder: Path, random: Random) -> list[tuple[float, float]]:
    """Edit for a while; return for each edit the milliseconds until the saver called it safe.

    First until it was in the file, then until it was in the file or a draft.
    """
    prepare(folder)
    pauses = [random.uniform(FASTEST, SLOWEST) for _ in range(int(SITTING / FASTEST))]
    writer = Writer(folder, 0, flushing=False, pauses=pauses)
    writer.hear(1)
    end = time.monotonic() + SITTING
    while time.monotonic() < end:
        writer.hear(1)
    told, killed = writer.told, writer.kill()
    late = []
    for number, begun in told.begun.items():
        saved = told.saved_at(number) or killed
        safe = told.saved_at(number, drafts=True) or killed
        late.append(((saved - begun) * 1000, (safe - begun) * 1000))
    return late


@contextlib.contextmanager
def beside(count: int) -> Iterator[None]:
    """Let so many programs compute all the time."""
    pids = []
    try:
        for _ in range(count):
            pid = os.fork()
            if not pid:
                while True:
                    sum(range(100_000))
            pids.append(pid)
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
