"""A figure's canvas on screen: here, and nowhere else, roles become the colours of the theme."""

from collections.abc import Mapping
from typing import Final

from textual.content import Content

from valueworkshop.core.show.drawing.cells import FILLS, Canvas, Role, Run

_INKS: Final[Mapping[Role, str]] = {
    "steep": "$gap-steep",
    "some": "$gap-some",
    "even": "$gap-even",
    "over": "$gap-over",
    "today": "$foreground",
    "needed": "$foreground",
    "weight": "$text-muted",
    "track": "$track",
    "line": "$line",
    "median": "$band",
    "muted": "$text-muted",
    "accent": "$primary",
    "measured": "$chip-measured-text",
    "heard": "$chip-heard-text",
    "assumed": "$chip-guessed-text",
}
_GROUNDS: Final[Mapping[Role, str]] = {
    **_INKS,
    "steep": "$gap-steep-bar",
    "some": "$gap-some-bar",
    "measured": "$chip-measured",
    "heard": "$chip-heard",
    "assumed": "$chip-guessed",
    "short": "$map-short",
    "ahead": "$map-over",
    "heat1": "$heat-1",
    "heat2": "$heat-2",
    "heat3": "$heat-3",
    "heat4": "$heat-4",
    "heat5": "$heat-5",
}
_BLOCKS: Final = frozenset("▏▎▍▌▋▊▉█▁▂▃▄▅▆▇▀━─")
"""Parts of a bar: they have the colour of its full cells."""


def lines(canvas: Canvas, paper: str = "$surface") -> list[Content]:
    """Return the rows of a canvas. What has no ground lets the row below it through.

    `paper` is the colour of the plane on which it stands, for what shows through a gap.
    """
    return [Content.assemble(*(_part(run, paper) for run in row)) for row in canvas.rows()]


def _part(run: Run, paper: str) -> tuple[str, str]:
    """Return the letters of a run and their style.

    A filled cell is a block in the colour of its ground: the ground closes the seams between
    blocks, and the block is there where a terminal, a filter or a screen reader has no colours.
    """
    solid = run.ground in FILLS and not run.text.strip()
    ink = run.ground if solid else run.ink
    inks = _GROUNDS if solid or set(run.text) <= _BLOCKS else _INKS
    style = [
        "bold" if run.bold else "",
        paper if ink == "paper" else inks.get(ink, ""),
        f"on {_GROUNDS[run.ground]}" if run.ground else "",
    ]
    return run.letters, " ".join(filter(None, style))
