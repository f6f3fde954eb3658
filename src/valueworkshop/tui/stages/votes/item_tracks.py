"""What is needed and what is so today, item by item, as tracks on the scale."""

from textual.content import Content

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.votes.model import NEEDED, TODAY, asks, facets_asked
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.tui.stages.gap_row import cells_per_step, gap_cells, scale_head, track


def tracks(session: Session, stage: str, width: int) -> Content:
    """Return a line for each revealed item: gap, track and words, in at most `width` cells."""
    plan, scored = asks(session, stage), scores(session, stage)
    if not plan.has_gap or not scored:
        return Content("Nothing was revealed yet: rate an item and reveal it.")
    step = cells_per_step(width)
    facets = facets_asked(session, stage)
    scale = f"{'gap':>7} {scale_head(step)}  "
    room = max(width - len(scale), 8)
    key = fitted(f"● {facets[TODAY].label}  ○ {facets[NEEDED].label}", room)
    lines = [
        Content.assemble(
            gap_cells(score), track(score, step), "  ", fitted(plan.items[item].text, room)
        )
        for item, score in scored.items()
    ]
    return Content("\n").join([Content(f"{scale}{key}").stylize("$text-muted"), *lines])
