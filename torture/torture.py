"""Kills, power cuts, simultaneous writers and failing calls, many times: prints what was lost.

`make torture` runs all of it, in a few minutes. It prints the seed; VALUEWORKSHOP_SEED=N uses that
seed again: the same keys and the same waits, though no two runs of a machine are quite alike. The
exit code is 1 if anything was damaged, or lost against our promises.
"""

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from random import Random, SystemRandom

import busy
import hands
import power
import screens
import writers
from figures import Report

PARTS = {
    "writers": lambda folder, random, few: writers.kills(folder, random, 40 if few else 500),
    "screens": lambda folder, random, few: screens.kills(folder, random, 3 if few else 50),
    "busy": lambda folder, random, few: busy.edits(folder, random, 1 if few else 5),
    "two": lambda folder, _, few: writers.two_writers(folder, 100 if few else 1_000),
    "calls": lambda folder, _, __: writers.failing_calls(folder),
    "hands": lambda folder, random, few: hands.hands(
        folder, random, 10 if few else 400, 2_000 if few else 200_000
    ),
    "power": lambda folder, random, few: power.cuts(folder, random, 5 if few else 60),
}


def main() -> int:
    """Run all parts, or those that are named; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="only these")
    parser.add_argument("--few", action="store_true", help="a few rounds of each, to try it out")
    given = parser.parse_args()
    seed = int(os.environ.get("VALUEWORKSHOP_SEED") or SystemRandom().randrange(1_000_000))
    now = dt.datetime.now(dt.UTC)
    print(f"Torture of {now:%Y-%m-%d}, seed {seed}: VALUEWORKSHOP_SEED={seed} uses it again.")
    print(f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, ", end="")
    print(f"Python {platform.python_version()}")
    wrong = 0
    for name in given.parts or PARTS:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="valueworkshop-torture-") as folder:
            report = PARTS[name](Path(folder) / name, Random(f"{seed} {name}"), given.few)
        tell(report, time.monotonic() - begun)
        wrong += len(report.wrong)
    print(f"\nDamaged, or lost that must not be: {wrong or 'nothing'}.")
    return 1 if wrong else 0


def tell(report: Report, seconds: float) -> None:
    """Print what one part found."""
    print()
    for line in report.lines:
        print(line)
    for wrong in report.wrong:
        print(f"  WRONG: {wrong}")
    print(f"  ({seconds:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
