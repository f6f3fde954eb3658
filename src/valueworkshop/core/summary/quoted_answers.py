"""Finds answers and quotes them with who gave them, for the rules.

It finds only what the room has seen. It finds items by their ids, those of the shipped kits, so
that it also reads a team's own kit that keeps the ids.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from valueworkshop.core.scoring.item_score import Facet, ItemScore
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.scoring.value_equation import TERMS
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.allocation.model import Spread
from valueworkshop.core.stages.allocation.model import asks as disciplines
from valueworkshop.core.stages.allocation.score import focus
from valueworkshop.core.stages.journey.score import Moment, moments
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import Offers, offers
from valueworkshop.core.stages.offers.words import lead_in_words
from valueworkshop.core.stages.votes import words
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.summary.kinds_compared import ALLOCATION, JOURNEY, OFFERS, RATINGS

RATED_HIGH: Final = 4.0
RATED_LOW: Final = 2.5
"""Mean answers, 1 to 5: from the first on we say that something is so, up to the second that it is
not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One of two answers: where it is, as 'stage/item', and what it says."""

    key: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two answers that cannot both be right, by the id of the rule that found them."""

    rule: str
    sentence: str
    one: Quoted
    other: Quoted


Rule: TypeAlias = Callable[[Session], Contradiction | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """An item that was rated for what is needed and for today, with its score."""

    stage: str
    item: str
    score: ItemScore

    @property
    def is_high(self) -> bool:
        """Whether people say that it is so today."""
        return at_least(self.score.today, RATED_HIGH)

    @property
    def is_low(self) -> bool:
        """Whether people say that it is not so today."""
        return at_most(self.score.today, RATED_LOW)

    def quoted(self, session: Session) -> Quoted:
        """Quote how it is today."""
        text = in_a_sentence(asks(session, self.stage).items[self.item].text)
        return quote(session, self.stage, self.item, f"'{text}' is rated {of(self.score.today)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The offers of a stage in which ours was revealed with a number for each term."""

    stage: str
    seen: Offers
    ours: dict[str, Facet]

    def term(self, session: Session, term: str, also: str = "") -> Quoted:
        """Quote how people rated one term of ours."""
        said = f"our {self.seen.terms[term]} is {of(self.ours[term])}{also}"
        return quote(session, self.stage, OURS, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """How far our net is ahead of another offer's, in points."""

    stage: str
    seen: Offers
    rival: str

    @property
    def points(self) -> Fraction:
        """Ours minus theirs."""
        return self.seen.leads[self.rival]

    def quoted(self, session: Session) -> Quoted:
        """Quote it."""
        return quote(session, self.stage, OURS, f"we are {lead_in_words(self.seen, self.rival)}")


def quote(session: Session, stage: str, item: str, said: str) -> Quoted:
    """Quote an answer under the title of its stage."""
    return Quoted(
        key=f"{stage}/{item}", said=f"{in_a_sentence(session.stage(stage).title)}: {said}"
    )


def of(facet: Facet) -> str:
    """Return a mean answer and how many gave it, in words."""
    return f"{words.mean(facet)} of 5 (n {facet.n})"


def at_least(facet: Facet, level: float) -> bool:
    """Whether the mean answer reaches a level; False if nobody gave a number."""
    return facet.mean is not None and facet.mean >= level


def at_most(facet: Facet, level: float) -> bool:
    """Whether the mean answer is at or below a level; False if nobody gave a number."""
    return facet.mean is not None and facet.mean <= level


def rated(session: Session, item: str) -> Rated | None:
    """Return the first revealed item of this id in a rating stage that asks for a gap."""
    for stage in session.kit.of_kind(RATINGS):
        if asks(session, stage).has_gap and item in (found := scores(session, stage)):
            return Rated(stage=stage, item=item, score=found[item])
    return None


def compared(session: Session) -> Compared | None:
    """Return the first stage of offers in which all four terms of ours have a number."""
    for stage, seen in each_offers(session):
        ours = dict(seen.ours.answers) if seen.ours else {}
        if set(ours) == set(TERMS) and all(facet.n for facet in ours.values()):
            return Compared(stage=stage, seen=seen, ours=ours)
    return None


def each_offers(session: Session) -> Iterator[tuple[str, Offers]]:
    """Yield every stage of offers with what the room has seen of it."""
    for stage in session.kit.of_kind(OFFERS):
        yield stage, offers(session, stage)


def least_lead(session: Session) -> Lead | None:
    """Return how far we are ahead of the best other offer.

    None if ours or all others lack a net.
    """
    for stage, seen in each_offers(session):
        if leads := seen.leads:
            return Lead(stage=stage, seen=seen, rival=min(leads, key=lambda key: leads[key]))
    return None


def lead_over(session: Session, rival: str) -> Lead | None:
    """Return how far we are ahead of one other offer."""
    for stage, seen in each_offers(session):
        if rival in seen.leads:
            return Lead(stage=stage, seen=seen, rival=rival)
    return None


def chosen(session: Session, discipline: str) -> Quoted | None:
    """Quote that a discipline is among the one or two that the team chose to lead on."""
    for stage in session.kit.of_kind(ALLOCATION):
        found = focus(session, stage)
        if discipline in found.leads:
            share = whole(100 * found.shares(Spread.CHOSEN)[discipline])
            name = in_a_sentence(disciplines(session, stage).disciplines[discipline].text)
            who = "the room" if found.room else f"n {found.spreads[Spread.CHOSEN].n}"
            said = f"{name} is what we choose to lead on ({share} of 100 points; {who})"
            return quote(session, stage, Spread.CHOSEN.value, said)
    return None


def behind(session: Session, points: float) -> tuple[str, list[Moment]] | None:
    """Return the touchpoints that are at least `points` below what is expected, worst first."""
    for stage in session.kit.of_kind(JOURNEY):
        short = [m for m in moments(session, stage) if m.signed is not None and m.signed >= points]
        if short:
            return stage, sorted(short, key=lambda moment: -(moment.signed or 0))
    return None
