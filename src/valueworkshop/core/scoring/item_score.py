"""One item, rated 1 to 5 for what is needed and for today, and for its weight if the kit asks.

A number that nobody gave is None, never 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import pi, sqrt
from typing import Literal, TypeAlias, get_args

from valueworkshop.core.scoring.agreement import (
    Level,
    agreement,
    could_be_luck,
    distance_from_median,
    level,
    mean,
    median,
)
from valueworkshop.core.scoring.exact_sums import Balance, Sums
from valueworkshop.core.scoring.hundred_points import HIGH, LOW, STEP
from valueworkshop.core.scoring.kept_results import kept

Evidence: TypeAlias = Literal["assumed", "heard", "measured"]
"""How a room knows what it says about an item, weakest first. It never changes a gap."""

GRADES: tuple[str, ...] = get_args(Evidence)

FAR = 2
"""From so many steps on a shortfall is far: neighbouring answers do not explain it."""

_STEPS = HIGH - LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one voter gave, 1 to 5 each; None is no number.

    Raises ValueError for any other number.
    """

    needed: int | None = None
    today: int | None = None
    weight: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a number that is not on the scale."""
        for number in (self.needed, self.today, self.weight):
            if number is not None and not LOW <= number <= HIGH:
                raise ValueError(f"{number} is not on the scale from {LOW} to {HIGH}")

    @property
    def is_pair(self) -> bool:
        """Whether the voter said both what is needed and how it is today."""
        return self.needed is not None and self.today is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """All answers to one question about an item: how many gave each of 1 to 5, and no number.

    Raises ValueError unless there are five counts, none negative.
    """

    counts: tuple[int, ...] = (0, 0, 0, 0, 0)
    dont_know: int = 0
    skipped: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for counts that cannot be counts of answers."""
        if len(self.counts) != _STEPS + 1 or min(*self.counts, self.dont_know, self.skipped) < 0:
            raise ValueError(f"{self.counts} are not five counts of answers")

    @property
    def n(self) -> int:
        """How many gave a number."""
        return sum(self.counts)

    @property
    def steps(self) -> int:
        """The sum of all answers, in steps above the lowest."""
        return sum(count * place for place, count in enumerate(self.counts))

    @property
    def mean(self) -> float | None:
        """The mean answer, 1 to 5."""
        return mean(self.counts)

    @property
    def median(self) -> float | None:
        """The middle answer, 1 to 5 in halves."""
        return median(self.counts)

    @property
    def agreement(self) -> float | None:
        """1 if unanimous, 0 if half sit at each end; None below three answers."""
        return agreement(self.counts)

    @property
    def distance(self) -> float | None:
        """The mean distance from the median in scale points; None below three answers."""
        return distance_from_median(self.counts)

    @property
    def level(self) -> Level | None:
        """Split, mixed or agrees; None below three answers."""
        return level(self.counts)

    @property
    def luck(self) -> bool:
        """Whether people agree no more than chance could make them."""
        return could_be_luck(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVotes:
    """The vote that counts on one item.

    `paired` if we know who gave which answers: then `given` holds them by voter. For counted hands
    it is empty, and only the facets count. `weight` is None if the kit does not ask for it; the
    item then weighs 1. `room` marks the one rating of the whole room.
    """

    given: Mapping[str, Given] = field(default_factory=dict)
    needed: Facet = field(default_factory=Facet)
    today: Facet = field(default_factory=Facet)
    weight: Facet | None = None
    paired: bool = True
    room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScore:
    """The numbers of one item, in points unless said otherwise.

    `n` people gave both answers (unpaired: as many as the fewer of the two answers), of whom
    `short` see a shortfall and `far_short` one of two steps or more (None if unpaired). `signed` is
    S, -100 to 100; `gap` G = max(0, S); `surplus` O = max(0, -S); `weight` w, 0 to 1, over all who
    gave one; `priority` R = w * G. `error` is the standard error of S from two people on, `floor`
    the gap that disagreement alone would make, and `resolution` how far S moves when one person
    moves one step. `weights` are the answers that make `weight`.
    """

    n: int
    short: int | None
    far_short: int | None
    signed: float | None
    gap: float | None
    surplus: float | None
    weight: float | None
    priority: float | None
    error: float | None
    floor: float | None
    resolution: float | None
    needed: Facet
    today: Facet
    weights: Facet | None
    paired: bool
    room: bool


def _itself(votes: ItemVotes) -> tuple[object, ...]:
    return (votes,)


@kept(_itself)
def score_item(votes: ItemVotes) -> ItemScore:
    """Return all numbers of an item.

    Paired, S is the mean over those who said both what is needed and what is so today. Hands do
    not tell who that was: unpaired, S is the difference of the means of all, and its error takes
    the two answers as independent, with the rounding of each as its least variance. In both, w is
    the mean over all who gave a weight, whether or not they gave the other two.
    """
    if votes.paired:
        sums = total(votes)
        found = _balance_of(sums, votes)
        n, error = sums.n, sums.error
        short, far_short = (sums.short, sums.far_short) if n else (None, None)
    else:
        found = balance(votes)
        n, error = min(votes.needed.n, votes.today.n), _error_of_hands(votes)
        short = far_short = None
    signed = found.signed
    return ItemScore(
        n=n,
        short=short,
        far_short=far_short,
        signed=signed,
        gap=None if signed is None else max(0.0, signed),
        surplus=None if signed is None else max(0.0, -signed),
        weight=found.weight,
        priority=found.priority,
        error=error,
        floor=None if error is None else error / sqrt(2 * pi),
        resolution=STEP / n if n else None,
        needed=votes.needed,
        today=votes.today,
        weights=votes.weight,
        paired=votes.paired,
        room=votes.room,
    )


def sums_of(given: Given) -> Sums:
    """Return the sums over one voter: needed and today count together or not at all."""
    return _summed((given,))


def total(votes: ItemVotes) -> Sums:
    """Return the sums over all voters of an item."""
    return _summed(votes.given.values())


def _summed(several: Iterable[Given]) -> Sums:
    n = diff = squares = short = far_short = weight_n = weight_sum = 0
    for given in several:  # in one go: this is done for every answer there is
        if given.weight is not None:
            weight_n += 1
            weight_sum += given.weight - LOW
        if given.needed is None or given.today is None:
            continue
        by = given.needed - given.today
        n += 1
        diff += by
        squares += by * by
        short += by > 0
        far_short += by >= FAR
    return Sums(
        n=n,
        diff=diff,
        squares=squares,
        short=short,
        far_short=far_short,
        weight_n=weight_n,
        weight_sum=weight_sum,
    )


@kept(_itself)
def balance(votes: ItemVotes) -> Balance:
    """Return the gap and the weight of an item as whole numbers."""
    if votes.paired:
        return _balance_of(total(votes), votes)
    needed, today, weight = votes.needed, votes.today, votes.weight
    steps, people = needed.steps * today.n - today.steps * needed.n, needed.n * today.n
    if weight is None:
        return Balance(steps=steps, people=people)
    return Balance(steps=steps, people=people, sway=weight.steps, most=_STEPS * weight.n)


@kept(_itself)
def balances_without(votes: ItemVotes) -> dict[str, Balance]:
    """Return, for each voter who gave both answers or a weight, the item's balance without them.

    Leaving out anyone else changes nothing. Empty if we do not know who gave what.
    """
    if not votes.paired or votes.room:
        return {}
    everybody = total(votes)
    each = {voter: sums_of(given) for voter, given in votes.given.items()}
    weighed = votes.weight is not None
    return {
        voter: _balance_of(everybody.minus(own), votes)
        for voter, own in each.items()
        if own.n or (weighed and own.weight_n)
    }


def _balance_of(sums: Sums, votes: ItemVotes) -> Balance:
    if votes.weight is None:
        return Balance(steps=sums.diff, people=sums.n)
    most = _STEPS * sums.weight_n
    return Balance(steps=sums.diff, people=sums.n, sway=sums.weight_sum, most=most)


def _error_of_hands(votes: ItemVotes) -> float | None:
    if min(votes.needed.n, votes.today.n) < 2:
        return None
    return STEP * sqrt(_mean_varies(votes.needed) + _mean_varies(votes.today))


def _mean_varies(facet: Facet) -> float:
    """Return the variance of the mean answer in steps squared, at least that of rounding."""
    n = facet.n
    squares = sum(count * place**2 for place, count in enumerate(facet.counts))
    return max((n * squares - facet.steps**2) / (n * n * (n - 1)), 1 / (12 * n))
