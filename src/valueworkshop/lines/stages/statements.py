"""Statements about ourselves in line mode: who agrees, and how far groups lie apart."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.statements.model import study_of
from valueworkshop.core.stages.statements.score import statement, statements
from valueworkshop.core.stages.statements.words import (
    distance_in_words,
    said,
    share_in_words,
    study_in_words,
    what_limits,
)
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.reveal_notes import told as beside
from valueworkshop.core.text import capital
from valueworkshop.lines.after_reveal import OfKind
from valueworkshop.lines.talk import Talk
from valueworkshop.lines.voting import rate


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask whether people agree with one statement."""
    rate(talk, stage, at, OfKind(one="Statement", told=_told_item, evidence=False))


def told(session: Session, stage: str) -> list[str]:
    """Return what all statements say together, then each that was revealed."""
    scored, items = statements(session, stage), asks(session, stage).items
    lines = said(scored, {key: item.text for key, item in items.items()})
    for number, (key, item) in enumerate(items.items(), 1):
        head = f"Statement {number} of {len(items)}: {item.text}"
        shown = _told_item(session, stage, key) if key in scored else ["Not revealed yet."]
        lines += [head, *shown]
    return lines


def _told_item(session: Session, stage: str, item: str) -> list[str]:
    score, study = statement(session, stage, item), study_of(session, stage, item)
    shares = [("all", score.everyone), *score.groups.items()]
    lines = [f"{capital(group)}: {share_in_words(share)}." for group, share in shares]
    if score.distance is not None:
        lines.append(f"{capital(distance_in_words(score.distance))}.")
    lines += [f"{capital(said)}." for said in beside(session, stage, item)]
    limits = what_limits(score)
    return [*lines, *([limits] if limits else []), *([study_in_words(study)] if study else [])]
