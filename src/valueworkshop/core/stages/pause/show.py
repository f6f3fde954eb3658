"""A break described: how long it is, and when it is over."""

from typing import TypeAlias

from valueworkshop.core.session import schedule
from valueworkshop.core.show.blocks import Block, Number, Paragraph, Sight
from valueworkshop.core.show.place import Here, Place

Pause: TypeAlias = Here[None, None]


def place(here: Pause, _at: str) -> Place:
    """Return what to say about the break; there is nothing to fill in."""
    return Place(question=here.title)


def told(_here: Pause) -> list[Block]:
    """Return nothing: a report leaves out breaks."""
    return []


def told_at(here: Pause, _at: str) -> list[Sight]:
    """Return when the break ends if it runs, else its minutes; and what it is for."""
    minutes = schedule.minutes(here.session, here.stage)
    numbers = [Number(text=str(minutes), words="minutes")] if minutes else []
    if back := here.session.timing.back:
        numbers = [Number(text=back, words="is when we go on")]
    return [*numbers, Paragraph(here.session.stage(here.stage).intro)]
