"""The sums behind a score, in whole numbers: no order of people can change a bit of it."""

from dataclasses import dataclass
from math import sqrt

from valueworkshop.core.scoring.hundred_points import STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Sums over the people who said both what they need and how it is today.

    `n` people; `diff` the sum of needed - today in steps of the scale, and `squares` of its
    squares; `short` those with needed above today, which on a scale of whole numbers is a step or
    more, and `far_short` those with two steps or more. `weight_n` are all who gave a weight, with
    or without the rest, and `weight_sum` the sum of their weight - 1.
    """

    n: int = 0
    diff: int = 0
    squares: int = 0
    short: int = 0
    far_short: int = 0
    weight_n: int = 0
    weight_sum: int = 0

    def minus(self, other: "Sums") -> "Sums":
        """Return the sums without `other`, which is part of these: exact, as all is whole."""
        return Sums(
            n=self.n - other.n,
            diff=self.diff - other.diff,
            squares=self.squares - other.squares,
            short=self.short - other.short,
            far_short=self.far_short - other.far_short,
            weight_n=self.weight_n - other.weight_n,
            weight_sum=self.weight_sum - other.weight_sum,
        )

    @property
    def error(self) -> float | None:
        """The standard error of the mean difference, in points; None below two people.

        sqrt(max(s**2, 2/12) / n) steps: two answers rounded to whole steps vary by 1/12 each.
        """
        if self.n < 2:
            return None
        spread = self.n * self.squares - self.diff**2  # n (n - 1) s**2
        if 6 * spread > self.n * (self.n - 1):
            return STEP * sqrt(spread / (self.n**2 * (self.n - 1)))
        return STEP * sqrt(1 / (6 * self.n))


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The gap of an item and its weight, as two fractions of whole numbers.

    `steps / people` is how far today is below what is needed, in steps; `sway / most` is the
    weight, 0 to 1. A denominator of 0 means that nobody gave such a number.
    """

    steps: int
    people: int
    sway: int = 1
    most: int = 1

    @property
    def signed(self) -> float | None:
        """S, -100 to 100 points: above 0 if today falls short."""
        return STEP * self.steps / self.people if self.people else None

    @property
    def weight(self) -> float | None:
        """The weight w, 0 to 1."""
        return self.sway / self.most if self.most else None

    @property
    def priority(self) -> float | None:
        """R = w * G, 0 to 100; None unless both are known.

        One division, so that items equal in whole numbers share a rank.
        """
        if not self.people or not self.most:
            return None
        return STEP * (max(0, self.steps) * self.sway) / (self.people * self.most)
