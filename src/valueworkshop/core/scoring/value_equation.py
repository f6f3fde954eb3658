"""Shaun Smith's value equation, in points with which we can compare offers.

People rate four terms from 1 to 5, worded so that up is better: product quality, service quality, a
fair price, little hassle. The first two are what customers get, the other two what it costs them:
the cost of a term is 100 minus its points. Net is what they get minus what it costs them.

Smith's ratio (product + service) / (price + hassle) is his picture of it. We never rank by it:
which of two offers has the larger ratio can depend on whether you write the scale 1 to 5 or 0 to 4.

All numbers are exact fractions, so that no order of people changes a bit and what is equal is
equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias

from valueworkshop.core.scoring.hundred_points import HIGH, LOW
from valueworkshop.core.scoring.item_score import Facet

PRODUCT, SERVICE, PRICE, HASSLE = "product", "service", "price", "hassle"

TERMS: Final = (PRODUCT, SERVICE, PRICE, HASSLE)
"""The terms: the first two are what customers get, the others what it costs them."""

STEP_OF_NET: Final = Fraction(25, 2)
"""How far net moves, in points, with one step on any term: each term is half of its side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The level of an offer on each term, 1 to 5, up is better.

    Raises ValueError for any other number.
    """

    product: Fraction
    service: Fraction
    price: Fraction
    hassle: Fraction

    def __post_init__(self) -> None:
        """Raise ValueError for a level that is not on the scale."""
        for term, level in self.by_term.items():
            if not LOW <= level <= HIGH:
                raise ValueError(f"{level} for {term} is not on the scale from {LOW} to {HIGH}")

    @classmethod
    def of(cls, levels: Mapping[str, Fraction | int]) -> "Levels":
        """Return the levels of a mapping by term. Raises KeyError if a term is missing."""
        product, service, price, hassle = (Fraction(levels[term]) for term in TERMS)
        return cls(product=product, service=service, price=price, hassle=hassle)

    @property
    def by_term(self) -> dict[str, Fraction]:
        """The level of each term."""
        return dict(zip(TERMS, (self.product, self.service, self.price, self.hassle), strict=True))

    @property
    def benefits(self) -> Fraction:
        """What customers get, 0 to 100 points: the mean of product and service quality."""
        return (_points(self.product) + _points(self.service)) / 2

    @property
    def costs(self) -> Fraction:
        """What it costs them, 0 to 100 points: 100 minus the mean of price and hassle."""
        return 100 - (_points(self.price) + _points(self.hassle)) / 2

    @property
    def net(self) -> Fraction:
        """Benefits minus costs, -100 to 100 points."""
        return self.benefits - self.costs

    @property
    def ratio(self) -> Fraction:
        """Smith's ratio on 1 to 5, where price and hassle count as costly (6 - level): 0.2 to 5."""
        return (self.product + self.service) / (2 * (LOW + HIGH) - self.price - self.hassle)

    @property
    def ratio_from_nought(self) -> Fraction | None:
        """The same with the scale written 0 to 4; None if nothing costs anything."""
        cost = 2 * HIGH - self.price - self.hassle
        return (self.product + self.service - 2 * LOW) / cost if cost else None

    def moved(self, term: str, steps: int) -> "Levels":
        """Return the levels with one term moved by whole steps, no further than 1 or 5."""
        level = min(max(self.by_term[term] + steps, Fraction(LOW)), Fraction(HIGH))
        return Levels.of({**self.by_term, term: level})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferVotes:
    """The vote that counts on one offer.

    `answers` are all answers by term. `paired` if we know who gave which: then `given` holds the
    numbers by voter and term; for counted hands only `answers` counts. `room` marks the one rating
    of the whole room.
    """

    given: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    answers: Mapping[str, Facet] = field(default_factory=dict)
    paired: bool = True
    room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferScore:
    """The numbers of one offer.

    `levels` are the means over the `n` people who rated all four terms; unpaired, the means of each
    term, and `n` is the fewest who rated one. None without any. `raters` are those n people, if
    known. `answers` are all answers by term, theirs or not.
    """

    n: int
    levels: Levels | None
    answers: Mapping[str, Facet]
    given: Mapping[str, Mapping[str, int]]
    paired: bool
    room: bool

    @property
    def resolution(self) -> Fraction | None:
        """How far net moves when one person moves one term by one step, in points."""
        return STEP_OF_NET / self.n if self.n else None


