"""The answers to one item, a card for each question: the moment that people photograph."""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from valueworkshop.core.show import blocks, projected_blocks
from valueworkshop.core.show.drawing.bordered import card
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.drawing.dot_stack import Pile, dot_stack, pile, square_rows
from valueworkshop.core.show.pictures import cell_len, fitted

NARROWEST: Final = 17
"""Cells of a card: the five points, two cells apart, and its edges."""

LOWEST: Final = 9
"""Rows of a card: three for answers, the line that says how many, the scale, the edges."""

_ROOMY: Final = 24
"""From so many cells a card on, there is a cell between two of them."""

Answers: TypeAlias = blocks.Dots | projected_blocks.Dots
"""The revealed answers to one question, for the table or for the room."""


def answer_cards(
    votes: Sequence[Answers], gap: Role, width: int, height: int, phase: float = 1
) -> Canvas | None:
    """Return cards in exactly `width` cells and at most `height` rows, None if they do not fit.

    What is needed is outlined, a weight is grey, as it is no news, all else has the role of the
    `gap`. Before `phase` 1 the answers fall, and no card says anything of them in words.
    """
    a_row = max(min(len(votes), width // NARROWEST), 1)
    if len(votes) % a_row and a_row > len(votes) // 2:
        a_row = (len(votes) + 1) // 2  # four in two rows of two, and no row of one
    rows = [votes[at : at + a_row] for at in range(0, len(votes), a_row)]
    tall = height // max(len(rows), 1)
    if not votes or width < NARROWEST or tall < LOWEST:
        return None
    canvas = Canvas(width, tall * len(rows))
    gutter = 1 if width // a_row >= _ROOMY else 0
    room = width - gutter * (a_row - 1)
    inner = (room // a_row - 2, tall - 3)
    drawn = pile((vote.counts for vote in votes), *inner)
    aside = all(cell_len(_given(vote.given, inner[0] - 1)) < inner[0] for vote in votes)
    words = _words(votes, room // a_row - 4)
    for number, row in enumerate(rows):
        left = 0
        for place, vote in enumerate(row):
            across = room // a_row + (place < room % a_row)
            within = Canvas(across - 2, tall - 2)
            within.paste(_stack(vote, gap, (across - 2, inner[1]), drawn, phase), 0, 1)
            title, under = (vote.label, "")
            if phase >= 1:
                title, under = words[number * a_row + place]
                said = _given(vote.given, across - 3)
                within.write(1 if aside else 0, 0, said, "muted")
            canvas.paste(card(within, title, under, ground="paper"), left, number * tall)
            left += across + gutter
    return canvas


def rows_for(votes: Sequence[Answers]) -> int:
    """Return how high cards in one row must be so that each answer is a square, 0 for never."""
    squares = square_rows(vote.counts for vote in votes)
    return squares + 3 if squares else 0


def means_of(votes: Sequence[Answers]) -> tuple[float, float] | None:
    """Return the means of today and of what is needed, None if nobody answered one of them."""
    means = {
        vote.facet: sum(point * n for point, n in enumerate(vote.counts, 1)) / sum(vote.counts)
        for vote in votes
        if sum(vote.counts)
    }
    return (means["today"], means["needed"]) if {"today", "needed"} <= means.keys() else None


def _stack(vote: Answers, gap: Role, size: tuple[int, int], drawn: Pile, phase: float) -> Canvas:
    return dot_stack(
        vote.counts,
        _role(vote.facet, gap),
        size,
        drawn,
        median=float(vote.median) if vote.median and phase >= 1 else None,
        outlined=vote.facet == "needed",
        phase=phase,
    )


def _role(facet: str, gap: Role) -> Role:
    if facet == "needed":
        return "needed"
    return "weight" if facet == "weight" else gap


def _words(votes: Sequence[Answers], room: int) -> list[tuple[str, str]]:
    """Return what stands in the edges of each card: whose answers they are, and what they say.

    The median is above if it fits there on each, else below on each; then a label may be cut.
    """
    spreads = [_spread(vote, room) for vote in votes]
    for said in (" · median ", " · "):
        titles = [f"{v.label}{said}{v.median}" if v.median else v.label for v in votes]
        if all(cell_len(title) <= room for title in titles):
            return list(zip(titles, spreads, strict=True))
    return [
        (
            fitted(vote.label, min(cell_len(vote.label), room)),
            f"{vote.median} · {_spread(vote, room - cell_len(vote.median) - 3)}"
            if vote.median
            else spread,
        )
        for vote, spread in zip(votes, spreads, strict=True)
    ]


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
