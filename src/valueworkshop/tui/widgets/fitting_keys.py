"""Which keys fit into the bottom line, each whole."""

from collections.abc import Collection, Sequence
from typing import Final, TypeAlias

Entry: TypeAlias = tuple[str, str, str]
"""An action, its key as shown, and its words."""

GAP: Final = 3
"""Columns between two keys."""


def width_of(entry: Entry) -> int:
    """Return the columns that a key and its words take, with the gap behind them."""
    return len(entry[1]) + 1 + len(entry[2]) + GAP


SELDOM: Final = "new_line"
"""The action that gives way first: few notes have two lines, and help names it."""


def fitting(entries: Sequence[Entry], last: Collection[Entry], width: int) -> list[Entry]:
    """Return the entries that fit into `width` columns, those of `last` in any case and behind."""
    if sum(map(width_of, entries)) > width + GAP:
        entries = [entry for entry in entries if entry[0] != SELDOM]
    kept = [entry for entry in entries if entry in last]
    taken = sum(map(width_of, kept))
    found = []
    for entry in entries:
        if entry in kept:
            continue
        if taken + width_of(entry) > width + GAP:
            break
        taken += width_of(entry)
        found.append(entry)
    return found + kept
