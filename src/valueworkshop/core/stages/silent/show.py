"""Silent writing described, until the room sees the notes: that it goes on, never what is there."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Paragraph, Sight, Voting
from valueworkshop.core.stages.silent import words
from valueworkshop.core.stages.silent.edits import running


def told(session: Session, stage: str, at: str) -> list[Block]:
    """Return that people write on a question; [] if they do not."""
    if not running(session, stage, at):
        return []
    return [Paragraph("Silent writing is under way here; its notes are not shown yet.")]


def writing(session: Session, stage: str, at: str, *, counted: bool) -> list[Sight]:
    """Return what the room sees meanwhile, if `counted` with how many have written."""
    if not running(session, stage, at):
        return []
    said = Paragraph(words.ALONE, strong=True)
    return [said, Voting(of=session.expected, done="have written")] if counted else [said]


def under_way(session: Session, stage: str, at: str) -> tuple[str, ...]:
    """Return how far it is, in a sentence; () if nobody writes."""
    key = running(session, stage, at)
    return (words.under_way(session, key),) if key else ()
