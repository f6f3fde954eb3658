"""The drivers of a choice described: which to lead with, the quadrant, and every driver."""

from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Sight,
    Table,
)
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.show.quadrant import ON_THE_LINE, Corners
from valueworkshop.core.stages.drivers.model import Answers, Asks
from valueworkshop.core.stages.drivers.score import drivers, leading
from valueworkshop.core.stages.votes import report
from valueworkshop.core.stages.votes import show as votes
from valueworkshop.core.stages.votes.facet_quadrant import (
    NOTHING,
    Against,
    figure,
    lines,
    missing_in_words,
    quarters,
)
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import progress, scores

Drivers: TypeAlias = Here[Asks, Answers]

ITEMS: Final = votes.Items(
    one="driver",
    heading="Why do customers choose us?",
    hint="Name the reasons why customers choose us and nobody else, in their words.",
)
CORNERS: Final = Corners(
    up_left="needed, not ours alone",
    up_right="lead with it",
    down_left="not a reason",
    down_right="ours, but sways few",
)

_WIDTH: Final = 76
_ABOUT: Final = (
    "Lead with a driver that is high on both: it sways the choice, and it is ours alone. If others "
    "have it too, we may need it, but it is no reason to choose us. A driver within half a "
    "step of the middle of the scale is on the line: it could just as well be on the other side."
)


def place(here: Drivers, at: str) -> Place:
    """Return which driver people rate at a place, and what its two ratings mean together."""
    return votes.place(here, at, _ABOUT)


def told(here: Drivers) -> list[Block]:
    """Return which drivers to lead with, the quadrant, a table, then each driver.

    Before a reveal, the drivers that the team named; nothing if it named none.
    """
    if not scores(here.session, here.stage):
        if not here.given.items:
            return []
        named = Paragraph("The drivers we named. Nothing has been revealed yet.")
        items = asks(here.session, here.stage).items.values()
        return [Heading(here.title), named, Bullets(tuple(item.text for item in items))]
    whole: list[Block] = [Bullets(tuple(_said(here)))]
    found, drawn = drivers(here.session, here.stage), picture(here, _WIDTH)
    if drawn and found is not None:
        whole.append(Chart(tuple(drawn), figure(found, CORNERS)))
        whole += [_table(found)] if found.spots else []
    return report.section(here.session, here.stage, whole)


def told_at(here: Drivers, at: str) -> list[Sight]:
    """Return the driver at the team's place, and where it is once it was revealed."""
    item, found = votes.revealed_at(here, at), drivers(here.session, here.stage)
    spot = found.spots.get(item) if found else None
    lies = [Paragraph(f"On the quadrant: {CORNERS.of(spot)}.", strong=True)] if spot else []
    return votes.told_at(here, at, lies)


def pages(here: Drivers) -> list[list[Sight]]:
    """Return which drivers to lead with, how many are missing, and the quadrant."""
    text, found = _said(here), drivers(here.session, here.stage)
    done = progress(here.session, here.stage)
    if 0 < done.done < done.total:
        text.append(f"Not revealed yet: {done.total - done.done} of {done.total} drivers.")
    shown = found is not None and (found.spots or found.missing)
    cells = quarters(found, CORNERS, here.title) if found is not None else None
    quadrant = [Chart((), draw=partial(picture, here), cells=cells)] if shown else []
    finding, *more = text
    rest = [*more, *(missing_in_words(found, _labels(here)) if cells and found else ())]
    told: list[Sight] = [Paragraph(finding, strong=True), *quadrant, *map(Paragraph, rest)]
    return [[*told, *votes.beside(here.session, here.stage)]]


def picture(here: Drivers, width: int) -> list[str]:
    """Return the quadrant in lines of at most `width` cells, or why there is none."""
    found = drivers(here.session, here.stage)
    return [] if found is None else lines(found, _labels(here), CORNERS, width)


def _labels(here: Drivers) -> dict[str, str]:
    items = asks(here.session, here.stage).items
    return {key: item.text for key, item in items.items()}


def _said(here: Drivers) -> list[str]:
    """Return the sentences about the drivers: which to lead with, and the answers behind that."""
    found = drivers(here.session, here.stage)
    if found is None or not found.spots:
        return [NOTHING]
    which, items = leading(found), asks(here.session, here.stage).items

    def named(keys: tuple[str, ...]) -> str:
        return "; ".join(
            f"{in_a_sentence(items[key].text)} (n {found.spots[key].n})" for key in keys
        )

    sentences = [
        f"Lead with: {named(which.lead)}."
        if which.lead
        else "Nothing is high on both, so there is nothing to lead with yet."
    ]
    if which.nearly:
        sentences.append(f"Nearly, but {ON_THE_LINE}: {named(which.nearly)}.")
    return sentences


def _table(found: Against) -> Table:
    rows = tuple(
        (spot.label, one_decimal(spot.up), one_decimal(spot.across), str(spot.n), CORNERS.of(spot))
        for spot in found.spots.values()
    )
    return Table(("Driver", *found.axes, "n", "Where"), rows, numeric=frozenset({1, 2, 3}))
