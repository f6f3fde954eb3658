"""The answers to one item, a card for each question: the moment that people photograph."""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from valueworkshop.core.show import blocks, projected_blocks
from valueworkshop.core.show.drawing.bordered import beside, card
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.drawing.dot_stack import dot_stack, pile
from valueworkshop.core.show.pictures import cell_len, fitted

NARROWEST: Final = 17
"""Cells of a card: the five points, two cells apart, and its edges."""

LOWEST: Final = 9
"""Rows of a card: three for answers, the line that says how many, the scale, the edges."""


Answers: TypeAlias = blocks.Dots | projected_blocks.Dots
"""The revealed answers to one question, for the table or for the room."""


def answer_cards(votes: Sequence[Answers], gap: Role, width: int, height: int) -> Canvas | None:
    """Return cards in exactly `width` cells and at most `height` rows, None if they do not fit.

    What is needed is outlined, today has the role of the `gap`, the rest is grey: it is no news.
    """
    a_row = max(min(len(votes), width // NARROWEST), 1)
    rows = [votes[at : at + a_row] for at in range(0, len(votes), a_row)]
    tall = height // max(len(rows), 1)
    if not votes or width < NARROWEST or tall < LOWEST:
        return None
    canvas = Canvas(width, tall * len(rows))
    inner = (width // a_row - 2, tall - 3)
    drawn = pile((vote.counts for vote in votes), *inner)
    aside = all(cell_len(_given(vote.given, inner[0])) < inner[0] for vote in votes)
    for number, row in enumerate(rows):
        cards = []
        for place, vote in enumerate(row):
            across = width // a_row + (place < width % a_row)
            stack = dot_stack(
                vote.counts,
                _role(vote.facet, gap),
                (across - 2, inner[1]),
                drawn,
                median=float(vote.median) if vote.median else None,
                outlined=vote.facet == "needed",
            )
            within = Canvas(across - 2, tall - 2)
            within.write(1 if aside else 0, 0, _given(vote.given, across - 2), "muted")
            within.paste(stack, 0, 1)
            cards.append(card(within, _title(vote, across - 6), _spread(vote, across - 6)))
        canvas.paste(beside(cards), 0, number * tall)
    return canvas


def _role(facet: str, gap: Role) -> Role:
    if facet == "needed":
        return "needed"
    return gap if facet == "today" else "weight"


def _title(vote: Answers, room: int) -> str:
    """Return whose answers they are, and the median: it stays if the label must be cut."""
    for middle in (f" · median {vote.median}", f" · {vote.median}"):
        if vote.median and cell_len(vote.label + middle) <= room:
            return f"{vote.label}{middle}"
    if not vote.median:
        return vote.label
    middle = f" · {vote.median}"
    return f"{fitted(vote.label, max(room - len(middle), 1)).rstrip()}{middle}"


def _given(given: str, room: int) -> str:
    """Return how many answered, without the word for it where it does not fit."""
    return given if cell_len(given) <= room else _ANSWERS.sub("", given)


_ANSWERS: Final = re.compile(" answers?\\b")


def _spread(vote: Answers, room: int) -> str:
    """Return in words how far people agree, without its numbers where they do not fit."""
    if cell_len(vote.spread) <= room:
        return vote.spread
    level = vote.spread.partition(":")[0].partition(",")[0]
    return level if cell_len(level) <= room else level.partition(" together")[0]
