"""The ratings of a workshop as a table for spreadsheets and other programs: one rating a row.

It has only what the room has seen, and names nobody. The columns:

    session, title, date                id, title and date (year-month-day or nothing)
    stage, stage_title, item, item_text, facet, facet_label
                                        what was rated: the ids of the kit, and the words
    round, method                       1, 2, …, and cards, hands or room
    voter                               a number that is the same in one round of a stage and means
                                        nothing elsewhere, 'room' for the room's one rating, nothing
                                        for hands
    group                               if we may show it: see `told_apart` of votes
    answer, count                       1 to 5, or agree or disagree, or don't know or skipped, and
                                        how often: 1 for a voter

Words are as they were typed, with one exception: an apostrophe comes before anything that would
begin a formula, so that no spreadsheet runs it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.revealed_only import seen
from valueworkshop.core.stages.votes.links import new_ids, renamed
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    NO_GROUP,
    ROOM,
    Answer,
    Ballot,
    Method,
    Round,
    answers,
    asks,
    facets_asked,
    voted,
    was_revealed,
)
from valueworkshop.core.stages.votes.score import hands_as_answers, votes_that_count
from valueworkshop.core.stages.votes.secrecy import groups_told, hands_told

BYTE_ORDER_MARK: Final = "\ufeff"
"""Goes before the table on demand: it makes Excel read UTF-8."""

COLUMNS: Final = (
    *("session", "title", "date"),
    *("stage", "stage_title", "item", "item_text", "facet", "facet_label"),
    *("round", "method", "voter", "group", "answer", "count"),
)

Row: TypeAlias = tuple[str | int, ...]

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
# What begins a formula in some program, in all its widths. It matters where a cell begins, without
# blanks, and where a cell would begin for a program that splits at another mark than the comma.
_FORMULA: Final = re.compile(
    r"(^[^\S\n\t]*[\u00ad\u200b-\u200d\u2060\ufeff]*|[;,|\t])"
    r"(?=[=+@\t\N{HYPHEN-MINUS}＝﹦⁼₌＋﹢⁺₊﬩－﹣⁻₋−＠﹫])",
    re.MULTILINE,
)


def table(session: Session) -> str:
    """Return the ratings that the room has seen, as CSV by RFC 4180 with a row of names first."""
    about = (session.id, session.title, session.date.isoformat() if session.date else "")
    return written(COLUMNS, ((*about, *row) for row in rows(session)))


def written(columns: Iterable[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV by RFC 4180, with names in the first row; no cell begins a formula."""
    text = io.StringIO()
    # Every text in quotes, so that a semicolon in it splits no cell where semicolons do that.
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return text.getvalue()


def guarded(cell: str | int) -> str | int:
    """Return a cell that no spreadsheet takes for a formula; plain numbers stay as they are."""
    if isinstance(cell, int) or _NUMBER.fullmatch(cell):
        return cell
    return _FORMULA.sub(r"\1'", clean(cell))


def rows(session: Session) -> Iterator[Row]:
    """Yield the cells of each revealed rating, without the three that tell the workshop."""
    session = seen(session)
    # A voter who is number 2 in one stage must not be number 2 in the next.
    session = renamed(session, new_ids(session, session.answers.keys()))
    for stage in voted(session):
        title = session.stage(stage).title
        for number, vote in sorted(answers(session, stage).rounds.items(), key=_by_number):
            for row in _of_round(session, stage, number, vote):
                yield (stage, title, *row)


def _by_number(numbered: tuple[str, Round]) -> int:
    return int(numbered[0])


def _of_round(session: Session, stage: str, number: str, vote: Round) -> Iterator[Row]:
    plan, facets = asks(session, stage), facets_asked(session, stage)
    # Nothing may depend on unrevealed votes, not even the numbers of the voters.
    shown = [item for item in plan.items if was_revealed(session, stage, number, item)]
    counting = {item: votes_that_count(vote, item)[0] for item in shown}
    voters = {voter: ballot for ballots in counting.values() for voter, ballot in ballots.items()}
    groups = groups_told(session, voters)
    names = {voter: n for n, voter in enumerate(sorted(set(voters) - {ROOM}), start=1)}
    for item in shown:
        for facet, asked in facets.items():
            about = (item, plan.items[item].text, facet, asked.label, int(number))
            for row in _of_ballots(counting[item], facet, item, names):
                voter, group, answer = row
                how = Method.ROOM if voter == ROOM else Method.CARDS
                told = group if group in groups else ""
                yield (*about, how.value, voter, told, plan.told(answer, facet), 1)
            for (group, answer), count in _hands(session, vote, facet, item).items():
                yield (*about, Method.HANDS.value, "", group, plan.told(answer, facet), count)


def _of_ballots(
    ballots: Mapping[str, Ballot], facet: str, item: str, names: Mapping[str, int]
) -> Iterator[tuple[str | int, str, Answer]]:
    """Yield (voter's number or 'room', group, answer) of each answer to one facet of an item."""
    for voter in sorted(ballots, key=lambda voter: names.get(voter, 0)):
        answer = ballots[voter].get(facet, item)
        if answer is not None:
            yield names.get(voter, ROOM), ballots[voter].group, answer


def _hands(session: Session, vote: Round, facet: str, item: str) -> dict[tuple[str, Answer], int]:
    """Return how many hands went up, by group if we may show it, and answer; without zeros."""
    told = hands_told(session, vote.hands.get(facet, {}).get(item, {}))
    return {
        ("" if group in {EVERYONE, NO_GROUP} else group, answer): count
        for group, hands in told.items()
        for answer, count in hands_as_answers(hands).items()
        if count
    }
