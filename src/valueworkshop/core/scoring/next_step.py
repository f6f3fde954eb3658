"""The next step of an item: what to do about it first."""

from enum import StrEnum

from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.item_score import FAR, GRADES, Facet, ItemScore
from valueworkshop.core.scoring.kept_results import kept

MATTERS = 0.75 * STEP
"""The priority, in points, from which an item needs something to be done."""

_FEWEST = 3  # fewer people cannot be split, and are too few to act on


class Asks(StrEnum):
    """The steps, the first that holds before those after it."""

    FIND_OUT = "find out"
    TALK_FIRST = "talk first"
    ASK_MORE_OF_US = "ask more of us"
    ASK_CUSTOMERS = "ask customers"
    CHECK_FIRST = "check first"
    ACT = "act"
    DELIGHT_OR_WASTE = "delight or waste?"
    WATCH = "watch"


def asks_for(score: ItemScore, evidence: str, line: float | None) -> Asks | None:
    """Return the next step of an item, given one of the grades of `Evidence`.

    `line` is the priority, in points, that chance alone makes somewhere in a workshop like this
    (`SignFlips.act`), None while it is not known. None where there is no gap to speak of (unless
    too many don't know), where it hangs on a weight that was asked and that nobody gave, and where
    it hangs on a line that is not known yet. Raises ValueError for an unknown grade.
    """
    if hangs_on_the_line(score, evidence):
        if line is None or score.priority is None:
            return None
        return Asks.ACT if score.priority > line else Asks.CHECK_FIRST
    return _before_the_line(score, evidence)


def hangs_on_the_line(score: ItemScore, evidence: str) -> bool:
    """Return whether the next step is 'act' or 'check first', which the line for 'act' decides."""
    return _before_the_line(score, evidence) is Asks.ACT


@kept(lambda score, evidence: (score, evidence))
def _before_the_line(score: ItemScore, evidence: str) -> Asks | None:
    """Return the next step as if any priority were above the line."""
    if evidence not in GRADES:
        raise ValueError(f"{evidence!r} is no grade of evidence")
    if _unknown(score.needed) or _unknown(score.today):
        return Asks.FIND_OUT
    if score.signed is None or score.gap is None:
        return None
    if _level(score) is Level.SPLIT and _quarter_far_short(score):
        return Asks.TALK_FIRST
    if (score.gap if score.priority is None else score.priority) >= MATTERS:
        return None if score.priority is None else _worth_doing(score, evidence)
    return Asks.DELIGHT_OR_WASTE if _is_surely_over(score, score.signed) else Asks.WATCH


def _worth_doing(score: ItemScore, evidence: str) -> Asks:
    if score.n < _FEWEST:
        return Asks.ASK_MORE_OF_US
    if evidence == GRADES[0]:
        return Asks.ASK_CUSTOMERS
    # A split of which few see a far shortfall is no more settled than mixed answers are.
    return Asks.ACT if _level(score) is Level.AGREES else Asks.TALK_FIRST


def _level(score: ItemScore) -> Level:
    """Return the wider of how the answers to needed and to today lie; fewer than three agree."""
    levels = {score.needed.level, score.today.level} if score.n >= _FEWEST else set()
    return next((each for each in (Level.SPLIT, Level.MIXED) if each in levels), Level.AGREES)


def _is_surely_over(score: ItemScore, signed: float) -> bool:
    """Whether there is a surplus of a step or more that is above two standard errors as well."""
    return signed <= -STEP and score.error is not None and -signed > 2 * score.error


def _unknown(facet: Facet) -> bool:
    """Whether half or more of those who did not skip the question don't know."""
    return facet.dont_know > 0 and facet.dont_know >= facet.n


def _quarter_far_short(score: ItemScore) -> bool:
    """Whether a quarter or more see a shortfall of two steps or more.

    Hands do not tell who sees one, but how many must: at least the share who say that k + 1 or more
    is needed, less the share who say that it is k or more today.
    """
    if score.far_short is not None:
        return 4 * score.far_short >= score.n
    needed, today = score.needed, score.today
    return any(
        4 * (sum(needed.counts[k + FAR - 1 :]) * today.n - sum(today.counts[k:]) * needed.n)
        >= needed.n * today.n
        for k in range(1, len(needed.counts))
    )
