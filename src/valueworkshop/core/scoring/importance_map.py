"""Where an item lies on the map of what is needed (up) against what is so today (across).

The lines are diagonals: needed - today = 0 and = one step (Slack, International Journal of
Operations & Production Management 14, 1994). So the map says what the table and the next step say:
all three rest on S. Lines through the middle of the scale, as on older maps, do not: there an item
needed 5 and today 4 lies with those that are well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from valueworkshop.core.scoring.hundred_points import LOW, STEP
from valueworkshop.core.scoring.item_score import Facet, ItemScore, ItemVotes

LINES = (0.0, STEP)
"""The gaps S, in points, at which the two lines lie."""

_OF_ONE = STEP / sqrt(6)  # the rounding of one person's two answers


class Band(StrEnum):
    """Where an item lies, from more than needed to a step short and more."""

    OVER = "more than needed"
    LEVEL = "as much as needed"
    SHORT = "less than a step short"
    A_STEP = "a step short"
    FAR_SHORT = "more than a step short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An item on the map: the mean answers of the same people, 1 to 5 each, and its band.

    Of hands, which are not linked, the means of all. `up` - `across` is S in steps.
    """

    up: float
    across: float
    band: Band
    n: int

    @property
    def is_on_a_line(self) -> bool:
        """Whether it could as well lie on either side of a line: it is drawn as such."""
        return self.band in {Band.LEVEL, Band.A_STEP}


def band(score: ItemScore) -> Band | None:
    """Return where an item lies; None without a gap.

    Within its own standard error of a line it is on the line; between both, on the nearer one, and
    of two equally near, on the lower. One person's two answers vary as rounding makes them vary.
    """
    if score.signed is None:
        return None
    near = _OF_ONE if score.error is None else score.error
    away = [abs(score.signed - line) for line in LINES]
    if min(away) <= near:
        return Band.LEVEL if away[0] <= away[1] else Band.A_STEP
    if score.signed < LINES[0]:
        return Band.OVER
    return Band.SHORT if score.signed < LINES[1] else Band.FAR_SHORT


def position(votes: ItemVotes, score: ItemScore) -> Position | None:
    """Return where an item lies on the map, given its votes and their score; None without a gap."""
    found = band(score)
    if found is None:
        return None
    if votes.paired:
        pairs = [
            (given.needed, given.today)
            for given in votes.given.values()
            if given.needed is not None and given.today is not None
        ]
        up, across = (_mean(answers) for answers in zip(*pairs, strict=True))
    else:
        up, across = _mean_of(votes.needed), _mean_of(votes.today)
    return Position(up=up, across=across, band=found, n=score.n)


def _mean(answers: Sequence[int]) -> float:
    return float(Fraction(sum(answers), len(answers)))


def _mean_of(facet: Facet) -> float:
    return float(LOW + Fraction(facet.steps, facet.n))
