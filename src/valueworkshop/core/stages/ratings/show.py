"""The ratings of a kit's statements described; if ours is compared with another, who leads."""

from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Paragraph, Sight
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.ratings.lead_and_lag import lead_in_words, lead_lines, other_of, said
from valueworkshop.core.stages.ratings.picture import (
    beside_field,
    field_of,
    figure,
    map_lines,
    rows_of,
)
from valueworkshop.core.stages.votes import report
from valueworkshop.core.stages.votes import show as votes
from valueworkshop.core.stages.votes.gap_tracks import tracks
from valueworkshop.core.stages.votes.model import Plan, Votes, asks
from valueworkshop.core.stages.votes.score import scores

Ratings: TypeAlias = Here[Plan, Votes]

ITEMS: Final = votes.Items()

_WIDTH: Final = 76


def place(here: Ratings, at: str) -> Place:
    """Return what people rate at a place."""
    return votes.place(here, at)


def told(here: Ratings) -> list[Block]:
    """Return the stage as a picture, then item by item what people answered.

    The picture shows who leads if ours is compared, else what is needed against what is.
    """
    session, stage = here.session, here.stage
    leads = _leads(session, stage)
    if other_of(session, stage) is not None:
        whole: list[Block] = [Bullets((text,))] if (text := said(session, stage)) else []
        picture = Chart(tuple(lead_lines(session, stage, _WIDTH)))
        return report.section(session, stage, [*whole, picture], leads)
    drawn = tuple(map_lines(session, stage, _WIDTH))
    charts = [Chart(drawn, figure(session, stage))] if drawn else []
    return report.section(session, stage, charts)


def told_at(here: Ratings, at: str) -> list[Sight]:
    """Return the item at the team's place, and who leads if ours is compared with another."""
    lead = _leads(here.session, here.stage).get(votes.revealed_at(here, at))
    return votes.told_at(here, at, [Paragraph(f"{capital(lead)}.", strong=True)] if lead else [])


def pages(here: Ratings) -> list[list[Sight]]:
    """Return today against what is needed as tracks, or ours against another; then as a map."""
    session, stage = here.session, here.stage
    if other_of(session, stage) is not None:
        text = said(session, stage)
        first: list[Sight] = [Paragraph(text)] if text else []
        chart = Chart((), draw=partial(lead_lines, session, stage))
    else:
        rows = rows_of(session, stage)
        first = [] if rows else [Paragraph(votes.NOT_REVEALED)]
        chart = Chart((), draw=partial(tracks, session, stage), cells=rows)
    found = [[*first, chart, *votes.beside(session, stage)]]
    if asks(session, stage).has_gap:
        field = field_of(session, stage)
        rest = map(Paragraph, beside_field(session, stage) if field else ())
        found.append([Chart((), draw=partial(map_lines, session, stage), cells=field), *rest])
    return found


def _leads(session: Session, stage: str) -> dict[str, str]:
    """Return who leads on each revealed item; {} if ours is not compared."""
    other = other_of(session, stage)
    if other is None:
        return {}
    return {item: lead_in_words(score, other) for item, score in scores(session, stage).items()}
