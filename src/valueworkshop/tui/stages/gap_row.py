"""The colours of gaps, and a gap in its colour: its sign and number, and its dumb-bell."""

from functools import lru_cache

from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.show.drawing.cells import BY_SIGN
from valueworkshop.core.show.drawing.dumb_bell import dumb_bell
from valueworkshop.core.stages.votes import gap_tracks
from valueworkshop.tui.widgets.canvas import lines

COLOURS = {
    "▼▼": "$gap-steep",
    "▼": "$gap-some",
    "=": "$gap-even",
    "▲": "$gap-over",
    " ": "$text-muted",
}


def track(score: ItemScore, step: int, *, thin: bool = True) -> Content:
    """Return where today and needed are on a scale with `step` cells to a step.

    It is 4 * step + 1 cells wide. `thin` draws a line: solid bars on neighbouring rows, with no
    space between them, run together.
    """
    sign = gap_points.sign(score.signed)
    return _drawn(score.today.mean, score.needed.mean, sign, step, thin=thin)


@lru_cache(maxsize=512)
def _drawn(
    today: float | None, needed: float | None, sign: str, step: int, *, thin: bool
) -> Content:
    """Return a dumb-bell; kept, as a list is drawn anew after each edit."""
    role = BY_SIGN.get(sign, "muted")
    return lines(dumb_bell(today, needed, role, step, thin=thin))[0]


def gap_cells(score: ItemScore) -> Content:
    """Return sign and number of a gap, eight cells wide."""
    colour = COLOURS[gap_points.sign(score.signed)]
    return Content.assemble((gap_tracks.number(score), f"bold {colour}"))


def gap_chip(score: ItemScore, title: str) -> Content:
    """Return a gap in a few words: its sign and number in its colour, and its title."""
    sign = gap_points.sign(score.signed).strip()
    number = f"{sign} {gap_points.points(score.signed)}".strip()
    return Content.assemble((number, f"bold {COLOURS[sign or ' ']}"), " ", one_line(title))
