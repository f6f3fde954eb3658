"""The open summary after one changed rating: key to paint in a terminal, and how it grows.

Everything in the kit `complete` is answered and revealed. An extra key changes one rating while the
summary is open (`summary_app.py`). Time counts from the write of the key until the chunk of bytes
that shows the item's other gap has arrived. Next to it, without a terminal, we measure the numbers
alone for more and more people: made for the first time, and after one changed rating.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from answered import ITEM, answered, with_another_answer
from terminal_runs import HERE, PATIENCE, Terminal, keep, leave, percentile, quieten, start

from valueworkshop.core.scoring import rounding
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.summary.contradictions import contradictions
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.nine_gaps import nine
from valueworkshop.files.text import session_file

PEOPLE: Final = (12, 24, 48, 96)
KEYS: Final = 100
WARM_UP: Final = 10
SIZES: Final = ((80, 24), (120, 40))
GOAL: Final = 50.0
F9: Final = b"\x1b[20~"
_TURNS: Final = 21


def score_of(session: Session) -> ItemScore:
    """Return the numbers of the item that we change."""
    stage, item = ITEM
    return scores(session, stage)[item]


def rows_of(session: Session) -> tuple[str, str]:
    """Return how the item's row begins on the screen after an answer of 5, and after one of 1."""
    high, low = (score_of(with_another_answer(session, given)) for given in (5, 1))
    return f"{rounding.whole(high.signed or 0):>4}", f"{rounding.whole(low.signed or 0):>4}"


def shows(terminal: Terminal, item: str, number: str) -> bool:
    """Whether the item's row is on the screen with this number."""
    rows = (line.partition(item) for line in terminal.text.split("\n"))
    return any(found and number in before for before, found, _ in rows)


def change(terminal: Terminal, item: str, number: str) -> float:
    """Change the rating; return milliseconds until its row shows the number."""
    for _, data in quieten(terminal):
        terminal.draw(data)
    pressed = time.perf_counter()
    terminal.send(F9)
    while True:
        if (came := terminal.receive(PATIENCE)) is None:
            raise RuntimeError(f"{number!r} was never shown:\n{terminal.text}")
        if terminal.draw(came[1]) and shows(terminal, item, number):
            return (came[0] - pressed) * 1000


def in_terminal(people: int, size: tuple[int, int]) -> list[float]:
    """Return milliseconds from key to paint for each change, with answers of so many people."""
    session = answered(people)
    stage, key = ITEM
    item = asks(session, stage).items[key].text[:20]
    high, low = rows_of(session)
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        path = home / "answered.toml"
        path.write_bytes(session_file.dumps(session))
        argv = (sys.executable, str(HERE / "summary_app.py"), str(path))
        with start(argv, home, size) as terminal:
            terminal.wait_for("next step", item)
            found = [
                change(terminal, item, low if turn % 2 else high) for turn in range(WARM_UP + KEYS)
            ]
            leave(terminal)
    return [round(took, 3) for took in found[WARM_UP:]]


def whole(session: Session) -> None:
    """Calculate all that the open summary shows."""
    nine(session, summarise(session, wait=False))
    contradictions(session)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def numbers_alone(people: int) -> dict[str, float]:
    """Return the median milliseconds of the numbers: made first, and after one changed rating."""
    fresh = [answered(people) for _ in range(5)]
    first = [milliseconds(lambda session=session: whole(session)) for session in fresh]  # type: ignore[misc]
    session, again = fresh[-1], []
    for turn in range(_TURNS):
        session = with_another_answer(session, 1 if turn % 2 else 5)
        again.append(milliseconds(lambda session=session: whole(session)))  # type: ignore[misc]
    return {"first": statistics.median(first), "changed": statistics.median(again)}


def main() -> None:
    """Measure, print the tables, keep the runs."""
    runs: dict[str, Any] = {"terminal": {}, "numbers": {}}
    print("| people | screen | p50 | p95 | most | |\n| ---: | --- | ---: | ---: | ---: | --- |")
    for people in (PEOPLE[0], PEOPLE[2]):
        for size in SIZES:
            series = in_terminal(people, size)
            runs["terminal"][f"{people}, {size[0]}x{size[1]}"] = series
            half, most = percentile(series, 0.5), percentile(series, 0.95)
            met = ("met" if most <= GOAL else "missed") if people == PEOPLE[0] else ""
            print(
                f"| {people} | {size[0]} × {size[1]} | {half:.1f} ms | {most:.1f} ms "
                f"| {max(series):.1f} ms | {met} |"
            )
    print("\n| people | numbers, first | after one changed rating |\n| ---: | ---: | ---: |")
    for people in PEOPLE:
        found = runs["numbers"][str(people)] = numbers_alone(people)
        print(f"| {people} | {found['first']:.1f} ms | {found['changed']:.2f} ms |")
    keep("summary", {"unit": "ms", "keys": KEYS, "runs": runs})


if __name__ == "__main__":
    main()
