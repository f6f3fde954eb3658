"""The customer voice described: what was imported, and customers beside the team."""

from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Sight,
    Table,
)
from valueworkshop.core.show.place import Act, Done, Here, Place
from valueworkshop.core.stages.voice import words
from valueworkshop.core.stages.voice.model import Answers, Asks, answers, grade, items_of
from valueworkshop.core.stages.voice.picture import bells_of, tracks
from valueworkshop.core.stages.voice.score import (
    COMPARE,
    FEWEST,
    Row,
    customers_score,
    rows,
    segments_heard,
    team_score,
)

Voice: TypeAlias = Here[Asks, Answers]

BRING_IN: Final = Act(id="voice.bring_in", key="plus", label="Bring in a survey", keys="+")
DELETE: Final = Act(
    id="voice.delete",
    key="d,delete",
    label="Take out",
    command="delete",
    about="take a file out",
)
SEGMENT: Final = Act(
    id="voice.segment",
    key="s",
    label="Segment",
    command="segment",
    about="customers of one segment beside us",
)
GRADE: Final = Act(
    id="voice.grade",
    key="t",
    label="Evidence",
    command="evidence",
    about="what a file says counts as measured, or as heard again",
)
ACTS: Final = (BRING_IN, DELETE, GRADE, SEGMENT)

_ABOUT: Final = (
    f"{words.NEVER_POOLED}\nWe never show fewer than {FEWEST} customers by "
    "themselves. From five answers on each side we say how sure a difference is."
)
_NOTHING_TO_COMPARE: Final = "This workshop rates nothing to compare them with."
_WIDTH: Final = 76
_HEADER: Final = ("Item", "Whose", "Needed", "Today", "Gap (who sees one)", "Spread today")


def place(here: Voice, at: str) -> Place:
    """Return how to ask for surveys, or what there is to compare."""
    if at == COMPARE:
        return Place(question="Customers beside us", about=_ABOUT)
    rated = items_of(here.session, here.stage)
    return Place(
        question="What did customers say?",
        hint="" if rated else _NOTHING_TO_COMPARE,
        about=_ABOUT,
        notes=files(here),
    )


def told(here: Voice) -> list[Block]:
    """Return the files, both indices, and each item as a picture and in a table."""
    if not here.given.imports:
        return []
    found = rows(here.session, here.stage)
    blocks: list[Block] = [
        Heading(here.title),
        Bullets(files(here)),
        Paragraph(_indices(here)),
        Chart(tuple(tracks(found, _WIDTH))),
        Table(_HEADER, tuple(line for row in found for line in _lines(row))),
        Bullets(tuple(f"{row.text.rstrip('.')}. {capital(words.apart(row))}." for row in found)),
    ]
    for segment in segments_heard(here.session, here.stage):
        blocks += _of_segment(here, segment)
    return [*blocks, Paragraph(words.NEVER_POOLED)]


def told_at(here: Voice, _at: str) -> list[Sight]:
    """Return what customers said beside what the room has seen of the team's own answers."""
    return compared(here)


def compared(here: Voice, segment: str = "") -> list[Sight]:
    """Return customers of a segment, or all of them, beside the team: both indices, each item."""
    found = rows(here.session, here.stage, segment)
    if not found:
        return [Paragraph(words.NOTHING)]
    said = [line for n, row in enumerate(found, 1) for line in words.of_row(row, n, len(found))]
    customers, team = customers_score(here.session, here.stage, segment), team_score(here.session)
    figure = bells_of(found, customers, team)
    return [
        Paragraph(_indices(here, segment)),
        Chart((), draw=partial(tracks, found), words=tuple(said), cells=figure),
        Paragraph(words.NEVER_POOLED, aside=True),
    ]


def files(here: Voice) -> tuple[str, ...]:
    """Return what each file added."""
    return tuple(words.of_import(found) for _, found in here.given.in_order)


def graded(session: Session, stage: str, key: str) -> Done:
    """Call what a file says measured, or heard again."""
    before = answers(session, stage).imports[key].evidence
    after = Grade.HEARD if before is Grade.MEASURED else Grade.MEASURED
    said = f"What customers answered there counts as {after.value} now."
    return Done(grade(session, stage, key, after), said)


def _indices(here: Voice, segment: str = "") -> str:
    customers = customers_score(here.session, here.stage, segment)
    return words.indices(customers, team_score(here.session))


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


def _of_segment(here: Voice, segment: str) -> list[Block]:
    found = rows(here.session, here.stage, segment)
    name = here.session.segments[segment].name
    table = tuple(
        (
            row.text,
            words.side(row.customers.needed),
            words.side(row.customers.today),
            words.gap(row.customers),
        )
        for row in found
        if row.customers is not None
    )
    if not table:
        said = f"fewer than {FEWEST} customers answered any item, so we do not show them"
        return [Paragraph(f"{name}: {said}.")]
    return [
        Heading(f"Customers: {name}", level=3),
        Paragraph(_indices(here, segment)),
        Table(("Item", "Needed", "Today", "Gap"), table),
    ]
