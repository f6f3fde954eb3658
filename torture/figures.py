"""What all parts of the torture share: a seed, figures, and a count of failures."""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]

# The tests' own writers and terminals, which are no packages.
sys.path[:0] = [str(ROOT / "tests" / "helpers")]


@dataclass
class Report:
    """The findings of one part: lines to print, and failures, of which there should be none."""

    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Note a line."""
        self.lines.append(line)

    def expect(self, true: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as assert
        """Note a failure if something is not true."""
        if not true:
            self.wrong.append(otherwise)


def in_figures(values: Sequence[float], unit: str) -> str:
    """Return p50, p95 and the maximum of some values in words."""
    ranked = sorted(values) or [0.0]
    parts = [
        f"{name} {ranked[max(0, math.ceil(len(ranked) * share) - 1)]:.0f}"
        for name, share in (("p50", 0.5), ("p95", 0.95), ("most", 1.0))
    ]
    return f"{', '.join(parts)} {unit}"
