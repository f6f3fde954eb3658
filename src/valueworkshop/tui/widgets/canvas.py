"""A figure's canvas on screen: here, and nowhere else, roles become the colours of the theme."""

from collections.abc import Mapping
from typing import Any, Final

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.app import App
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

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
    "area": "$heat-5",
    "measured": "$chip-measured-text",
    "heard": "$chip-heard-text",
    "assumed": "$chip-guessed-text",
}
_GROUNDS: Final[Mapping[Role, str]] = {
    **_INKS,
    "steep": "$gap-steep-bar",
    "some": "$gap-some-bar",
    "asked": "$heat-5",
    "talk": "$chip-guessed",
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
    "fill-steep": "$fill-steep",
    "fill-some": "$fill-some",
    "fill-even": "$fill-even",
    "fill-lowest": "$fill-lowest",
    "badge": "$gap-steep",
    "cursor": "$tint",
}
_BLOCKS: Final = frozenset("▏▎▍▌▋▊▉█▁▂▃▄▅▆▇▀━─")
"""Parts of a bar: they have the colour of its full cells."""

_PARTS: Final = frozenset(("accent", "muted", "line", "track"))
"""Grounds of a stacked bar's parts. The terminal's own colours promise no contrast on them."""


def lines(canvas: Canvas, paper: str = "$surface", *, bare: bool = False) -> list[Content]:
    """Return the rows of a canvas. What has no ground lets the row below it through.

    `paper` is the colour of the plane on which it stands, for what shows through a gap. On a `bare`
    screen, one without grounds of our own, a gap is a blank half of a block.
    """
    return [
        Content.assemble(*(_part(run, paper, bare=bare) for run in row)) for row in canvas.rows()
    ]


def is_bare(app: App[Any]) -> bool:
    """Whether an app has no grounds of our own: it has no colours, or those of the terminal."""
    return app.no_color or app.native_ansi_color


def strips(canvas: Canvas, widget: Widget, paper: str = "$surface") -> list[Strip]:
    """Return the rows of a canvas ready for `render_line`: for a large one that changes at once.

    Each look is worked out once, where `lines` has Textual do it for each run.
    """
    variables = widget.app.theme_variables
    looks: dict[str, RichStyle] = {}
    found = []
    for row in canvas.rows():
        segments = []
        for run in row:
            letters, style = _part(run, paper, bare=is_bare(widget.app))
            if style not in looks:
                looks[style] = (widget.visual_style + Style.parse(style, variables)).rich_style
            segments.append(Segment(letters, looks[style]))
        found.append(Strip(segments, canvas.width))
    return found


def _part(run: Run, paper: str, *, bare: bool) -> tuple[str, str]:
    """Return the letters of a run and their style.

    A filled cell is a block in the colour of its ground: the ground closes the seams between
    blocks, and the block is there where a terminal, a filter or a screen reader has no colours.
    """
    if bare and run.ground in _PARTS and not set(run.text) <= _BLOCKS | {" "}:
        run = Run(run.text, bold=run.bold)  # a word in a bar is readable in the gap that it makes
    elif bare and run.ink == "paper" and run.ground in FILLS and run.text != "▏":
        run = Run("▀" * len(run.text), run.ground)
    solid = run.ground in FILLS and not run.text.strip()
    ink = run.ground if solid else run.ink
    inks = _GROUNDS if solid or set(run.text) <= _BLOCKS else _INKS
    style = [
        "bold" if run.bold else "",
        paper if ink == "paper" else inks.get(ink, ""),
        f"on {_GROUNDS.get(run.ground, paper)}" if run.ground else "",
    ]
    return run.letters, " ".join(filter(None, style))
