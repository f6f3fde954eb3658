"""The ratings of a kit's statements in a report."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart
from valueworkshop.core.stages.ratings.lead_and_lag import lead_in_words, lead_lines, other_of, said
from valueworkshop.core.stages.ratings.picture import CORNERS, importance, importance_lines
from valueworkshop.core.stages.votes import report
from valueworkshop.core.stages.votes.facet_quadrant import figure
from valueworkshop.core.stages.votes.score import scores

WIDTH = 76
"""The cells across of a picture in a report."""


def section(session: Session, stage: str) -> list[Block]:
    """Return the stage as a picture, then item by item what people answered.

    That is who leads where ours is held against another, else what matters against what is.
    """
    other = other_of(session, stage)
    if other is not None:
        lines = tuple(lead_lines(session, stage, WIDTH))
        told = said(session, stage)
        whole: list[Block] = [Bullets((told,))] if told else []
        leads = {
            item: lead_in_words(score, other) for item, score in scores(session, stage).items()
        }
        return report.section(session, stage, [*whole, Chart(lines)], leads)
    drawn, found = tuple(importance_lines(session, stage, WIDTH)), importance(session, stage)
    # What cannot be placed is told in letters, with why: no picture can do that.
    shown = figure(found, CORNERS, in_table=False) if found and not found.missing else None
    return report.section(session, stage, [Chart(drawn, shown)] if drawn else [])
