"""The journey as a figure: the moments that the room has seen, and what their gaps share."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.scoring import gap_points
from valueworkshop.core.show.stage_figures import Gathered, Gatherings, Stair, Staircase
from valueworkshop.core.stages.journey.model import Carrier, Term, Touchpoint
from valueworkshop.core.stages.journey.score import Moment, Strand, by_carrier, by_term, lowest

_SHORT_TERMS: Final = {
    Term.PRODUCT: "product",
    Term.SERVICE: "service",
    Term.PRICE: "price",
    Term.HASSLE: "hassle",
}
_SHORT: Final = {
    Carrier.PRODUCT: "product",
    Carrier.BRAND: "brand",
    Carrier.SERVICE: "service",
    Carrier.PROCESSES: "process",
    Carrier.CULTURE: "culture",
    Carrier.EMPLOYEES: "people",
    Carrier.CUSTOMERS: "others",
}


def staircase_of(curve: Sequence[Moment]) -> Staircase | None:
    """Return the journey as a figure; None if no moment has a gap that the room has seen."""
    low = {moment.key for moment in lowest(curve)}
    if not low:
        return None
    return Staircase(
        title="How it feels, moment by moment",
        expected="they expect",
        lived="they live through",
        stairs=tuple(_stair(moment, low=moment.key in low) for moment in curve),
        note="gap, of 100",
    )


def gatherings_of(curve: Sequence[Moment]) -> Gatherings | None:
    """Return what the gaps share; None if nobody said what a moment feeds or who carries it."""
    terms, carriers = _gathered(by_term(curve)), _gathered(by_carrier(curve))
    if not terms and not carriers:
        return None
    note = "mean gap, by what it feeds and what carries it"
    return Gatherings(title="Where it gathers", terms=terms, carriers=carriers, note=note)


def chips(touchpoint: Touchpoint) -> tuple[str, tuple[str, ...]]:
    """Return in a word each what a touchpoint feeds, '' for nothing, and who carries it."""
    feeds = _SHORT_TERMS[touchpoint.term] if touchpoint.term else ""
    return feeds, tuple(_SHORT[carrier] for carrier in touchpoint.carriers)


def _stair(moment: Moment, *, low: bool) -> Stair:
    touchpoint, score = moment.touchpoint, moment.score
    feeds, carriers = chips(touchpoint)
    signed = moment.signed
    return Stair(
        label=touchpoint.text,
        short=touchpoint.short,
        expected=_mean(score.needed.mean) if score else None,
        lived=_mean(score.today.mean) if score else None,
        mark=gap_points.sign(signed) if signed is not None else "",
        text=gap_points.points(signed) if signed is not None else "",
        low=low and signed is not None and signed > 0,
        feeds=feeds,
        carriers=carriers,
    )


def _mean(mean: float | None) -> int | None:
    return None if mean is None else round(1000 * mean)


def _gathered(strands: Sequence[Strand]) -> tuple[Gathered, ...]:
    return tuple(
        Gathered(
            label=strand.words,
            mark=gap_points.sign(strand.signed),
            text=gap_points.points(strand.signed),
            share=round(10 * max(strand.signed, 0)),
        )
        for strand in strands
    )
