"""Whether it was worth the time: what you can answer, and what the room said."""

from typing import Final

from textual.content import Content

from valueworkshop.core.show.blocks import Dots
from valueworkshop.core.show.drawing.answer_cards import LOWEST, answer_cards, rows_for
from valueworkshop.core.show.place import ChoiceField
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.stages.option_picture import options
from valueworkshop.tui.stages.votes.scale_words import in_tiles
from valueworkshop.tui.widgets.canvas import lines

_WIDEST: Final = 64
"""Cells of a card of answers at most."""

_ROUND: Final = 14
"""Rows of a screen that are not for the answers."""


def asked_for(asked: ChoiceField, width: int, *, high: bool, plain: bool) -> Content:
    """Return the answers to choose from: tiles on a high screen, else a row each."""
    said = [(each.act.key, each.name, f"choose('{each.act.id}')") for each in asked.options]
    tiles = in_tiles(said, width) if high and not plain else Content("")
    return tiles or options(asked, width, high=high, plain=plain)


def shown(dots: Dots, width: int, height: int, *, plain: bool) -> Content:
    """Return the answers as dots above their points, on a screen of so many rows."""
    rows = min(max(rows_for([dots]), LOWEST), height - _ROUND)
    card = answer_cards([dots], "accent", min(width, _WIDEST), rows) if not plain else None
    return Content("\n").join(lines(card)) if card else drawn([dots], width, plain=plain)
