"""Filled ballots of paper, as they were printed: sheet after sheet, line after line.

A sheet without a name stands for the person in whose place it was printed, which is right about
the group and arbitrary within it: so it may only be taken into a secret vote, whose ballots show no
names. A blank copy is nobody's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import best_worst, edits, secrecy
from valueworkshop.core.stages.votes.keyboard_turns import Cell, cells, prepared
from valueworkshop.core.stages.votes.model import (
    Abstained,
    Answer,
    Ballot,
    answers,
    asks,
    facets_asked,
    round_of,
)

DONT_KNOW: Final = "d"
SKIPPED: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with boxes on a sheet."""

    stage: str
    item: str
    facet: str

    @property
    def column(self) -> str:
        """What heads its column in a table."""
        return f"{self.stage}/{self.item}/{self.facet}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a sheet is, as it was printed: a person by id, or nobody."""

    person: str = ""
    name: str = ""


def printed_lines(session: Session, stages: Iterable[str]) -> list[Line]:
    """Return the lines of one sheet, in the order in which they are printed: picks come last."""
    found = []
    for stage in stages:
        plan = asks(session, stage)
        asked = facets_asked(session, stage)
        rated = [facet for facet in asked if not plan.is_picked(facet)]
        picked = [facet for facet in asked if plan.is_picked(facet)]
        found += [Line(stage=stage, item=i, facet=f) for i in plan.items for f in rated]
        found += [Line(stage=stage, item=i, facet=f) for f in picked for i in plan.items]
    return found


def owners(session: Session, *, named: bool = False) -> list[Owner]:
    """Return whose the sheets are, in the order in which they are printed.

    With names that is the order of the list. Without, they come group by group, so that the number
    of a ballot tells less about its owner. Observers do not vote, and get none.
    """
    names = called(session.people)
    people = [(key, person) for key, person in ordered(session.people) if person.votes]
    if not named:
        groups = list(dict.fromkeys(person.group for _, person in people))
        people.sort(key=lambda each: groups.index(each[1].group))
    return [Owner(person=key, name=names[key] if named else "") for key, _ in people]


def keys_of(session: Session, line: Line) -> dict[str, Answer]:
    """Return what can be written into a line, and the answer that it means."""
    choices = asks(session, line.stage).choices_of(line.facet)
    known: dict[str, Answer] = {choice.key: choice.number for choice in choices}
    return known | {DONT_KNOW: Abstained.DONT_KNOW, SKIPPED: Abstained.SKIPPED}


def is_closed(session: Session, line: Line) -> bool:
    """Whether the vote on a line is not open: the room has seen it, or hands were counted."""
    return Cell(item=line.item, facet=line.facet) not in cells(session, line.stage)


def given_by(session: Session, owner: Owner, line: Line) -> Answer | None:
    """Return what the ballots hold for the owner of a sheet in a line, None for nothing."""
    number = answers(session, line.stage).counting(line.item)
    is_open = secrecy.is_open(session, line.stage, number)
    voter = secrecy.voter_shown(session, owner.person, line.stage, is_open=is_open)
    ballot = round_of(session, line.stage, number).ballots.get(voter, Ballot())
    return ballot.get(line.facet, line.item) if voter else None


def too_many_picks(session: Session, given: Mapping[Line, Answer]) -> str:
    """Return the stage in which a sheet picks more items than the ballot allows, '' for none."""
    for stage in dict.fromkeys(line.stage for line in given):
        plan = asks(session, stage)
        picks = [a for li, a in given.items() if li.stage == stage and plan.is_picked(li.facet)]
        most = best_worst.most_of(len(plan.items))
        if any(picks.count(way) > most for way in (1, 5)):
            return stage
    return ""


def take(session: Session, owner: Owner, given: Mapping[Line, Answer], ids: Ids) -> Session:
    """Put the answers of one sheet into the votes that count, as a ballot like any other."""
    stages = dict.fromkeys(line.stage for line in given)
    nobodys = {} if owner.person else {stage: ids() for stage in stages}
    for line, answer in given.items():
        session = prepared(session, line.stage, line.item, ids)
        number = answers(session, line.stage).counting(line.item)
        is_open = secrecy.is_open(session, line.stage, number)
        shown = secrecy.voter_shown(session, owner.person, line.stage, is_open=is_open)
        voter = nobodys.get(line.stage, shown)
        at = {"voter": voter, "facet": line.facet, "item": line.item}
        session = edits.answer(session, line.stage, number, **at, given=answer)
    for stage in stages:
        session = _with_picks_ended(session, stage, given)
    return session


def _with_picks_ended(session: Session, stage: str, given: Mapping[Line, Answer]) -> Session:
    """End the picks of a sheet that has any: what it leaves open is neither."""
    plan = asks(session, stage)
    picked = [li.item for li in given if li.stage == stage and plan.is_picked(li.facet)]
    if not picked:
        return session
    number = answers(session, stage).counting(picked[0])
    asked = [cell.item for cell in cells(session, stage) if plan.is_picked(cell.facet)]
    return edits.finish_picks(session, stage, number, asked)


def needs_names(session: Session, stages: Iterable[str]) -> bool:
    """Whether one of the votes shows names, so that only sheets with names fit into it."""
    return any(
        secrecy.is_open(session, stage, answers(session, stage).counting(item))
        for stage in stages
        for item in asks(session, stage).items
    )
