"""The time that is left as a large number, with what it is of beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from valueworkshop.core.session import time_words
from valueworkshop.core.session.stopwatch import State, TimeNow
from valueworkshop.core.show.drawing.block_numerals import numerals, small_numerals
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len

_ROLES: tuple[Role, ...] = ("accent", "some", "steep")
"""The role of the time, by how urgent it is."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """A number, '' for none, its role, and what it counts."""

    number: str
    role: Role
    words: str


def remaining(now: TimeNow) -> Remaining:
    """Return what a stage has left: in minutes, in the last one by five seconds, then upwards."""
    role = _ROLES[time_words.level(now)]
    if not now.planned:
        return Remaining("", role, "no time planned")
    if now.state is State.OFF and now.left == now.planned * 60:
        return Remaining(str(now.planned), "today", _minutes(now.planned, "planned"))
    if now.left > 60:
        minutes = -int(-now.left // 60)
        return Remaining(str(minutes), role, _minutes(minutes, "left"))
    if now.left > 0:
        return Remaining(str(-int(-now.left // 5) * 5), role, "seconds left")
    over = int(-now.left // 60)
    return Remaining(
        f"+{over}" if over else "0", "steep", _minutes(over, "over" if over else "left")
    )


def time_figure(found: Remaining, beside: Sequence[str], *, large: bool) -> Canvas:
    """Return the number with its words and those `beside` it on the right."""
    draw = numerals if large else small_numerals
    figure = draw(found.number, found.role)
    words = [found.words, *filter(None, beside)]
    left = figure.width + (3 if large else 2) if figure.width else 0
    canvas = Canvas(left + max(map(cell_len, words)), max(figure.height, len(words)))
    canvas.paste(figure, 0, 0)
    top = max((figure.height - len(words)) // 2, 0)
    for row, text in enumerate(words):
        canvas.write(left, top + row, text, "muted" if row else "today", bold=not row)
    return canvas


def _minutes(number: int, what: str) -> str:
    return f"{'minute' if number == 1 else 'minutes'} {what}"
