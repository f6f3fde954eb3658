"""From the votes on each offer to its numbers, and how ours compares with the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.value_equation import (
    TERMS,
    Lag,
    Levels,
    OfferScore,
    OfferVotes,
    Pair,
    lags,
    pair,
    ranked_otherwise,
    score_offer,
    strongest,
)
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Slip
from valueworkshop.core.stages.notes.model import DO_NOTHING
from valueworkshop.core.stages.offers.model import OURS, name_of
from valueworkshop.core.stages.votes import slips as votes_slips
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import ROOM, Abstained, Ballot, answers, asks
from valueworkshop.core.stages.votes.score import counted, facet_of, read

ATTRIBUTION = "Value equation: Shaun Smith, smith+co."
"""We show this wherever we show the equation: its author allows its use with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """The offers whose vote the room has seen, in their order.

    `names` and `letters` are by offer; a letter stays with its place, whatever is revealed.
    `hidden` counts the offers that are not revealed: we say nothing else about them. `terms` are
    the words for the terms.
    """

    scores: Mapping[str, OfferScore]
    names: Mapping[str, str]
    letters: Mapping[str, str]
    evidence: Mapping[str, Grade]
    terms: Mapping[str, str]
    hidden: int

    @property
    def ours(self) -> OfferScore | None:
        """The numbers of our offer, None while it is not revealed."""
        return self.scores.get(OURS)

    @property
    def others(self) -> dict[str, OfferScore]:
        """The offers that are not ours."""
        return {key: score for key, score in self.scores.items() if key != OURS}

    @property
    def levels(self) -> dict[str, Levels]:
        """The levels of each offer that has a net."""
        return {key: score.levels for key, score in self.scores.items() if score.levels}

    @property
    def pairs(self) -> dict[str, Pair]:
        """Ours and each other offer over the people who rated both, where anybody did."""
        return _pairs(self)

    @property
    def leads(self) -> dict[str, Fraction]:
        """Our net less that of each other offer, -200 to 200 points, over the same people."""
        return _leads(self)

    @property
    def competitors(self) -> dict[str, OfferScore]:
        """The offers that customers could buy instead: doing nothing is none."""
        return {key: score for key, score in self.others.items() if key != DO_NOTHING}

    @property
    def lags(self) -> dict[str, Lag]:
        """How far each term of ours is below the best competitor."""
        return _lags(self)


def _itself(seen: Offers) -> tuple[object, ...]:
    return (seen,)


@kept(_itself)
def _leads(seen: Offers) -> dict[str, Fraction]:
    leads = {key: both.lead for key, both in seen.pairs.items()}
    return {key: lead for key, lead in leads.items() if lead is not None}


@kept(_itself)
def _lags(seen: Offers) -> dict[str, Lag]:
    return lags(seen.ours, seen.competitors) if seen.ours else {}


@kept(_itself)
def _pairs(seen: Offers) -> dict[str, Pair]:
    if seen.ours is None:
        return {}
    found = {key: pair(seen.ours, other) for key, other in seen.others.items()}
    return {key: both for key, both in found.items() if both is not None}


@kept(read)
def offers(session: Session, stage: str, segment: str = "") -> Offers:
    """Return what the room has seen of the offers; for a segment, from those who had it in mind.

    '' is for all.
    """
    plan, given = asks(session, stage), answers(session, stage)
    seen = [offer for offer in plan.items if is_revealed(session, stage, offer)]
    return Offers(
        scores={offer: score_offer(_votes(session, stage, offer, segment)) for offer in seen},
        names={offer: name_of(session, stage, offer) for offer in seen},
        letters={offer: _letter(place) for place, offer in enumerate(plan.items) if offer in seen},
        evidence={offer: given.evidence.get(offer, Evidence()).grade for offer in seen},
        terms={term: facet.label for term, facet in plan.facets.items()},
        hidden=len(plan.items) - len(seen),
    )


def _letter(place: int) -> str:
    """Return A to Z, then a to z; after those no letter separates offers."""
    if place < 26:
        return chr(ord("A") + place)
    return chr(ord("a") + place - 26) if place < 52 else "#"


def _votes(session: Session, stage: str, offer: str, segment: str) -> OfferVotes:
    vote, ballots, hands = counted(session, stage, offer, segment)
    left_out = answers(session, stage).left_out
    asked = [term for term in TERMS if term not in left_out]
    return OfferVotes(
        given={}
        if hands
        else {voter: _numbers(ballot, offer, asked) for voter, ballot in ballots.items()},
        answers={term: facet_of(vote, ballots, term, offer) for term in asked},
        paired=not hands,
        room=ROOM in ballots,
    )


def _numbers(ballot: Ballot, offer: str, asked: list[str]) -> dict[str, int]:
    given = {term: ballot.get(term, offer) for term in asked}
    return {
        term: answer
        for term, answer in given.items()
        if answer is not None and not isinstance(answer, Abstained)
    }


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find what is wrong in the votes, and a competitor with the id of another offer."""
    yield from votes_slips.slips(session, stage)
    for key in (OURS, DO_NOTHING):
        if key in session.competitors:
            name = session.competitors[key].name
            message = f'"{key}" is an id of this stage, and of the competitor {name} as well'
            yield (), f"{message}: give the competitor another"


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return the numbers of every revealed offer; {} while none is.

    `offers` {id: name, n, paired, room, terms {term: mean, 1 to 5, or null}, benefits and costs (0
    to 100), net (-100 to 100), lead (our net minus this one's; null for ours), ratio (Smith's, 0.2
    to 5), resolution}, `strongest` [terms], `ratio_ranks_otherwise` (true or false), `source`.
    """
    seen = offers(session, stage)
    if not seen.scores:
        return {}
    leads = seen.leads
    return {
        "offers": {
            key: {
                "name": seen.names[key],
                "n": score.n,
                "paired": score.paired,
                "room": score.room,
                "terms": {term: facet.mean for term, facet in score.answers.items()},
                "benefits": float(score.levels.benefits) if score.levels else None,
                "costs": float(score.levels.costs) if score.levels else None,
                "net": float(score.levels.net) if score.levels else None,
                "lead": float(leads[key]) if key in leads else None,
                "ratio": float(score.levels.ratio) if score.levels else None,
                "resolution": float(score.resolution) if score.resolution else None,
            }
            for key, score in seen.scores.items()
        },
        "strongest": list(strongest(seen.lags)),
        "ratio_ranks_otherwise": bool(ranked_otherwise(seen.levels)),
        "source": ATTRIBUTION,
    }
