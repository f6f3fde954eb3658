"""Rating the kit's statements in line mode."""

from valueworkshop.plain.after_reveal import OfKind
from valueworkshop.plain.revealed import told_item, told_stage
from valueworkshop.plain.talk import Talk
from valueworkshop.plain.voting import rate
from valueworkshop.stages.ratings.lead import lead_in_words, other_of, said
from valueworkshop.stages.votes.score import scores
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import capital


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
