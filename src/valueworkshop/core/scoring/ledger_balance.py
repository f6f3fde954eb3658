"""A ledger in points and in money: what customers get, minus what they give for it.

People rate lines from 1 to 5, worded so that up is better: a cost of 5 costs next to nothing. The
result of a side is the mean of its lines, not their sum, so that a longer list is no better; the
cost of a line is 100 minus its points. A line counts once, however many people rated it. All
numbers are exact fractions, so that no order of lines or people changes a bit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from valueworkshop.core.scoring.hundred_points import HIGH, LOW
from valueworkshop.core.scoring.item_score import Facet

_STEP = Fraction(100, HIGH - LOW)


def line_points(facet: Facet) -> Fraction | None:
    """Return the mean answer to a line in points, 0 to 100; None if nobody gave a number."""
    return _STEP * Fraction(facet.steps, facet.n) if facet.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The result of the rated lines, in points.

    `benefits` and `costs` are 0 to 100, None if no line of that side has a number. `lines` says how
    many benefits and how many costs have one; `fewest` and `most` how many people gave one to a
    line. `resolution` is the furthest that net moves when one of them moves one line one step.
    """

    benefits: Fraction | None
    costs: Fraction | None
    lines: tuple[int, int]
    fewest: int
    most: int
    resolution: Fraction | None

    @property
    def net(self) -> Fraction | None:
        """Benefits minus costs, -100 to 100; None unless both are known."""
        if self.benefits is None or self.costs is None:
            return None
        return self.benefits - self.costs


def balance(benefits: Sequence[Facet], costs: Sequence[Facet]) -> Balance:
    """Return the result of the answers to the lines of both sides, without abstentions."""
    sides = [[facet for facet in side if facet.n] for side in (benefits, costs)]
    got, good = (_mean([_STEP * Fraction(f.steps, f.n) for f in side]) for side in sides)
    people = [facet.n for side in sides for facet in side]
    moves = [_STEP / (facet.n * len(side)) for side in sides for facet in side]
    return Balance(
        benefits=got,
        costs=None if good is None else 100 - good,
        lines=(len(sides[0]), len(sides[1])),
        fewest=min(people, default=0),
        most=max(people, default=0),
        resolution=max(moves, default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The result of the amounts, in whole units of one currency.

    `benefits` and `costs` are sums over the lines that have an amount, None if none of that side
    has one. `without` counts the lines that have none.
    """

    benefits: int | None
    costs: int | None
    without: int

    @property
    def net(self) -> int | None:
        """Benefits minus costs; None unless every line of both sides has an amount."""
        if self.without or self.benefits is None or self.costs is None:
            return None
        return self.benefits - self.costs


def money(benefits: Sequence[int | None], costs: Sequence[int | None]) -> Money:
    """Return the result of the amounts of both sides; None means no amount."""
    known = [[amount for amount in side if amount is not None] for side in (benefits, costs)]
    return Money(
        benefits=sum(known[0]) if known[0] else None,
        costs=sum(known[1]) if known[1] else None,
        without=len(benefits) + len(costs) - len(known[0]) - len(known[1]),
    )


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None
