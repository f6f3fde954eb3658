"""The next step for an item."""

from collections.abc import Sequence
from enum import StrEnum

from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.item_score import GRADES, Facet, ItemScore

MATTERS = 0.75 * STEP
"""An item with this priority, in points, or more needs something done."""

_FEWEST = 3  # fewer people cannot be split


class Asks(StrEnum):
    """The six next steps; the first one that applies wins."""

    FIND_OUT = "find out"
    TALK_FIRST = "talk first"
    ASK_CUSTOMERS = "ask customers"
    ACT = "act"
    DELIGHT_OR_WASTE = "delight or waste?"
    WATCH = "watch"


def asks_for(score: ItemScore, evidence: str) -> Asks | None:
    """Return the next step for an item, given one of the grades of `Evidence`.

    None if there is no gap worth a step (unless too many don't know), and if it depends on a weight
    that the kit asks for and nobody gave. Raises ValueError for an unknown grade.
    """
    if evidence not in GRADES:
        raise ValueError(f"{evidence!r} is no grade of evidence")
    if _unknown(score.needed) or _unknown(score.today):
        return Asks.FIND_OUT
    if score.signed is None or score.gap is None:
        return None
    levels = (score.needed.level, score.today.level) if score.n >= _FEWEST else ()
    if Level.SPLIT in levels and _quarter_short(score):
        return Asks.TALK_FIRST
    if score.priority is None and score.gap >= MATTERS:
        return None
    if score.priority is not None and score.priority >= MATTERS:
        return _worth_doing(levels, evidence)
    return Asks.DELIGHT_OR_WASTE if score.signed <= -STEP else Asks.WATCH


def _worth_doing(levels: Sequence[Level | None], evidence: str) -> Asks:
    if evidence == GRADES[0]:
        return Asks.ASK_CUSTOMERS
    # A split in which few see a shortfall is no more settled than mixed answers are.
    if Level.MIXED in levels or Level.SPLIT in levels:
        return Asks.TALK_FIRST
    return Asks.ACT


def _unknown(facet: Facet) -> bool:
    """Whether half or more of those who did not skip the question don't know."""
    return facet.dont_know > 0 and facet.dont_know >= facet.n


def _quarter_short(score: ItemScore) -> bool:
    """Whether a quarter or more see a shortfall of a step.

    Hands do not show who sees one, but they show how many must: for each k, at least the share who
    say that k or more is needed, minus the share who say that it is k or more today.
    """
    if score.short is not None:
        return 4 * score.short >= score.n
    needed, today = score.needed, score.today
    return any(
        4 * (sum(needed.counts[k:]) * today.n - sum(today.counts[k:]) * needed.n)
        >= needed.n * today.n
        for k in range(1, len(needed.counts))
    )