def score_offer(votes: OfferVotes) -> OfferScore:
    """Return the numbers of an offer. People who left out a term do not count in its levels."""
    answers = {term: votes.answers.get(term, Facet()) for term in TERMS}
    whole = {
        voter: numbers
        for voter, numbers in votes.given.items()
        if all(term in numbers for term in TERMS)
    }
    n = len(whole) if votes.paired else min(facet.n for facet in answers.values())
    levels = None
    if n and votes.paired:
        levels = Levels.of(
            {term: Fraction(sum(given[term] for given in whole.values()), n) for term in TERMS}
        )
    elif n:
        levels = Levels.of({term: _level(facet) for term, facet in answers.items()})
    return OfferScore(
        n=n,
        levels=levels,
        answers=answers,
        given=votes.given if votes.paired else {},
        paired=votes.paired,
        room=votes.room,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two offers over the same people: the `n` who rated every term of both that is compared.

    `terms` are those rated of both, and `ours` and `theirs` their means, 1 to 5. `only_ours` and
    `only_theirs` count who rated all terms of the one offer and not of the other. `linked` is false
    where hands were counted: then the means are those of all, and `n` is the fewest of any term.
    """

    n: int
    ours: Mapping[str, Fraction]
    theirs: Mapping[str, Fraction]
    only_ours: int
    only_theirs: int
    linked: bool

    @property
    def lead(self) -> Fraction | None:
        """Our net less theirs, -200 to 200 points; None unless all four terms are compared."""
        if any(term not in self.ours for term in TERMS):
            return None
        return Levels.of(self.ours).net - Levels.of(self.theirs).net


def pair(ours: OfferScore, theirs: OfferScore) -> Pair | None:
    """Return two offers over the same people; None where nobody rated a term of both."""
    terms = [term for term in TERMS if ours.answers[term].n and theirs.answers[term].n]
    if not terms:
        return None
    if not (ours.paired and theirs.paired):
        sides = [{term: _level(offer.answers[term]) for term in terms} for offer in (ours, theirs)]
        n = min(offer.answers[term].n for offer in (ours, theirs) for term in terms)
        return Pair(n=n, ours=sides[0], theirs=sides[1], only_ours=0, only_theirs=0, linked=False)
    raters = [
        {voter for voter, given in offer.given.items() if all(term in given for term in terms)}
        for offer in (ours, theirs)
    ]
    both = raters[0] & raters[1]
    if not both:
        return None
    means = [
        {
            term: Fraction(sum(offer.given[voter][term] for voter in both), len(both))
            for term in terms
        }
        for offer in (ours, theirs)
    ]
    return Pair(
        n=len(both),
        ours=means[0],
        theirs=means[1],
        only_ours=len(raters[0] - both),
        only_theirs=len(raters[1] - both),
        linked=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How far a term of ours is below the best competitor, in steps, and which ones that are.

    `behind` is -4 to 4: below 0 we are ahead of all, and `best` are the nearest to us.
    """

    behind: Fraction
    best: tuple[str, ...]


def lags(ours: OfferScore, competitors: Mapping[str, OfferScore]) -> dict[str, Lag]:
    """Return for each term how far we are below the best competitor, over the same people.

    Doing nothing is no competitor: it wins price and hassle by construction. Terms that were not
    rated of ours and of any competitor are left out.
    """
    pairs = {key: pair(ours, other) for key, other in competitors.items()}
    found = {}
    for term in TERMS:
        behind = {
            key: both.theirs[term] - both.ours[term]
            for key, both in pairs.items()
            if both is not None and term in both.ours
        }
        if behind:
            most = max(behind.values())
            best = tuple(key for key, by in behind.items() if by == most)
            found[term] = Lag(behind=most, best=best)
    return found


def strongest(found: Mapping[str, Lag]) -> tuple[str, ...]:
    """Return the term furthest below the best offer, all of them if equal; none if none is."""
    furthest = max((lag.behind for lag in found.values()), default=Fraction(0))
    return tuple(term for term, lag in found.items() if furthest > 0 and lag.behind == furthest)


Order: TypeAlias = tuple[str, str, int, int]
"""Two offers, and how the first compares with the second by net and by ratio: 1 above, 0, -1
below."""


def ranked_otherwise(offers: Mapping[str, Levels]) -> list[Order]:
    """Return each pair of offers that Smith's ratio would rank differently from net."""
    return _unlike(
        offers,
        [(levels.net, levels.ratio) for levels in offers.values()],
    )


def hangs_on_the_scale(offers: Mapping[str, Levels]) -> bool:
    """Say whether the ratio would rank two offers differently if 1 to 5 were written 0 to 4."""
    known = {key: levels for key, levels in offers.items() if levels.ratio_from_nought is not None}
    pairs = [(levels.ratio, levels.ratio_from_nought or Fraction(0)) for levels in known.values()]
    return bool(_unlike(known, pairs))


def _unlike(keys: Iterable[str], values: Iterable[tuple[Fraction, Fraction]]) -> list[Order]:
    """Return the pairs of keys whose two values do not have the same order."""
    found = []
    for (a, (a_one, a_two)), (b, (b_one, b_two)) in combinations(zip(keys, values, strict=True), 2):
        one, two = _sign(a_one - b_one), _sign(a_two - b_two)
        if one != two:
            found.append((a, b, one, two))
    return found


def _points(level: Fraction) -> Fraction:
    return 100 * (level - LOW) / (HIGH - LOW)


def _level(facet: Facet) -> Fraction:
    """Return the mean answer, 1 to 5."""
    return LOW + Fraction(facet.steps, facet.n)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
