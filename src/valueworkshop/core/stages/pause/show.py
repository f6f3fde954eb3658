"""A break described: how long it is, and when it is over."""

from typing import TypeAlias

from valueworkshop.core.session import schedule
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Number, Paragraph, Sight
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.pause.model import Asks

Pause: TypeAlias = Here[Asks, None]


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
        said = f"Then: {coming}." if (coming := next_stage(here.session, here.stage)) else ""
        words = "is when we go on"
        numbers = [Number(text=back, words=words, said=said, counts_down=max(minutes, 1))]
    return [*numbers, Paragraph(here.session.stage(here.stage).intro)]


def next_stage(session: Session, stage: str) -> str:
    """Return the title of the stage that comes after another, '' if it is the last."""
    stages = list(session.kit.stages)
    for key in stages[stages.index(stage) + 1 :]:
        if not schedule.of_stage(session, key).skipped:
            after = session.stage(key)
            return f"{after.letter} {after.title}".strip()
    return ""
