"""What there is to see of a revealed item: its answers on cards, its gap, what to talk about."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.show.blocks import Dots, Known, Number, Paragraph, Sight
from valueworkshop.core.show.drawing.answer_cards import LOWEST, NARROWEST, answer_cards
from valueworkshop.core.show.drawing.cells import BY_SIGN
from valueworkshop.core.show.drawing.gap_card import gap_card
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.widgets.canvas import lines

_SEEN: Final = 12
"""Rows of the cards, where there is room for them: what is below may wait for a scroll."""

_HIGHEST: Final = 25
"""Ten squares upon each other, the scale and the edges."""

_LARGE: Final = 30
"""From so many rows on the gap is large."""


class Reveal(Static):
    """Shows an item of which the room has seen the vote."""

    DEFAULT_CSS = """
    Reveal { height: auto; }
    """

    def __init__(self) -> None:
        """Make an empty reveal."""
        super().__init__(markup=False)

    def show(
        self, blocks: Sequence[Sight], width: int, height: int, above: Sequence[str] = ()
    ) -> None:
        """Show the blocks of an item in at most `width` cells.

        The picture is within `height` rows, less those of the texts `above` it.
        """
        height -= sum(len(Content(text).wrap(max(width, 1))) for text in above)
        plain = self.app.has_class("-accessible")
        self.update(drawn(blocks, width) if plain else pictured(blocks, width, height))


def pictured(blocks: Sequence[Sight], width: int, height: int) -> Content:
    """Return the answers as cards, the gap below them, and what else there is to say."""
    votes = [block for block in blocks if isinstance(block, Dots)]
    if width < NARROWEST * min(len(votes), 2) or height < LOWEST:
        return drawn(blocks, width)
    number = next((block for block in blocks if isinstance(block, Number)), None)
    first = next((n for n, block in enumerate(blocks) if isinstance(block, Number | Dots)), 0)
    above, rest = drawn(blocks[:first], width), [*blocks[first:]]
    foot: list[Content] = []
    if number is not None:
        known = next((block for block in rest if isinstance(block, Known)), None)
        rest = [block for block in rest if block not in (number, known)]
        rows = height - _rows(above) - LOWEST - 2
        foot, rest = _gap(number, known, rest, width, 5 if height >= _LARGE else min(rows, 4))
    below = drawn((block for block in rest if not isinstance(block, Dots)), width)
    room = height - _rows(above) - len(foot)
    if room < LOWEST:
        return drawn(blocks, width)  # the gap would be out of sight
    high = min(max(room - _rows(below), min(_SEEN, room), LOWEST), _HIGHEST)
    gap = BY_SIGN.get(number.mark, "accent") if number else "accent"
    cards = answer_cards(votes, gap, width, high)
    if cards is None:
        return drawn(blocks, width)
    picture = Content("\n").join([*lines(cards), *foot])
    return Content("\n\n").join([part for part in (above, picture, below) if part])


def _gap(
    number: Number, known: Known | None, rest: list[Sight], width: int, rows: int
) -> tuple[list[Content], list[Sight]]:
    """Return the card of the gap, which takes the sentences that fit, and what is left to say."""
    said = [block for block in rest if isinstance(block, Paragraph)]
    texts = [block.text for block in said]
    canvas, told = gap_card(number, known, width, rows, texts)
    return lines(canvas), [block for block in rest if block not in said[:told]]


def _rows(part: Content) -> int:
    """Return how many rows a part takes, with the empty one beside it."""
    return part.plain.count("\n") + 2 if part else 0
