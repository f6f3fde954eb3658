"""The drivers in a report: which to lead with, the quadrant, and every driver."""

from valueworkshop.stages.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.stages.drivers.model import answers_of
from valueworkshop.stages.drivers.picture import CORNERS, picture, said
from valueworkshop.stages.drivers.score import drivers
from valueworkshop.stages.votes import report
from valueworkshop.stages.votes.against import Against, figure
from valueworkshop.stages.votes.model import asks
from valueworkshop.stages.votes.score import scores
from valueworkshop.workshop.session import Session

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
