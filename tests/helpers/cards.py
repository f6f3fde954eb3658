"""Cards: as high as what they hold, and all of that whole."""

from textual.pilot import Pilot
from textual.widgets import Static

from running import screen_text
from valueworkshop.tui.app.help_screen import HelpScreen
from valueworkshop.tui.widgets.box import Box, Problem
from valueworkshop.tui.widgets.writing import Line


def cards_that_fit(pilot: Pilot[None], name: str) -> int:
    """Check all cards on the screen of a place; return how many there are."""
    if isinstance(pilot.app.screen, HelpScreen):
        return 0
    boxes = list(pilot.app.screen.query(Box))
    for box in boxes:
        _is_as_high_as_needed(pilot, box, name)
        _is_whole(pilot, box, name)
    return len(boxes)


def _is_as_high_as_needed(pilot: Pilot[None], box: Box, name: str) -> None:
    """At most one row is blank above and below what is in a card, unless a list fills the rest."""
    inside = [line[box.region.x + 1 : box.region.right - 1] for line in _rows(pilot, box)][1:-1]
    assert inside[0].strip() or inside[1].strip(), (name, inside)
    assert inside[-1].strip() or inside[-2].strip(), (name, inside)
    assert box.region.bottom < pilot.app.size.height, name
    assert not box.max_scroll_y or box.region.height == pilot.app.size.height - 1, name


def _is_whole(pilot: Pilot[None], box: Box, name: str) -> None:
    """No title, hint, text, field or row ends in an ellipsis or beyond its widget."""
    shown = "\n".join(_rows(pilot, box))
    assert "…" not in shown, (name, shown)
    said = "".join("".join(line.strip("│ ╭╮╰╯─▌▸") for line in _rows(pilot, box)).split())
    for line in box.query(Line):
        assert "".join(line.value.split()) in said.replace("▌", ""), (name, line.value, said)
    for static in box.query(Static):
        if static.display and not isinstance(static, Problem):
            assert static.region.height >= static.virtual_size.height, (name, static)


def _rows(pilot: Pilot[None], box: Box) -> list[str]:
    return screen_text(pilot).split("\n")[box.region.y : box.region.bottom]
