"""Questions answered in words: what a kit asks, the notes a team gives, and every edit of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.order import last, ordered, put_at
from valueworkshop.core.session.parking_lot import park
from valueworkshop.core.session.session import Session

DO_NOTHING = "do-nothing"
"""The competitor that is always there: the customer carries on as before."""

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")

MOST_PARTS: Final = 500
"""We split a note into at most this many: nobody who pastes more lines wants a note for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One guiding question. `group` is its heading; `competitors` offers to name one on a note."""

    text: str
    group: str = ""
    probes: tuple[str, ...] = ()
    competitors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The questions of a stage, by id, in the order in which we ask them."""

    questions: Mapping[str, Question] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing that somebody said to answer a question.

    `segment` and `competitor` are ids of the session's, '' if none applies. `about` is the rated
    item that the note is a quote for, as 'stage/item', '' for none. `group` is the group that it is
    in, '' for none: see `groups.py`.
    """

    question: str
    text: str
    evidence: Evidence = field(default_factory=Evidence)
    segment: str = ""
    competitor: str = ""
    about: str = ""
    said_by: str = ""
    group: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Notes on one question that belong together, under a name."""

    question: str
    name: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All notes of a stage by id, the groups of them, and the ids of the questions marked open."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    open: tuple[str, ...] = ()

    def of(self, question: str) -> list[tuple[str, Note]]:
        """Return the (id, note) pairs of one question, in order."""
        return ordered({key: note for key, note in self.notes.items() if note.question == question})


def asks(session: Session, stage: str) -> Asks:
    """Return what the stage asks."""
    return session.asked(stage, Asks)


def answers(session: Session, stage: str) -> Answers:
    """Return what was answered, empty if nothing was."""
    return session.given(stage, Answers)


def add_note(session: Session, stage: str, key: str, note: Note, after: str = "") -> Session:
    """Add `note` under the new id `key`, after the note `after`, or last in its question.

    A note without a word, or on a question that is not asked, changes nothing.
    """
    note = _cleaned(note)
    if not note.text or note.question not in asks(session, stage).questions:
        return session
    given = answers(session, stage)
    notes = {**given.notes, key: replace(note, order=last(given.notes))}
    if after:
        notes = put_at(notes, key, _position(notes, after) + 1)
    return session.with_answers(stage, replace(given, notes=notes))


def keep_note(session: Session, stage: str, key: str, note: Note) -> Session:
    """Add a note; park its words if its question is not asked any more: nothing typed is lost."""
    if note.question in asks(session, stage).questions:
        return add_note(session, stage, key, note)
    return park(session, key, note.text)


def change_note(session: Session, stage: str, key: str, note: Note) -> Session:
    """Replace a note's text and particulars; its position stays. An empty text deletes nothing."""
    given = answers(session, stage)
    note = _cleaned(note)
    if key not in given.notes or not note.text:
        return session
    changed = replace(note, order=given.notes[key].order)
    return session.with_answers(stage, replace(given, notes={**given.notes, key: changed}))


def delete_note(session: Session, stage: str, key: str) -> Session:
    """Remove a note."""
    given = answers(session, stage)
    notes = {other: note for other, note in given.notes.items() if other != key}
    return session.with_answers(stage, replace(given, notes=notes))


def split_note(session: Session, stage: str, key: str, new_keys: list[str]) -> Session:
    """Turn each paragraph of a note or, in a single paragraph, each line into a note.

    The first part keeps the id; the others take `new_keys` and the same particulars.
    """
    given = answers(session, stage)
    note = given.notes.get(key)
    if note is None:
        return session
    parts = parts_of(note.text)
    if len(parts) < 2:
        return session
    session = change_note(session, stage, key, replace(note, text=parts[0]))
    behind = key
    for new_key, part in zip(new_keys, parts[1:], strict=True):
        session = add_note(session, stage, new_key, replace(note, text=part), after=behind)
        behind = new_key
    return session


def parts_of(text: str) -> list[str]:
    """Return the parts into which `split_note` cuts a text: paragraphs, else lines."""
    paragraphs = [part for part in _BLANK_LINES.split(text) if part.strip()]
    if len(paragraphs) > 1:
        return paragraphs
    return [line for line in text.split("\n") if line.strip()]


def unsplit(text: str) -> str:
    """Say why the parts of a text cannot become notes, '' if they can."""
    count = len(parts_of(text))
    if count < 2:
        return "One line is one note already."
    if count > MOST_PARTS:
        return f"These would be {count:,} notes; {MOST_PARTS} is the most. Cut it first."
    return ""


def shift_note(session: Session, stage: str, key: str, by: int) -> Session:
    """Move a note up (-1) or down (+1) among the notes of its question."""
    given = answers(session, stage)
    note = given.notes.get(key)
    if note is None:
        return session
    siblings = [other for other, _ in given.of(note.question)]
    position = siblings.index(key) + by
    if not 0 <= position < len(siblings):
        return session
    neighbour = siblings[position]
    rest = {other: n for other, n in given.notes.items() if other != key}
    target = _position(rest, neighbour) + (1 if by > 0 else 0)
    return session.with_answers(stage, replace(given, notes=put_at(given.notes, key, target)))


def move_note(session: Session, stage: str, key: str, question: str) -> Session:
    """Move a note to another question, where it comes last."""
    given = answers(session, stage)
    note = given.notes.get(key)
    if note is None or note.question == question or question not in asks(session, stage).questions:
        return session
    notes = {**given.notes, key: replace(note, question=question)}
    return session.with_answers(stage, replace(given, notes=put_at(notes, key, len(notes))))


def mark_open(session: Session, stage: str, question: str, *, is_open: bool) -> Session:
    """Mark a question as one that the team cannot answer yet, or take the mark away."""
    given = answers(session, stage)
    marked = set(given.open) | {question} if is_open else set(given.open) - {question}
    aside = session.stage(stage).set_aside("questions")
    in_order = tuple(key for key in {**asks(session, stage).questions, **aside} if key in marked)
    return session.with_answers(stage, replace(given, open=in_order))


def _cleaned(note: Note) -> Note:
    """Return a note as we may keep it; one without a word comes back with an empty text."""
    text = clean(note.text)
    return replace(
        note,
        text=text if text.strip() else "",
        evidence=note.evidence.cleaned,
        said_by=clean(note.said_by),
    )


def _position(notes: Mapping[str, Note], key: str) -> int:
    keys = [other for other, _ in ordered(notes)]
    return keys.index(key) if key in keys else len(keys)
