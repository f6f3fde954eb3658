"""The disciplines on a projector: how many have spread points, then the shares as bars."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.projected_blocks import (
    WIDTH,
    Bar,
    Part,
    Shown,
    Voting,
    picture,
    points,
    sentences,
)
from valueworkshop.core.stages.allocation.model import Spread, asks
from valueworkshop.core.stages.allocation.picture import in_words, spread_in_words, tracks
from valueworkshop.core.stages.allocation.score import ALIGNMENT, focus
from valueworkshop.core.stages.votes.edits import is_revealed


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the spread at which the team stands, or the alignment behind the last."""
    asked = asks(session, stage)
    if at == ALIGNMENT:
        rows = (fitted(row, WIDTH).rstrip() for row in tracks(session, stage, WIDTH))
        whole: tuple[Part, ...] = (*picture(rows), *sentences(in_words(session, stage)))
        return Shown(heading=asked.alignment, parts=whole)
    spread = Spread(at) if at in list(Spread) else Spread.TODAY
    parts = (
        _shares(session, stage, spread)
        if is_revealed(session, stage, spread.value)
        else _spreading(session, stage)
    )
    return Shown(heading=getattr(asked, spread.value), parts=parts)


def _spreading(session: Session, stage: str) -> tuple[Part, ...]:
    named = points(each.text for each in asks(session, stage).disciplines.values())
    return (*named, Voting(given=0, of=session.expected))


def _shares(session: Session, stage: str, spread: Spread) -> tuple[Part, ...]:
    found = focus(session, stage)
    each = found.spreads[spread]
    bars = tuple(
        Bar(label=discipline.text, amount=f"{100 * share:.0f}", share=round(100 * share))
        for key, discipline in asks(session, stage).disciplines.items()
        if (share := each.shares.get(key)) is not None
    )
    return (*bars, *sentences([spread_in_words(each, room=found.room)]))
