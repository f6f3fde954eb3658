"""The disciplines as figures: three bars to compare, what would move, how far we are built for it.

Only what was revealed is in them.
"""

from collections.abc import Mapping
from typing import Final

from valueworkshop.core.scoring.point_shares import effective_number
from valueworkshop.core.scoring.rounding import add_up, one_decimal, whole
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.card_figures import (
    CardFigure,
    Change,
    Changes,
    Headline,
    Rating,
    Ratings,
    Stack,
    StackedBars,
)
from valueworkshop.core.stages.allocation.model import Aligned, Asks, Spread, asks
from valueworkshop.core.stages.allocation.score import Focus, alignment_of, focus

_MEANS: Final = {
    Spread.TODAY: ("today", "our effort"),
    Spread.RECOGNISED: ("customers see", "known for"),
    Spread.CHOSEN: ("we choose", "to lead on"),
}
_BESIDE: Final = "beside: on how many, in effect"
_ROUNDED: Final = "rounded"
_WEAKEST: Final = "weakest layer"


def figures(session: Session, stage: str) -> list[CardFigure]:
    """Return all that there is to see: what must move, the bars, the changes, the layers."""
    found, asked = focus(session, stage), asks(session, stage)
    parts: list[CardFigure] = []
    if found.to_move is not None:
        parts.append(_to_move(found, asked))
    if bars := stacks(session, stage):
        parts.append(bars)
    if found.shares(Spread.TODAY) and found.shares(Spread.CHOSEN):
        parts.append(_changes(found, asked))
    return [*parts, *layers(session, stage)]


def stacks(session: Session, stage: str) -> StackedBars | None:
    """Return a bar for each revealed spread, None without any; what leads is at the left."""
    found, asked = focus(session, stage), asks(session, stage)
    order = _order(found, asked)
    shown = {spread: each.shares for spread, each in found.spreads.items() if each.shares}
    if not shown:
        return None
    exact = all(add_up((100 * s for s in shares.values()), 100) for shares in shown.values())
    return StackedBars(
        title="Where 100 points lie",
        parts=tuple(asked.disciplines[key].text for key in order),
        stacks=tuple(_stack(spread, shares, order) for spread, shares in shown.items()),
        leads=len(found.leads),
        note=" · ".join(filter(None, (_BESIDE, _people(found), "" if exact else _ROUNDED))),
    )


def layers(session: Session, stage: str) -> list[Ratings]:
    """Return how far each layer is built for what leads, one figure for each of one or two."""
    found, asked = focus(session, stage), asks(session, stage)
    rated = [
        rating
        for lead in found.leads
        for rating in alignment_of(session, stage, lead).values()
        if isinstance(rating, int)
    ]
    unlike = len(set(rated)) > 1
    return [
        Ratings(
            title=asked.disciplines[lead].text,
            ratings=tuple(
                _rating(asked, layer, rating, weak=unlike and (lead, layer) in found.weakest)
                for layer, rating in alignment_of(session, stage, lead).items()
            ),
            note="how far built for it",
        )
        for lead in found.leads
    ]


def _people(found: Focus) -> str:
    """Say whose spreads these are: 'n 10', 'n 8 to 10'."""
    if found.room:
        return "the room's one spread"
    counts = [each.n for each in found.spreads.values() if each.shares]
    low, high = min(counts, default=0), max(counts, default=0)
    return f"n {low}" if low == high else f"n {low} to {high}"


def _order(found: Focus, asked: Asks) -> list[str]:
    """Return what leads first, then the others as they are asked."""
    return [*found.leads, *(key for key in asked.disciplines if key not in found.leads)]


def _stack(spread: Spread, shares: Mapping[str, float], order: list[str]) -> Stack:
    label, means = _MEANS[spread]
    given = [shares[key] for key in order]
    return Stack(
        label=label,
        means=means,
        shares=tuple(whole(1000 * share) for share in given),
        numbers=tuple(str(whole(100 * share)) for share in given),
        beside=one_decimal(effective_number(given) or 1.0),
        below=f"of {len(order)}",
    )


def _to_move(found: Focus, asked: Asks) -> Headline:
    lines = ["of 100 points to move", "from what we do today to what we choose"]
    seen, today = found.shares(Spread.RECOGNISED), found.shares(Spread.TODAY)
    if seen and found.leads:
        lead = found.leads[0]
        lines.append(
            f"{asked.disciplines[lead].text}: seen {whole(100 * seen[lead])}, "
            f"given {whole(100 * today[lead])}"
        )
    return Headline(title="To move", number=str(whole(found.to_move or 0)), lines=tuple(lines))


def _changes(found: Focus, asked: Asks) -> Changes:
    today, chosen = found.shares(Spread.TODAY), found.shares(Spread.CHOSEN)
    changes = tuple(
        Change(
            label=asked.disciplines[key].text,
            before=str(whole(100 * today[key])),
            after=str(whole(100 * chosen[key])),
            by=whole(100 * (chosen[key] - today[key])),
            leads=key in found.leads,
        )
        for key in _order(found, asked)
    )
    exact = all(int(each.after) - int(each.before) == each.by for each in changes)
    return Changes(
        title="From today to what we choose", changes=changes, note="" if exact else _ROUNDED
    )


def _rating(asked: Asks, layer: str, rating: Aligned | None, *, weak: bool) -> Rating:
    about = asked.layers[layer]
    word = "not rated" if rating is None else str(rating)
    points = rating if isinstance(rating, int) else 0
    return Rating(
        label=about.text,
        points=points,
        word=asked.labels[points - 1] if points else word,
        about=about.about,
        badge=_WEAKEST if weak else "",
    )
