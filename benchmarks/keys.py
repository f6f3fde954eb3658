"""Key to paint: a letter typed into an answer, against one typed into a bare text area.

Both text areas have the same size. Both programs run at once, each on its own terminal, and take
turns letter by letter: what disturbs one disturbs the other. Time counts from the write of the key
until the chunk of bytes that shows the letter has arrived; drawing it on the emulated screen is not
included. CPU is what all threads take until the program is quiet. A backspace removes each letter
again.
"""

import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase
from typing import Final

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
    percentile,
    quieten,
    start,
)

from valueworkshop.core.session.session import Place
from valueworkshop.files.text import session_file

KEYS: Final = 200
WARM_UP: Final = 20
SIZES: Final = ((80, 24), (120, 40))
GOAL: Final = 1.3
FULL: Final = "prestige-car-maker"
TYPED: Final = "They expect an answer the same day, whoever picks up"


def stand_at_the_first_question(path: Path) -> str:
    """Let a workshop open where the user writes answers; return how the question reads."""
    document = session_file.read(path)
    stage = document.session.kit.of_kind("questions")[0]
    question, asked = next(iter(document.session.stage(stage).asks.questions.items()))
    session = replace(document.session, place=Place(stage=stage, at=question))
    path.write_bytes(session_file.dumps(session, document.extras))
    return str(asked.text)


def size_of_writing(path: Path, size: tuple[int, int]) -> tuple[int, int]:
    """Return columns and rows of the text area for answers."""
    from valueworkshop.tui.app.app import WorkshopApp  # noqa: PLC0415 - sets up Textual
    from valueworkshop.tui.widgets.writing import Writing  # noqa: PLC0415

    async def measured() -> tuple[int, int]:
        app = WorkshopApp(path.parent, (path, session_file.read(path)))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            region = app.screen.query_one(Writing).region
            app.stand_up()
            return region.width, region.height

    return asyncio.run(measured())


def drawn(terminal: Terminal, chunks: Iterable[tuple[float, bytes]], x: int, y: int) -> str:
    """Draw chunks; return the letter at a place then."""
    for _, data in chunks:
        terminal.draw(data)
    return terminal.letter(x, y)


def press(terminal: Terminal, key: str) -> tuple[float, int, float]:
    """Type a letter and remove it again; return ms to its paint, bytes written, and ms of CPU."""
    drawn(terminal, quieten(terminal), 0, 0)
    x, y = terminal.cursor
    before = cpu_of(terminal.pid)
    pressed = time.perf_counter()
    terminal.send(key.encode())
    written, seen = 0, None
    while seen is None:
        if (came := terminal.receive(PATIENCE)) is None:
            raise RuntimeError(f"{key!r} was never shown:\n{terminal.text}")
        for when, data in (came, *quieten(terminal)):
            written += len(data)
            if terminal.draw(data) and terminal.letter(x, y) == key and seen is None:
                seen = when
    taken = cpu_of(terminal.pid) - before
    terminal.press("backspace")
    terminal.until(lambda: terminal.letter(x, y) == " ", "the letter gone", of_screen=True)
    return (seen - pressed) * 1000, written, taken


def at(size: tuple[int, int]) -> dict[str, dict[str, list[float]]]:
    """Return milliseconds and bytes for each key, of both programs, on a terminal of this size."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        path = Path(shutil.copy(SAMPLES / f"{FULL}.toml", home))
        question = stand_at_the_first_question(path)
        width, height = size_of_writing(path, size)
        ours = (PROGRAM, "--sessions", str(home), "open", FULL)
        bare = (sys.executable, str(HERE / "bare_text_area.py"), str(width), str(height))
        found: dict[str, dict[str, list[float]]] = {}
        with start(bare, home, size) as theirs, start(ours, home, size) as answer:
            answer.wait_for(question)
            both = {"bare": theirs, "answer": answer}
            for name, terminal in both.items():
                drawn(terminal, quieten(terminal), 0, 0)
                terminal.type(TYPED)
                terminal.wait_for(TYPED)
                found[name] = {"ms": [], "bytes": [], "cpu": []}
            for turn in range(-WARM_UP, KEYS):
                for name, terminal in both.items():
                    took, written, cpu = press(terminal, ascii_lowercase[turn % 26])
                    if turn >= 0:
                        found[name]["ms"].append(round(took, 3))
                        found[name]["bytes"].append(written)
                        found[name]["cpu"].append(round(cpu, 3))
            for terminal in both.values():
                leave(terminal)
    print(f"\n{size[0]} × {size[1]}, text area of {width} × {height}, {KEYS} keys each\n")
    tell(found)
    return found


def tell(found: dict[str, dict[str, list[float]]]) -> None:
    """Print the figures as a table, and the goal as met or missed."""
    print("| | p50 | p95 | CPU | bytes a key |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, series in found.items():
        half, most = percentile(series["ms"], 0.5), percentile(series["ms"], 0.95)
        written, cpu = statistics.median(series["bytes"]), statistics.median(series["cpu"])
        print(f"| {name} | {half:.1f} ms | {most:.1f} ms | {cpu:.2f} ms | {written:.0f} |")
    print()
    for kind, said in (("ms", "answer"), ("cpu", "answer, in CPU")):
        ours, bare = found["answer"][kind], found["bare"][kind]
        ratio = statistics.median(ours) / statistics.median(bare)
        each = paired(ours, bare)
        print(f"- {said}: {judged(ratio, GOAL)}; median of pairs {each:.2f} ×")


def main() -> None:
    """Measure at each size, and keep the runs."""
    runs = {f"{columns}x{rows}": at((columns, rows)) for columns, rows in SIZES}
    keep("keys", {"unit": "ms", "keys": KEYS, "runs": runs})


if __name__ == "__main__":
    main()
