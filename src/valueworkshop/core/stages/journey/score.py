"""From the votes on touchpoints to the curve, its lowest moments, and what carries them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.journey.model import Carrier, Term, Touchpoint, touchpoints
from valueworkshop.core.stages.votes.score import scores

_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A touchpoint with its score, None if the room has not seen the vote."""

    key: str
    touchpoint: Touchpoint
    score: ItemScore | None

    @property
    def signed(self) -> float | None:
        """The gap S of the touchpoint, -100 to 100; None if there is none."""
        return None if self.score is None else self.score.signed


def moments(session: Session, stage: str, segment: str = "") -> list[Moment]:
    """Return all touchpoints in the order of the journey, as rated with a segment in mind."""
    seen = scores(session, stage, segment)
    return [
        Moment(key=key, touchpoint=touchpoint, score=seen.get(key))
        for key, touchpoint in ordered(touchpoints(session, stage))
    ]


def lowest(curve: Sequence[Moment]) -> list[Moment]:
    """Return where the experience is furthest below what is expected: the largest S, with ties.

    If all exceed it, where they exceed it least. Empty if no moment has a gap S.
    """
    signed = [moment.signed for moment in curve if moment.signed is not None]
    if not signed:
        return []
    most = max(signed)
    return [m for m in curve if m.signed is not None and most - m.signed < _SAME]


def poorest(curve: Sequence[Moment]) -> list[Moment]:
    """Return where the experience itself is rated lowest, with ties, whatever people expected."""
    lived = [(m, m.score.today.mean) for m in curve if m.score is not None]
    rated = [(moment, mean) for moment, mean in lived if mean is not None]
    least = min((mean for _, mean in rated), default=0.0)
    return [moment for moment, mean in rated if mean - least < _SAME]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The moments that share one carrier or one term of the value equation.

    `signed` is the mean of their gaps S, -100 to 100, over the `n` touchpoints that have one.
    """

    words: str
    n: int
    signed: float


def by_carrier(curve: Sequence[Moment]) -> list[Strand]:
    """Return every carrier that a rated touchpoint names, the largest mean gap first."""
    found = [
        _strand(carrier.in_words, [m for m in curve if carrier in m.touchpoint.carriers])
        for carrier in Carrier
    ]
    return _sorted(found)


def by_term(curve: Sequence[Moment]) -> list[Strand]:
    """Return every term that a rated touchpoint feeds, the largest mean gap first."""
    found = [
        _strand(term.in_words, [m for m in curve if m.touchpoint.term is term]) for term in Term
    ]
    return _sorted(found)


def _strand(words: str, curve: Sequence[Moment]) -> Strand | None:
    signed = [moment.signed for moment in curve if moment.signed is not None]
    if not signed:
        return None
    return Strand(words=words, n=len(signed), signed=fsum(signed) / len(signed))


def _sorted(strands: Sequence[Strand | None]) -> list[Strand]:
    return sorted((s for s in strands if s is not None), key=lambda strand: -strand.signed)


def values(session: Session, stage: str) -> dict[str, object]:
    """Return lowest (touchpoint ids), terms and carriers (words, n, signed); {} before a reveal."""
    curve = moments(session, stage)
    if not lowest(curve):
        return {}
    return {
        "lowest": [moment.key for moment in lowest(curve)],
        "terms": [_as_values(strand) for strand in by_term(curve)],
        "carriers": [_as_values(strand) for strand in by_carrier(curve)],
    }


def _as_values(strand: Strand) -> dict[str, object]:
    return {"name": strand.words, "touchpoints": strand.n, "signed": strand.signed}
