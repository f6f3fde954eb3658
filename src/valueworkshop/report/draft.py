"""Whether a workshop is finished: what is passed on before is marked, with what is missing."""

from valueworkshop.stages import KINDS
from valueworkshop.stages.blocks import Block, Bullets, Paragraph
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import one_line

DRAFT = "Draft: this workshop is not finished."


def missing(session: Session) -> list[str]:
    """Return the stages that are not done, with how far each is; nothing if all are."""
    told = []
    for key, stage in session.kit.stages.items():
        progress = KINDS[stage.kind].progress(session, key)
        if progress.done < progress.total:
            far = f"{progress.done} of {progress.total} done" if progress.done else "not begun"
            told.append(f"{one_line(stage.title)}: {far}")
    return told


def mark(session: Session) -> list[Block]:
    """Return what marks a draft, nothing where all is done."""
    lacks = missing(session)
    return [Paragraph(f"{DRAFT} What is missing:"), Bullets(tuple(lacks))] if lacks else []
