"""One large workshop beside a small one: 200 people, all stages, 2,000 notes, 1.4 MB.

Both are opened in turns, each on its own terminal, and do the same, act by act. We count what the
program's threads spend on an act until they are at rest again. A note counts until it is on the
disk; the first note and the first summary are those after a start.
"""

import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from answered import answered, with_notes
from terminal_runs import PROGRAM, Terminal, at_rest, keep, leave, paired, start

from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.anonymise import parting
from valueworkshop.files.text import session_file

STARTS: Final = 15
SIZE: Final = (120, 40)
WORKSHOPS: Final = {"small": (12, 20), "large": (200, 2_000)}
"""People, and notes beside the one on each question."""

QUESTION: Final = Place(stage="guiding", at="expectations")


def write(path: Path, people: int, notes: int) -> None:
    """Write a workshop in which every vote is over, at its first question."""
    session = replace(with_notes(answered(people), notes), place=Place(stage="close"))
    if over := parting(session):  # the app would do this in the middle of a measurement
        session = over(session)
    path.write_bytes(session_file.dumps(replace(session, place=QUESTION)))


def keep_note(path: Path, keys: str, terminal: Terminal) -> None:
    """Keep what is in the text area, and `keys`, as a note; wait until it is on the disk."""
    before = path.stat().st_ino
    terminal.send(keys.encode() + b"\r")
    terminal.until(lambda: path.stat().st_ino != before, "the note saved")


def press(keys: str, seen: str, terminal: Terminal) -> None:
    """Press keys, and wait until something is on the screen."""
    terminal.send(keys.encode())
    terminal.wait_for(seen)


def look_for_the_summary(terminal: Terminal) -> None:
    """Open the list of places, and type the name of one."""
    press("\x07", "type part of its name", terminal)
    press("summary", "▸   N Gap summary", terminal)


def acts(path: Path) -> dict[str, Callable[[Terminal], None]]:
    """Return what is done after a start, in this order."""
    return {
        "a letter of a note": partial(press, "x", "▌ x"),
        "the first note": partial(keep_note, path, ""),
        "the next note, typed": partial(keep_note, path, "x"),
        "`Go to` and a name": look_for_the_summary,
        "the first summary": partial(press, "\r", "How sure"),
        "the stage before": partial(press, "b", "back at"),
        "the summary again": partial(press, "n", "How sure"),
    }


def once(path: Path) -> dict[str, float]:
    """Return the milliseconds of CPU of a start, and of each act after it."""
    argv = (PROGRAM, "--sessions", str(path.parent), "open", path.stem)
    with start(argv, path.parent, SIZE) as terminal:
        terminal.wait_for("What do customers expect", "saved")
        spent = [at_rest(terminal)]
        found = {"the start": spent[0]}
        for name, act in acts(path).items():
            act(terminal)
            spent.append(at_rest(terminal))
            found[name] = spent[-1] - spent[-2]
        leave(terminal)
    return {name: round(cpu, 2) for name, cpu in found.items()}


def main() -> None:
    """Run both in turns, print the table, keep the runs."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in WORKSHOPS}
    sizes = {}
    for _ in range(STARTS):
        for name, (people, notes) in WORKSHOPS.items():
            with tempfile.TemporaryDirectory() as made:
                path = Path(made) / f"{name}.toml"
                write(path, people, notes)
                sizes[name] = path.stat().st_size
                runs[name].append(once(path))
    tell(sizes, runs)
    keep("large", {"unit": "ms of CPU", "bytes": sizes, "runs": runs})


def tell(sizes: dict[str, int], runs: dict[str, list[dict[str, float]]]) -> None:
    """Print what each act took in both, and how many times as long in the large one."""
    small, large = (f"{sizes[name] / 1e6:.1f} MB" for name in WORKSHOPS)
    print(f"| CPU, n = {STARTS} | {small}, median | {large}, least | median | pairs |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for act in runs["small"][0]:
        less, more = ([run[act] for run in runs[name]] for name in WORKSHOPS)
        print(
            f"| {act} | {statistics.median(less):.0f} ms | {min(more):.0f} ms "
            f"| {statistics.median(more):.0f} ms | {paired(more, less):.1f} × |"
        )


if __name__ == "__main__":
    main()
