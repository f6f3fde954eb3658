"""The program itself in a terminal, killed while somebody types, and opened again."""

import time
from pathlib import Path
from random import Random
from typing import Final

from figures import Report, in_figures

from in_terminal import QUESTION, notes_in, started, workshop_at_a_question
from killed_typing import Lost, came_back, kill, lost, shown, state_of, type_on, words

ASKED: Final = "Last time, this workshop was interrupted"
LONGEST: Final = 4.0
"""Seconds of typing at most, before the kill."""

MOST: Final = 1_000
"""Keys at most: more than fit into that time."""

FASTEST, SLOWEST = 0.015, 0.12
"""Seconds from key to key."""


def kills(folder: Path, random: Random, rounds: int) -> Report:
    """Kill the program while somebody types notes; return what was lost, and what came back."""
    report, found, typed = Report(), [], 0
    for number in range(rounds):
        home = folder / str(number)
        home.mkdir(parents=True)
        path = workshop_at_a_question(home)
        one, letters = _killed(home, path, random)
        found.append(one)
        typed += letters
        report.expect(not one.made_up, f"never typed: {one.made_up}")
        report.expect(not one.seen, f"seen and lost: {one.seen!r}")
        report.expect(one.milliseconds < 1_000, f"{one.milliseconds:.0f} ms of typing lost")
        back = came_back(path, state_of(home / "home"))
        _reopened(home, path, back, report)
    report.say(f"The program killed {rounds} times while one types, {typed:,} keys in all:")
    report.say(f"  typing lost: {in_figures([one.milliseconds for one in found], 'ms')};")
    report.say(f"  {in_figures([one.letters for one in found], 'keys')};")
    report.say("  of what had been on the screen: nothing.")
    return report


def _killed(home: Path, path: Path, random: Random) -> tuple[Lost, int]:
    with started(home, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        keys = words(random, notes=True)
        end = time.monotonic() + random.uniform(0.1, LONGEST)

        def pause() -> bool:
            until = time.monotonic() + random.uniform(FASTEST, SLOWEST)
            while (left := min(until, end) - time.monotonic()) > 0:
                if came := terminal.receive(left):
                    terminal.draw(came[1])
            return time.monotonic() < end

        typing = type_on(terminal, keys, MOST, pause)
        seen = [each for each in typing.notes[:-1] if terminal.shows(f" A  {each.strip()} ")]
        seen.append(shown(terminal, typing.notes[-1]))
        when = kill(terminal)
    back = came_back(path, state_of(home / "home"))
    return lost(typing, back, when, seen), sum(map(len, typing.sent))


def _reopened(home: Path, path: Path, back: list[str], report: Report) -> None:
    """Open the workshop again and put back what it offers; every text must be a note then."""
    with started(home, "open", path.stem) as terminal:
        offered = set(back) - set(notes_in(path))
        terminal.wait_for(ASKED if offered else QUESTION)
        if offered:
            terminal.press("enter")
            terminal.wait_for("put back")
        terminal.press("ctrl+q")
        code = terminal.exit_code()
    report.expect(code == 0, f"it ended with {code}")
    missing = {text.strip() for text in back} - {text.strip() for text in notes_in(path)}
    report.expect(not missing, f"not put back: {missing}")
