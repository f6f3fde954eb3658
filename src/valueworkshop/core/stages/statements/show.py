"""Statements about ourselves described: who agrees, and how far apart groups are."""

from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Sight,
    Table,
)
from valueworkshop.core.show.card_figures import DotLines
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.statements.at_a_glance import camps, figures
from valueworkshop.core.stages.statements.model import Asks, study_of
from valueworkshop.core.stages.statements.picture import ALL, bars, picture
from valueworkshop.core.stages.statements.score import Share, StatementScore, statements
from valueworkshop.core.stages.statements.words import (
    distance_in_words,
    percent,
    said,
    share_in_words,
    study_in_words,
    what_limits,
)
from valueworkshop.core.stages.votes import show as votes
from valueworkshop.core.stages.votes.model import Votes, asks

Statements: TypeAlias = Here[Asks, Votes]

# We do not ask for evidence: what people think of us is itself the finding.
ITEMS: Final = votes.Items(one="statement", known=False)

_WIDTH: Final = 76
_ABOUT: Final = (
    "Leaders and those who deal with customers every day often see this differently: that distance "
    "is the perception gap. The share counts those who agreed or disagreed. A group in which fewer "
    "than three did is never shown apart."
)
_HEADER: Final = ("", "Share", "n", "Agree", "Disagree", "Don't know", "Skipped")
_HOW: Final = (
    "Each person agreed, disagreed, did not know or skipped. The share is of those who agreed or "
    "disagreed. A group in which fewer than three did is not shown apart, nor is what would tell "
    "of it if it were taken from the rest."
)


def place(here: Statements, at: str) -> Place:
    """Return the statement at a place; what a study found comes only after the reveal."""
    # Before the reveal it would sway the answers.
    study = _study(here, item) if (item := votes.revealed_at(here, at)) else ""
    return votes.place(here, at, "\n\n".join(filter(None, (study, _ABOUT))))


def told(here: Statements) -> list[Block]:
    """Return where groups are apart, the bars, and every revealed statement; [] before a reveal."""
    scored = statements(here.session, here.stage)
    if not scored:
        return []
    items = asks(here.session, here.stage).items
    blocks: list[Block] = [Heading(here.title), Paragraph(_HOW)]
    waiting = len(items) - len(scored)
    if waiting:
        hidden = f"{waiting} of {len(items)} not revealed yet: their votes stay hidden."
        blocks.append(Paragraph(hidden))
    blocks.append(Bullets(_said(here)))
    blocks.append(Chart(tuple(picture(here.session, here.stage, _WIDTH))))
    for item, score in scored.items():
        blocks += [Heading(items[item].text, level=3), _table(score)]
        beside = [talk.text for talk in votes.talk(here.session, here.stage, item)]
        lines = (_distance(score), *beside, what_limits(score), _study(here, item))
        if any(lines):
            blocks.append(Bullets(tuple(filter(None, lines))))
    return blocks


def told_at(here: Statements, at: str) -> list[Sight]:
    """Return the statement at the team's place: groups side by side once it was revealed."""
    item = votes.revealed_at(here, at)
    if not item:
        return votes.told_at(here, at)
    score = statements(here.session, here.stage)[item]
    text = asks(here.session, here.stage).items[item].text
    who = replace(camps(text, score), title="Who agrees", said="")
    side_by_side = Chart((), draw=partial(bars, score), words=_in_words(score), cells=who)
    return [
        Paragraph(f"{capital(share_in_words(score.everyone))}.", strong=True),
        side_by_side,
        *map(Paragraph, filter(None, (_distance(score), what_limits(score)))),
        *votes.talk(here.session, here.stage, item),
        Paragraph(_study(here, item), aside=True),
    ]


def pages(here: Statements) -> list[list[Sight]]:
    """Return where groups are furthest apart, and all revealed statements as bars."""
    text = [Paragraph(line) for line in _said(here)]
    return [[*_figures(here), *text]] if statements(here.session, here.stage) else [[*text]]


def together(here: Statements) -> list[Chart]:
    """Return the groups on one line a statement for a room that has seen all of them."""
    several = len(statements(here.session, here.stage)) > 1
    return _figures(here)[:2] if several and votes.is_all_revealed(here) else []


def _figures(here: Statements) -> list[Chart]:
    """Return the figures; where there are only letters, the bars of each statement."""
    texts = {key: item.text for key, item in asks(here.session, here.stage).items.items()}
    scored = statements(here.session, here.stage)
    letters = partial(picture, here.session, here.stage)
    return [
        Chart((), draw=letters if isinstance(found, DotLines) else None, cells=found)
        for found in figures(scored, texts, here.asked.question, here.at)
    ]


def _said(here: Statements) -> tuple[str, ...]:
    items = asks(here.session, here.stage).items
    texts = {key: item.text for key, item in items.items()}
    return tuple(said(statements(here.session, here.stage), texts))


def _distance(score: StatementScore) -> str:
    return f"{capital(distance_in_words(score.distance))}." if score.distance else ""


def _study(here: Statements, item: str) -> str:
    study = study_of(here.session, here.stage, item)
    return study_in_words(study) if study else ""


def _in_words(score: StatementScore) -> tuple[str, ...]:
    """Return how many agree in each group that is shown apart."""
    return tuple(
        f"{capital(group)}: {share_in_words(share)}." for group, share in score.groups.items()
    )


def _table(score: StatementScore) -> Table:
    rows = [_row(group, share) for group, share in score.groups.items()]
    rows.append(_row(ALL, score.everyone))
    return Table(_HEADER, tuple(rows), numeric=frozenset(range(1, len(_HEADER))))


def _row(group: str, share: Share) -> tuple[str, ...]:
    counts = (share.n, share.agree, share.disagree, share.dont_know, share.skipped)
    return (group, percent(share), *map(str, counts))
