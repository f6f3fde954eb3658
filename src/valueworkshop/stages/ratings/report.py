"""The ratings of a kit's statements in a report."""

from valueworkshop.stages.blocks import Block, Bullets, Chart
from valueworkshop.stages.ratings.lead import lead_in_words, lead_lines, other_of, said
from valueworkshop.stages.ratings.picture import CORNERS, importance, importance_lines
from valueworkshop.stages.votes import report
from valueworkshop.stages.votes.against import figure
from valueworkshop.stages.votes.score import scores
from valueworkshop.workshop.session import Session

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
