"""Rating the kit's statements in line mode."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.ratings.lead_and_lag import lead_in_words, other_of, said
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.text import capital
from valueworkshop.lines.after_reveal import OfKind
from valueworkshop.lines.revealed_words import told_item, told_stage
from valueworkshop.lines.talk import Talk
from valueworkshop.lines.voting import rate


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for the votes on one statement."""
    rate(talk, stage, at, OfKind(told=_told_item))


def told(session: Session, stage: str) -> list[str]:
    """Return every item, and who leads where ours is held against another."""
    whole = said(session, stage)
    return [*([whole] if whole else []), *told_stage(session, stage)]


def _told_item(session: Session, stage: str, item: str) -> list[str]:
    lines, other = told_item(session, stage, item), other_of(session, stage)
    if other is None:
        return lines
    return [f"{capital(lead_in_words(scores(session, stage)[item], other))}.", *lines]
