"""The offers in line mode: rated on the four terms, then net and how ours stands to each."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import ATTRIBUTION, offers
from valueworkshop.core.stages.offers.words import (
    EQUATION_IN_A_LINE,
    NET,
    lead_in_words,
    lever_in_words,
    net_in_words,
    said,
    step,
    waiting,
)
from valueworkshop.core.text import capital
from valueworkshop.lines.after_reveal import OfKind
from valueworkshop.lines.revealed_words import told_item, told_stage
from valueworkshop.lines.talk import Talk
from valueworkshop.lines.voting import rate


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for the votes on one offer."""
    rate(talk, stage, at, OfKind(one="Offer", told=_told_item))


def told(session: Session, stage: str) -> list[str]:
    """Return what the offers say together, then each of them."""
    seen = offers(session, stage)
    lines = [EQUATION_IN_A_LINE, ATTRIBUTION]
    if seen.scores:
        lines += [NET, *said(seen), waiting(seen)]
    return [*filter(None, lines), *told_stage(session, stage)]


def _told_item(session: Session, stage: str, item: str) -> list[str]:
    seen = offers(session, stage)
    score = seen.scores[item]
    lines = [f"{capital(net_in_words(score))}."]
    if item == OURS and seen.others:
        lines.append(lever_in_words(seen))
    if item in seen.leads:
        lines.append(f"We are {lead_in_words(seen, item)}.")
    if moved := step(score):
        lines.append(f"{capital(moved)}.")
    return [*lines, *told_item(session, stage, item)]
