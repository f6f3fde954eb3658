"""A figure's canvas on screen: here, and nowhere else, roles become the colours of the theme."""

from collections.abc import Mapping
from typing import Final

from textual.content import Content

from valueworkshop.core.show.drawing.cells import FILLS, Canvas, Role, Run

_COLOURS: Final[Mapping[Role, str]] = {
    "steep": "$gap-steep",
    "some": "$gap-some",
    "even": "$gap-even",
    "over": "$gap-over",
    "today": "$foreground",
    "needed": "$foreground",
    "weight": "$text-muted",
    "track": "$foreground 25%",
    "median": "$primary 12%",
    "muted": "$text-muted",
    "accent": "$primary",
    "paper": "$background",
    "heat1": "$primary 6%",
    "heat2": "$primary 14%",
    "heat3": "$primary 24%",
    "heat4": "$primary 34%",
    "heat5": "$primary 44%",
}


def lines(canvas: Canvas) -> list[Content]:
    """Return the rows of a canvas. What has no ground lets the row below it through."""
    return [Content.assemble(*map(_part, row)) for row in canvas.rows()]


def _part(run: Run) -> tuple[str, str]:
    """Return the letters of a run and their style.

    A filled cell is a block in the colour of its ground: the ground closes the seams between
    blocks, and the block is there where a terminal, a filter or a screen reader has no colours.
    """
    ink = run.ground if run.ground in FILLS and not run.text.strip() else run.ink
    style = [
        "bold" if run.bold else "",
        _COLOURS.get(ink, ""),
        f"on {_COLOURS[run.ground]}" if run.ground else "",
    ]
    return run.letters, " ".join(filter(None, style))
