"""Whether a workshop is finished. Before that, what we export is marked, with what is missing."""

import datetime as dt

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Paragraph
from valueworkshop.core.stages import KINDS, has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.stage_places import current_place

MARK = "Draft"
"""The word that marks what is not finished: every mark begins with it."""

DRAFT = f"{MARK}: this workshop is not finished."


def missing(session: Session) -> list[str]:
    """Return the stages that are not done, with how far each is; nothing if all are done.

    A stage that the team dropped to save time is not missing: see `left_out`.
    """
    told = []
    for key, stage in session.kit.stages.items():
        progress = KINDS[stage.kind].progress(session, key)
        if of_stage(session, key).skipped:
            continue
        if progress.done < progress.total:
            far = f"{progress.done} of {progress.total} done" if progress.done else "not begun"
            told.append(f"{one_line(stage.title)}: {far}")
    return told


def in_a_line(session: Session, at: dt.datetime | None = None) -> str:
    """Return the mark of a draft in a line: 'Draft of 14:03, stage 5 of 8.'; '' if all is done."""
    if not missing(session):
        return ""
    stages, here = list(session.kit.stages), current_place(session)
    when = f" of {at:%H:%M}" if at else ""
    where = f", stage {stages.index(here.stage) + 1} of {len(stages)}" if here else ""
    return f"{MARK}{when}{where}."


def mark(session: Session) -> list[Block]:
    """Return the mark of a draft and what was left out, nothing if all is done."""
    lacks, dropped = missing(session), left_out(session)
    told: list[Block] = []
    if lacks:
        told += [Paragraph(f"{DRAFT} What is missing:"), Bullets(tuple(lacks))]
    if dropped:
        told.append(Paragraph(f"Left out for lack of time: {'; '.join(dropped)}."))
    return told


def left_out(session: Session) -> list[str]:
    """Return the titles of the stages that the team dropped to save time, with something to do."""
    return [
        one_line(stage.title)
        for key, stage in session.kit.stages.items()
        if of_stage(session, key).skipped and not has(stage, Trait.ASKS_NOTHING)
    ]
