"""Notes gathered into named groups, question by question, and every edit of that, all pure.

A note names its group. A group that is gone, or that belongs to another question, counts as none:
so a note that moves, and two versions that come together, leave nothing behind.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.order import last, ordered, put_at
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import Answers, Group, Note, answers, asks

LEFT_OVER: Final = "Not in a group"
"""What stands above the notes that are in none."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A group with its notes, as (id, note) in order; without a `key` those that are in none."""

    key: str
    name: str
    notes: Sequence[tuple[str, Note]]


def groups_of(given: Answers, question: str) -> list[tuple[str, Group]]:
    """Return the (id, group) pairs of a question, in order."""
    return [pair for pair in ordered(given.groups) if pair[1].question == question]


def group_of(given: Answers, note: Note) -> str:
    """Return the id of the group that a note is in, '' for none."""
    group = given.groups.get(note.group)
    return note.group if group and group.question == note.question else ""


def gathered(given: Answers, question: str) -> list[Gathered]:
    """Return the groups of a question, empty ones too, then the notes in none if there are any.

    Without a group there is nothing.
    """
    groups, notes = groups_of(given, question), given.of(question)
    if not groups:
        return []
    held: dict[str, list[tuple[str, Note]]] = {key: [] for key in ("", *(k for k, _ in groups))}
    for key, note in notes:
        held[group_of(given, note)].append((key, note))
    found = [Gathered(key, group.name, held[key]) for key, group in groups]
    return [*found, Gathered("", LEFT_OVER, held[""])] if held[""] else found


def called(given: Answers, question: str, name: str) -> str:
    """Return the id of the group with this name, in whatever case; '' for none."""
    wanted = folded(one_line(name))
    found = (key for key, each in groups_of(given, question) if folded(each.name) == wanted)
    return next(found, "")


def gather(
    session: Session, stage: str, key: str, question: str, name: str, notes: Collection[str]
) -> Session:
    """Gather notes into the group with this name; without one, into a new one, under the id `key`.

    Without a name or without notes, or on a question that is not asked, nothing changes.
    """
    given, name = answers(session, stage), one_line(name)
    here = {each for each, _ in given.of(question)}.intersection(notes)
    if not name or not here or question not in asks(session, stage).questions:
        return session
    there = called(given, question, name)
    if not there:
        group = Group(question=question, name=name, order=last(given.groups))
        given = replace(given, groups={**given.groups, key: group})
    return session.with_answers(stage, _put(given, there or key, here))


def put_into(session: Session, stage: str, group: str, notes: Collection[str]) -> Session:
    """Put notes into a group of their question; for '' take them out of theirs."""
    given = answers(session, stage)
    question = given.groups[group].question if group in given.groups else ""
    fit = {
        key
        for key in notes
        if key in given.notes and (not group or given.notes[key].question == question)
    }
    return session.with_answers(stage, _put(given, group, fit)) if fit else session


def rename(session: Session, stage: str, group: str, name: str) -> Session:
    """Give a group another name; with the name of another group of its question, join that one."""
    given, name = answers(session, stage), one_line(name)
    found = given.groups.get(group)
    if found is None or not name:
        return session
    there = called(given, found.question, name)
    if there and there != group:
        return dissolve(put_into(session, stage, there, _in(given, group)), stage, group)
    groups = {**given.groups, group: replace(found, name=name)}
    return session.with_answers(stage, replace(given, groups=groups))


def dissolve(session: Session, stage: str, group: str) -> Session:
    """Remove a group; its notes stay, in no group."""
    given = _put(answers(session, stage), "", _in(answers(session, stage), group))
    groups = {key: each for key, each in given.groups.items() if key != group}
    return session.with_answers(stage, replace(given, groups=groups))


def shift_group(session: Session, stage: str, group: str, by: int) -> Session:
    """Move a group up (-1) or down (+1) among those of its question."""
    given = answers(session, stage)
    found = given.groups.get(group)
    if found is None:
        return session
    siblings = [key for key, _ in groups_of(given, found.question)]
    at = siblings.index(group) + by
    if not 0 <= at < len(siblings):
        return session
    rest = [key for key, _ in ordered(given.groups) if key != group]
    target = rest.index(siblings[at]) + (by > 0)
    return session.with_answers(stage, replace(given, groups=put_at(given.groups, group, target)))


def _in(given: Answers, group: str) -> set[str]:
    return {key for key, note in given.notes.items() if note.group == group}


def _put(given: Answers, group: str, notes: Collection[str]) -> Answers:
    changed: Mapping[str, Note] = {key: replace(given.notes[key], group=group) for key in notes}
    return replace(given, notes={**given.notes, **changed})
