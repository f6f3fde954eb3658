"""The colours of gaps, and a gap in its colour: its sign and number, and its track."""

from textual.content import Content

from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.stages.votes import gap_tracks, words

COLOURS = {
    "▼▼": "$gap-steep",
    "▼": "$gap-some",
    "=": "$gap-even",
    "▲": "$gap-over",
    " ": "$text-muted",
}


def track(score: ItemScore, step: int) -> Content:
    """Return where today and needed are on a scale with `step` cells to a step."""
    drawn = gap_tracks.track(score, step)
    return Content.assemble((drawn, COLOURS[words.sign(score.signed)]))


def gap_cells(score: ItemScore) -> Content:
    """Return sign and number of a gap, eight cells wide."""
    colour = COLOURS[words.sign(score.signed)]
    return Content.assemble((gap_tracks.number(score), f"bold {colour}"))
