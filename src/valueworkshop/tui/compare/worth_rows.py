"""Whether it was worth the time, as a row of a comparison and of a trend."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from valueworkshop.core.compare.comparison_words import NAMELESS, WORTH, named
from valueworkshop.core.compare.trends import Trend
from valueworkshop.core.compare.two_workshops import Comparison
from valueworkshop.core.handout.worth_the_time import said_in, worth_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.drawing.sparkline import sparkline
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.close.worth import AT, Worth
from valueworkshop.tui.compare.line import Line
from valueworkshop.tui.widgets.canvas import lines as drawn

_NONE: Final = "–"
_MOST: Final = 5
_OF: Final = 100 / (_MOST - 1)
"""A sparkline goes from 0 to 100, these answers from 1 to 5."""

_CUT: Final = 5
"""Cells of a number: two answers that are no mean are said below only."""


def worth_then_and_now(found: Comparison, width: int) -> list[Line]:
    """Return a row with what both rooms said about their time; none if neither said anything."""
    both = [worth_of(found.then), worth_of(found.now)]
    if not any(both):
        return []
    numbers = "".join(f"{_number(each):>7} " for each in both)
    text = fitted(f"{WORTH} 1 to 5, up is better", width).rstrip()
    row = Content.assemble(f"  {numbers}{'':8}", (text, "bold"))
    return [_line(row, [found.then, found.now])]


def worth_over_time(found: Trend, width: int) -> list[Line]:
    """Return a row with what each room said about its time; none if none said anything."""
    each = [worth_of(session) for session in found.sessions]
    if not any(each):
        return []
    levels = [None if one is None else (_level(one) - 1) * _OF for one in each]
    numbers = [f"{_number(one):>5}" for one in each]
    head = Content.assemble(
        "  ",
        drawn(sparkline(levels))[0],
        ("".join(numbers[:-1]), "$text-muted"),
        (numbers[-1], "bold"),
        " " * 10,
    )
    text = f"{WORTH} 1 to 5, up is better"
    row = Content.assemble(head, (fitted(text, max(width - head.cell_length, 8)), "bold"))
    return [_line(row, found.sessions)]


def _line(row: Content, sessions: Sequence[Session]) -> Line:
    stage = said_in(sessions[-1])
    each = [worth_of(session) for session in sessions]
    return Line(
        row=(row,),
        title=WORTH,
        told=(
            *(
                f"{named(session)}: {one.in_short if one else 'not asked'}"
                for session, one in zip(sessions, each, strict=True)
            ),
            NAMELESS,
        ),
        item=f"{stage}/{AT}" if stage else "",
        course=tuple(None if one is None else _level(one) for one in each),
        steps=tuple(one.number if one else _NONE for one in each),
        most=_MOST,
        note="1 to 5, up is better",
    )


def _number(one: Worth | None) -> str:
    return one.number if one and len(one.number) < _CUT else _NONE if one is None else "…"


def _level(one: Worth) -> float:
    """Return how high it is drawn: the mean, or of few answers the middle."""
    if one.room is not None:
        return one.room
    return sum(one.given) / one.n
