"""A map of value in letters: what customers get (up) against what it costs them (right).

Where the two are equal, net is 0: there is a dotted line, and above it is better. Names that people
gave come last on their line, because terminals do not agree on how wide some characters are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from valueworkshop.core.show.pictures import fitted

INDENT: Final = "  "
"""Begins every line that is not a heading."""

_ROWS: Final = 11  # ten points of benefit each
_SEVERAL: Final = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A thing on the map under one letter: its name and a note for the legend.

    `spot` is (up, across), 0 to 100 points each; None for what is listed but not drawn.
    """

    letter: str
    name: str
    note: str
    spot: tuple[Fraction, Fraction] | None = None


def plane(title: str, points: Sequence[Point], width: int) -> list[str]:
    """Return the title, then the plane, and beside it what the letters mean.

    Every line is at most `width` cells, 40 or more. A title is a line without an indent.
    """
    columns = 41 if width >= 75 else 31 if width >= 65 else 21
    beside = width - columns - 12
    lines = [fitted(title, width).rstrip()]
    drawn, legend = _drawn(points, columns), _legend(points, columns)
    for place in range(max(len(drawn), len(legend))):
        row = drawn[place] if place < len(drawn) else ""
        sign, words = legend[place] if place < len(legend) else ("", "")
        front = f"{INDENT}{row:<{columns + 5}}  {sign:<3}"
        lines.append((front + fitted(words, beside)).rstrip())
    return lines


def _drawn(points: Sequence[Point], columns: int) -> list[str]:
    """Return the plane with its axes; the dots are where net is 0."""
    cells = [[" "] * columns for _ in range(_ROWS)]
    for column in range(columns):
        row = round(column * (_ROWS - 1) / (columns - 1))
        cells[_ROWS - 1 - row][column] = "·"
    for (row, column), letters in _spots(points, columns).items():
        cells[row][column] = letters[0] if len(letters) == 1 else _SEVERAL
    marks = {0: "100", _ROWS // 2: "50", _ROWS - 1: "0"}
    lines = [f"{marks.get(row, ''):>3} │{''.join(line)}" for row, line in enumerate(cells)]
    foot = f"0{'50':^{columns - 4}}100"
    return [*lines, f"    └{'─' * columns}", f"     {foot}"]


def _spots(points: Sequence[Point], columns: int) -> dict[tuple[int, int], list[str]]:
    """Return the letters at each (row, column) of the plane that has any."""
    found: dict[tuple[int, int], list[str]] = {}
    for point in points:
        if point.spot is not None:
            row = _ROWS - 1 - round(point.spot[0] * (_ROWS - 1) / 100)
            column = round(point.spot[1] * (columns - 1) / 100)
            found.setdefault((row, column), []).append(point.letter)
    return found


def _legend(points: Sequence[Point], columns: int) -> list[tuple[str, str]]:
    """Return (sign, words): what each letter means, where it is, and what else is drawn."""
    legend = []
    for point in points:
        legend += [(point.letter, point.name), ("", point.note)]
    legend += [("", ""), ("·", "net 0, above it better")]
    for letters in _spots(points, columns).values():
        if len(letters) > 1:
            legend.append((_SEVERAL, f"{', '.join(letters)} at one spot"))
    return legend
