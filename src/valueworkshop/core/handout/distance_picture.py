"""The picture of the report: from today to what customers need, an item a row, in letters."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.scoring.gap_points import sign
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.figures import Distance, Distances
from valueworkshop.core.show.pictures import fitted, in_two
from valueworkshop.core.summary.gap_summary import Gap

WIDTH: Final = 62
"""Cells across: it fits a page, a phone held sideways and the smallest projector."""

MOST: Final = 10
"""Rows, the largest gaps first."""

_STEP: Final = 4
_TRACK: Final = 4 * _STEP + 1
_AROUND: Final = len("▼▼ ") + len(" ") + _TRACK + len("   -00")
_SIGNS: Final = "● today   ○ customers need"
_TITLE: Final = "Where today is, and where it must be"


def rows(gaps: Sequence[Gap], width: int = WIDTH) -> list[str]:
    """Return a line that explains the signs, and a row for each of at most `MOST` items; or none.

    ● is today and ○ what customers need; ━ joins them where something is short, ─ where there is
    more than needed.
    """
    shown = gaps[:MOST]
    if not shown:
        return []
    room = width - _AROUND
    label = min(room, max([len(_SIGNS), *(len(gap.title) for gap in shown)]))
    scale = (" " * (_STEP - 1)).join("12345")
    head = f"{_SIGNS:<{label + 3}} {scale}   gap"
    return [head, *(line for gap in shown for line in _row(gap, label))]


def _row(gap: Gap, label: int) -> list[str]:
    """Return an item, with a second line for what is left of a long text."""
    amount = "–" if gap.score.signed is None else f"{whole(gap.score.signed)}"
    name, rest = in_two(gap.title, label)
    row = f"{sign(gap.score.signed):<2} {fitted(name, label)} {track(gap.score)}   {amount:>3}"
    return [row.rstrip(), *([f"   {rest}"] if rest else [])]


def track(score: ItemScore) -> str:
    """Return the scale from 1 to 5 with today and what is needed on it."""
    cells = ["·"] * _TRACK
    today, needed = _cell(score.today.mean), _cell(score.needed.mean)
    if today is not None and needed is not None:
        first, last = sorted((today, needed))
        cells[first : last + 1] = ("━" if today < needed else "─") * (last - first + 1)
    if needed is not None:
        cells[needed] = "○"
    if today is not None:
        cells[today] = "●" if today != needed else "◉"
    return "".join(cells)


def figure(gaps: Sequence[Gap]) -> Distances:
    """Return the same as numbers, for formats that draw."""
    return Distances(
        title=_TITLE,
        rows=tuple(
            Distance(
                label=gap.title,
                today=gap.score.today.mean,
                needed=gap.score.needed.mean,
                gap=gap.score.signed,
                sign=sign(gap.score.signed).strip(),
            )
            for gap in gaps[:MOST]
        ),
    )


def _cell(mean: float | None) -> int | None:
    return None if mean is None else round((mean - 1) * _STEP)
