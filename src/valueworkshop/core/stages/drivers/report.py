"""The drivers in a report: which to lead with, the quadrant, and every driver."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.stages.drivers.model import answers_of
from valueworkshop.core.stages.drivers.picture import CORNERS, picture, said
from valueworkshop.core.stages.drivers.score import drivers
from valueworkshop.core.stages.votes import report
from valueworkshop.core.stages.votes.facet_quadrant import Against, figure
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import scores

_WIDTH = 76


def section(session: Session, stage: str) -> list[Block]:
    """Return which drivers to lead with, the quadrant, a table, then each driver.

    Where nothing was revealed, the drivers that the team named; nothing if it named none.
    """
    items = asks(session, stage).items
    if not scores(session, stage):
        if not answers_of(session, stage).items:
            return []
        told = Paragraph("Drivers that the team named. Nothing was revealed yet.")
        named = Bullets(tuple(item.text for item in items.values()))
        return [Heading(session.stage(stage).title), told, named]
    whole: list[Block] = [Bullets(tuple(said(session, stage)))]
    found = drivers(session, stage)
    drawn = picture(session, stage, _WIDTH)
    if drawn and found is not None:
        whole.append(Chart(tuple(drawn), figure(found, CORNERS)))
        whole += [_table(found)] if found.spots else []
    return report.section(session, stage, whole)


def _table(found: Against) -> Table:
    rows = tuple(
        (spot.label, f"{spot.up:.1f}", f"{spot.across:.1f}", str(spot.n), CORNERS.of(spot))
        for spot in found.spots.values()
    )
    return Table(("Driver", *found.axes, "n", "Where"), rows, numeric=frozenset({1, 2, 3}))
