"""What there is to see of a revealed item: its answers on cards, its gap, what to talk about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from valueworkshop.core.show.blocks import Chart, Dots, Known, Number, Paragraph, Sight
from valueworkshop.core.show.drawing.answer_cards import (
    LOWEST,
    NARROWEST,
    answer_cards,
    means_of,
    rows_for,
)
from valueworkshop.core.show.drawing.cells import BY_SIGN, Canvas, Role
from valueworkshop.core.show.drawing.gap_card import gap_awaited, gap_card
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.widgets.canvas import is_bare, lines
from valueworkshop.tui.widgets.motion import Motion

_SEEN: Final = 12
"""Rows of the cards, where there is room for them: what is below may wait for a scroll."""

_HIGHEST: Final = 25
"""Ten squares upon each other, the scale and the edges."""

_CARDED: Final = 28
"""From so many rows on the words below have a card, too."""

_LARGE: Final = 34
"""From so many rows on the gap is large."""


class Reveal(Widget):
    """Shows an item of which the room has seen the vote.

    It is drawn for the width that it has, so that it is never seen in another one.
    """

    DEFAULT_CSS = """
    Reveal { height: auto; }
    """

    def __init__(self) -> None:
        """Make an empty reveal."""
        super().__init__()
        self.motion = Motion(self)
        self.falls_next = False
        self._blocks: list[Sight] = []
        self._room, self._above = 0, list[str]()
        self._laid: dict[int, Picture | Content] = {}

    def show(self, blocks: Sequence[Sight], room: int, above: Sequence[str] = ()) -> None:
        """Show the blocks of an item.

        The picture is within `room` rows, less those of the texts `above` it. If the item
        `falls_next`, its answers fall into place.
        """
        same = _votes(blocks) == _votes(self._blocks)
        self._blocks, self._room, self._above = list(blocks), room, list(above)
        self._laid.clear()
        if self.falls_next:
            self.motion.begin()
        elif not same:
            self.motion.end()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows there are in this width."""
        del container, viewport
        laid = self._in(width)
        return laid.rows if isinstance(laid, Picture) else laid.plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the phase of this moment."""
        laid = self._in(self.content_size.width)
        return (
            laid.drawn(self.motion.phase, bare=is_bare(self.app))
            if isinstance(laid, Picture)
            else laid
        )

    def _in(self, width: int) -> "Picture | Content":
        if width not in self._laid:
            rows = sum(len(Content(text).wrap(max(width - _INDENT, 1))) for text in self._above)
            plain = self.app.has_class("-accessible")
            height = self._room - rows
            laid = None if plain else pictured(self._blocks, width, height)
            self._laid[width] = laid or _wrapped(drawn(self._blocks, width, plain=plain), width)
        return self._laid[width]


_INDENT: Final = 3
"""Cells by which the texts above are narrower."""

_EDGE: Final = 2
"""What is below the cards begins where the words in them do."""


def _votes(blocks: Sequence[Sight]) -> list[Sight]:
    return [block for block in blocks if isinstance(block, Dots)]


def _wrapped(text: Content, width: int) -> Content:
    return Content("\n").join(text.wrap(max(width, 1)))


def _below(blocks: Sequence[Sight], width: int, *, carded: bool) -> Content:
    """Return what stands below the cards: figures as they are, words in a card of their own."""
    parts = []
    for is_figure, group in groupby(blocks, lambda block: isinstance(block, Chart)):
        edge = 0 if is_figure and carded else _EDGE
        text = drawn(group, width - 2 * edge)
        rows = text.wrap(max(width - 2 * edge, 1)) if text else []
        if rows and carded and not is_figure:
            rows = _card(rows, width)
        elif edge:
            rows = [Content.assemble(" " * edge, row) for row in rows]
        else:
            rows = [row.stylize_before("on $surface") for row in rows]
        parts.append(Content("\n").join(rows))
    return Content("\n" if carded else "\n\n").join([part for part in parts if part])


def _card(rows: Sequence[Content], width: int) -> list[Content]:
    """Return rows of words with a border around them."""
    edge, side = "─" * (width - 2), Content("│").stylize("$line")
    room = width - 2 * _EDGE
    inner = [Content(" ").join([side, row.truncate(room, pad=True), side]) for row in rows]
    ends = [Content(f"{left}{edge}{right}").stylize("$line") for left, right in ("╭╮", "╰╯")]
    return [row.stylize_before("on $surface") for row in (ends[0], *inner, ends[1])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The answers as cards, the gap below them, and what else there is to say."""

    votes: Sequence[Dots]
    number: Number | None
    cards: Canvas
    gap: Canvas | None
    below: Content
    carded: bool

    @property
    def rows(self) -> int:
        """How many rows all of it takes, at each phase."""
        foot = self.gap.height if self.gap else 0
        return self.cards.height + foot + max(_rows(self.below) - self.carded, 0)

    def drawn(self, phase: float = 1, *, bare: bool = False) -> Content:
        """Return all of it; before phase 1 the answers fall, and nothing is said of them."""
        cards, gap = self.cards, self.gap
        if phase < 1:
            size = (cards.width, cards.height)
            cards = answer_cards(self.votes, _role(self.number), *size, phase) or cards
            if gap is not None and self.number is not None:
                gap = gap_awaited(self.number, (gap.width, gap.height))
        rows = [*lines(cards, bare=bare), *(lines(gap, bare=bare) if gap else ())]
        if phase >= 1 and self.below:
            rows += [self.below] if self.carded else [Content(""), self.below]
        return Content("\n").join(rows)


def _role(number: Number | None) -> Role:
    return BY_SIGN.get(number.mark, "accent") if number else "accent"


def pictured(blocks: Sequence[Sight], width: int, height: int) -> Picture | None:
    """Return the picture of a revealed item, None where it would be too small."""
    votes = [block for block in blocks if isinstance(block, Dots)]
    if width < NARROWEST * min(len(votes), 2) or height < LOWEST:
        return None
    number = next((block for block in blocks if isinstance(block, Number)), None)
    first = next((n for n, block in enumerate(blocks) if isinstance(block, Number | Dots)), 0)
    carded = height >= _CARDED
    found, rest = _below(blocks[:first], width, carded=carded), list(blocks[first:])
    gap = None
    if number is not None:
        known = next((block for block in rest if isinstance(block, Known)), None)
        rest = [block for block in rest if block not in (number, known)]
        said = [block for block in rest if isinstance(block, Paragraph)]
        rows = 5 if height >= _LARGE else min(height - LOWEST - 2, 4)
        texts = [block.text for block in said]
        gap, told = gap_card(number, known, width, rows, texts, means_of(votes))
        rest = [block for block in rest if block not in said[:told]]
    others = [block for block in rest if not isinstance(block, Dots)]
    words = _below(others, width, carded=carded)
    below = Content("\n\n").join([part for part in (found, words) if part])
    if carded:  # all words in one card
        below = _below([*blocks[:first], *others], width, carded=True)
    room = height - (gap.height if gap else 0) - _rows(found)
    if room < LOWEST:
        return None  # the gap would be out of sight
    wanted = min(max(rows_for(votes), _SEEN), room) if rows_for(votes) <= room else _SEEN
    high = min(max(room - _rows(words), min(wanted, room), LOWEST), _HIGHEST)
    cards = answer_cards(votes, _role(number), width, high)
    if cards is None:
        return None
    return Picture(votes=votes, number=number, cards=cards, gap=gap, below=below, carded=carded)


def _rows(part: Content) -> int:
    """Return how many rows a part takes, with the empty one beside it."""
    return part.plain.count("\n") + 2 if part else 0
