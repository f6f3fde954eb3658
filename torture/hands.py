"""Hurried hands by the hundred: starts with keys in flight, and random keys without waiting."""

from pathlib import Path
from random import Random
from typing import Final

from busy import beside
from figures import Report

from hurried import Tried, hurry, hurry_the_start

AT_ONCE: Final = 1_000
"""Keys in one sitting; then we leave and begin another one."""

CORES: Final = 2
"""How many programs do nothing but work, during half of the starts and sittings."""


def hands(folder: Path, random: Random, starts: int, keys: int) -> Report:
    """Start the program so often, and press so many keys; return what it could not take."""
    report = Report()
    begun = [_alone_or_not(folder / f"start-{n}", random, n, 0) for n in range(starts)]
    told = [_alone_or_not(folder / f"keys-{n}", random, n, AT_ONCE) for n in range(keys // AT_ONCE)]
    for tried in (*begun, *told):
        report.expect(not tried.wrong, tried.wrong)
    report.say(
        f"{starts:,} starts with keys in flight, {sum(tried.keys for tried in told):,} random keys "
        f"in {len(told):,} sittings, half of all beside {CORES} busy programs:"
    )
    report.say("  what ended by itself, hung, printed a traceback or left with another code than 0")
    report.say("  is named below as wrong.")
    return report


def _alone_or_not(home: Path, random: Random, number: int, keys: int) -> Tried:
    home.mkdir(parents=True)
    with beside(CORES if number % 2 else 0):
        return hurry(home, random, keys) if keys else hurry_the_start(home, random)
