"""The customer voice in a report: what was brought in, and customers beside the team."""

from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.stages.voice import words
from valueworkshop.core.stages.voice.model import answers
from valueworkshop.core.stages.voice.picture import key, tracks
from valueworkshop.core.stages.voice.score import (
    FEWEST,
    Row,
    customers_score,
    rows,
    segments_heard,
    team_score,
)

_WIDTH: Final = 76
_HEADER: Final = ("Item", "Whose", "Needed", "Today", "Gap (who sees one)", "Spread today")


def section(session: Session, stage: str) -> list[Block]:
    """Return the files, both indices, and each item as a picture and in a table."""
    given = answers(session, stage)
    if not given.imports:
        return []
    found = rows(session, stage)
    blocks: list[Block] = [
        Heading(session.stage(stage).title),
        Bullets(tuple(words.of_import(one) for _, one in given.in_order)),
        Paragraph(words.indices(customers_score(session, stage), team_score(session))),
        Chart((key(), *tracks(found, _WIDTH))),
        Table(_HEADER, tuple(line for row in found for line in _lines(row))),
        Bullets(tuple(f"{row.text}: {words.apart(row)}." for row in found)),
    ]
    for segment in segments_heard(session, stage):
        blocks += _of_segment(session, stage, segment)
    return [*blocks, Paragraph(words.NEVER_POOLED)]


def _lines(row: Row) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for whose, score in (("team", row.team), ("customers", row.customers)):
        lines.append(
            (
                row.text,
                whose,
                words.side(score.needed if score else None),
                words.side(score.today if score else None),
                words.gap(score),
                (words.spread(score.today) if score else "") or "–",
            )
        )
    return lines


def _of_segment(session: Session, stage: str, segment: str) -> list[Block]:
    found = rows(session, stage, segment)
    name = session.segments[segment].name
    shown = [row for row in found if row.customers is not None]
    if not shown:
        said = f"fewer than {FEWEST} customers answered any item, so they are not shown apart"
        return [Paragraph(f"{name}: {said}.")]
    table = tuple(
        (
            row.text,
            words.side(row.customers.needed),
            words.side(row.customers.today),
            words.gap(row.customers),
        )
        for row in shown
        if row.customers is not None
    )
    return [
        Heading(f"Customers: {name}", level=3),
        Table(("Item", "Needed", "Today", "Gap"), table),
    ]
