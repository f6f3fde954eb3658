"""The statements in a report: groups side by side, then each with its numbers."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.stages.statements.model import study_of
from valueworkshop.core.stages.statements.picture import ALL, picture
from valueworkshop.core.stages.statements.score import Share, StatementScore, statements
from valueworkshop.core.stages.statements.words import (
    distance_in_words,
    percent,
    said,
    study_in_words,
    what_limits,
)
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.reveal_notes import told as beside
from valueworkshop.core.text import capital

_WIDTH = 76
_HEADER = ("", "Share", "n", "Agree", "Disagree", "Don't know", "Skipped")
_HOW = (
    "Each person agreed, disagreed, did not know or skipped. The share is of those who agreed or "
    "disagreed. A group in which fewer than three did is not shown apart, nor is what would tell "
    "of it if it were taken from the rest."
)


def section(session: Session, stage: str) -> list[Block]:
    """Return where groups lie apart, the bars, and every revealed statement; nothing before."""
    scored = statements(session, stage)
    if not scored:
        return []
    items = asks(session, stage).items
    blocks: list[Block] = [Heading(session.stage(stage).title), Paragraph(_HOW)]
    waiting = len(items) - len(scored)
    if waiting:
        hidden = f"{waiting} of {len(items)} not revealed yet: their votes stay hidden."
        blocks.append(Paragraph(hidden))
    blocks.append(Bullets(tuple(said(scored, {key: item.text for key, item in items.items()}))))
    blocks.append(Chart(tuple(picture(session, stage, _WIDTH))))
    for item, score in scored.items():
        blocks += [Heading(items[item].text, level=3), _table(score)]
        study = study_of(session, stage, item)
        told = [f"{capital(distance_in_words(score.distance))}."] if score.distance else []
        told += [f"{capital(each)}." for each in beside(session, stage, item)]
        told += [what_limits(score)] if what_limits(score) else []
        told += [study_in_words(study)] if study else []
        if told:
            blocks.append(Bullets(tuple(told)))
    return blocks


def _table(score: StatementScore) -> Table:
    rows = [_row(group, share) for group, share in score.groups.items()]
    rows.append(_row(ALL, score.everyone))
    return Table(_HEADER, tuple(rows), numeric=frozenset(range(1, len(_HEADER))))


def _row(group: str, share: Share) -> tuple[str, ...]:
    counts = (share.n, share.agree, share.disagree, share.dont_know, share.skipped)
    return (group, percent(share), *map(str, counts))
