"""The journey described: the curve, where it is lowest, and every touchpoint."""

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring import gap_points
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Sight,
    Table,
)
from valueworkshop.core.show.figures import Curve, Stop
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.journey.figure import gatherings_of, staircase_of
from valueworkshop.core.stages.journey.model import Answers, Asks, touchpoints
from valueworkshop.core.stages.journey.picture import journey
from valueworkshop.core.stages.journey.score import Moment, moments
from valueworkshop.core.stages.journey.words import FACTS, apart, hidden, linked, said
from valueworkshop.core.stages.votes import report, words
from valueworkshop.core.stages.votes import show as votes

Journey: TypeAlias = Here[Asks, Answers]

ITEMS: Final = votes.Items(
    one="touchpoint",
    heading="The touchpoints of the journey, in order",
    hint="Name the moments at which customers meet us, from finding us to recommending us.",
)

_WIDTH: Final = 76


def place(here: Journey, at: str) -> Place:
    """Return which touchpoint people rate at a place, and what we know about journeys."""
    return votes.place(here, at, FACTS)


def told(here: Journey) -> list[Block]:
    """Return what the curve means, the curve, a table of the touchpoints, then each of them.

    Before a reveal, the touchpoints that the team changed; nothing if it did not.
    """
    curve = moments(here.session, here.stage)
    if all(moment.score is None for moment in curve):
        if not here.given.items:
            return []
        named = tuple(moment.touchpoint.text for moment in curve)
        first = Paragraph("Touchpoints of the journey. Nothing has been revealed yet.")
        return [Heading(here.title), first, Bullets(named)]
    whole: list[Block] = [Bullets((*said(curve), *apart(here.session, here.stage)))]
    if drawn := journey(curve, _WIDTH):
        whole.append(Chart(tuple(drawn), _figure(curve)))
    return report.section(here.session, here.stage, [*whole, _table(curve)])


def told_at(here: Journey, at: str) -> list[Sight]:
    """Return the touchpoint at the team's place; once it was revealed, with the curve."""
    item = votes.revealed_at(here, at)
    if not item:
        return votes.told_at(here, at)
    links = linked(touchpoints(here.session, here.stage)[item])
    beside = [Paragraph(f"{capital(links)}.", aside=True)] if links else []
    return votes.told_at(here, at, below=[*beside, *_curve(here)])


def pages(here: Journey) -> list[list[Sight]]:
    """Return where the curve is lowest, and for whom; then the curve, and what carries the gaps."""
    curve = moments(here.session, here.stage)
    text = (*said(curve), *apart(here.session, here.stage), hidden(curve))
    once = votes.beside(here.session, here.stage)
    drawn = _curve(here)
    told = [Paragraph(each) for each in text if each]
    shared = gatherings_of(curve)
    more = [Chart((), cells=shared)] if shared else []
    return [[*drawn, *told, *more, *once] if drawn else [*told, *once]]


def _curve(here: Journey) -> list[Chart]:
    curve = moments(here.session, here.stage)
    figure = staircase_of(curve)
    return [Chart((), draw=partial(journey, curve), cells=figure)] if figure else []


def _figure(curve: Sequence[Moment]) -> Curve:
    stops = (
        Stop(
            label=moment.touchpoint.text,
            expected=moment.score.needed.mean if moment.score else None,
            experienced=moment.score.today.mean if moment.score else None,
        )
        for moment in curve
    )
    return Curve(title="Expected and experienced along the way", stops=tuple(stops))


def _table(curve: Sequence[Moment]) -> Table:
    header = ("", "Touchpoint", "Expected", "Experienced", "Gap", "Who", "Feeds", "Carried by")
    rows = tuple(_row(place, moment) for place, moment in enumerate(curve, start=1))
    return Table(header, rows, numeric=frozenset({0, 2, 3, 4}), named_by=1)


def _row(place: int, moment: Moment) -> tuple[str, ...]:
    touchpoint, score = moment.touchpoint, moment.score
    numbers = ("–", "–", "–", "not revealed yet")
    if score is not None:
        needed, today = words.mean(score.needed), words.mean(score.today)
        numbers = (needed, today, gap_points.points(score.signed), words.shortfall(score))
    return (
        str(place),
        touchpoint.text,
        *numbers,
        touchpoint.term.in_words if touchpoint.term else "–",
        ", ".join(carrier.in_words for carrier in touchpoint.carriers) or "–",
    )
