"""Every edit of silent writing, all pure. What the room has seen are notes like all others.

Each person has a sheet under a random id, at the keyboard and elsewhere: `sheet_for` gives theirs
to somebody in the list.
"""

from collections.abc import Container
from dataclasses import dataclass, replace

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session import silent_writing
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import SPACING, last
from valueworkshop.core.session.people import Person, called, next_in_turn, taking_part
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.silent_writing import (
    Sheet,
    SilentNote,
    SilentRound,
    shown_key,
)
from valueworkshop.core.stages.notes.model import Note, answers, asks


def begin(session: Session, key: str, stage: str, at: str) -> Session:
    """Begin to write on a question, under the new id `key`, without names.

    Nothing changes if people write on it already, or if nobody asks it.
    """
    if running(session, stage, at) or not may_begin(session, stage, at):
        return session
    begun = SilentRound(stage=stage, at=at, order=last(session.silent))
    return replace(session, silent={**session.silent, key: begun})


def may_begin(session: Session, stage: str, at: str) -> bool:
    """Whether people can write notes there."""
    return stage in session.kit.stages and at in asks(session, stage).questions


def is_shown(session: Session, key: str) -> bool:
    """Whether the room has seen the notes of a round."""
    return session.revealed.get(shown_key(key), False)


def running(session: Session, stage: str, at: str) -> str:
    """Return the id of the round on a question of which the room has not seen all, '' for none."""
    return silent_writing.running(session.silent, session.revealed, stage, at)


def waits(session: Session, key: str) -> bool:
    """Whether notes were written that the room has not seen."""
    return any(sheet.notes for sheet in session.silent[key].sheets.values())


def name_them(session: Session, key: str, *, named: bool) -> Session:
    """Say whether each note will carry the name of its writer.

    Once somebody has begun to write, that stays as it is: they were promised it.
    """
    found = session.silent.get(key)
    if found is None or found.begun:
        return session
    return _with(session, key, replace(found, named=named))


def drop(session: Session, key: str) -> Session:
    """Remove a round that the room has not seen, with all notes on its sheets."""
    if is_shown(session, key):
        return session
    return replace(session, silent={k: each for k, each in session.silent.items() if k != key})


def writers(session: Session) -> list[tuple[str, Person]]:
    """Return the (id, person) pairs of those who write, in order: all but observers."""
    return taking_part(session.people)


def awaited(session: Session, key: str) -> list[str]:
    """Return the ids of those who have not handed their sheet on, in order."""
    found = session.silent[key]
    return [person for person, _ in writers(session) if not found.sheet_of(person).done]


def next_up(session: Session, key: str, before: str = "", skipped: Container[str] = ()) -> str:
    """Return who writes next: the first awaited after `before`, then from the top; '' for nobody.

    It passes over those in `skipped`.
    """
    return next_in_turn(session.people, awaited(session, key), before, skipped)


def sheet_for(session: Session, key: str, person: str, ids: Ids) -> tuple[Session, str]:
    """Return the session in which a person has a sheet, and the random id of that sheet.

    The id is '' if there is no such round.
    """
    found = session.silent.get(key)
    if found is None:
        return session, ""
    writer = found.writers.get(person) or ids()
    known = {**found.writers, person: writer}
    sheets = {**found.sheets, writer: found.sheets.get(writer, Sheet())}
    return _with(session, key, replace(found, writers=known, sheets=sheets)), writer


def write(session: Session, key: str, writer: str, note: str, text: str) -> Session:
    """Keep a text as the note `note` on a sheet; a text without a word takes the note away.

    The sheet begins with its first note. If there is no such round, nothing changes.
    """
    found = session.silent.get(key)
    if found is None or not writer:
        return session
    sheet, text = found.sheets.get(writer, Sheet()), clean(text)
    notes = {other: each for other, each in sheet.notes.items() if other != note or text.strip()}
    if text.strip():
        before = notes.get(note)
        order = before.order if before else last(notes)
        notes[note] = SilentNote(text=text, order=order)
    return _with_sheet(session, key, writer, replace(sheet, notes=notes))


def hand_on(session: Session, key: str, writer: str) -> Session:
    """Say that somebody has written what they wanted to; without a note, that they have none."""
    found = session.silent.get(key)
    if found is None or not writer:
        return session
    sheet = found.sheets.get(writer, Sheet())
    return _with_sheet(session, key, writer, replace(sheet, done=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What a showing does to a session, and to all its undo and redo steps: see `Desk.part`.

    Who wrote what is gone from all of them, and no undo takes a note away that the room has seen.
    """

    key: str
    shown: SilentRound
    notes: dict[str, Note]

    def __call__(self, session: Session) -> Session:
        """Return a session in which the room has seen the notes."""
        stage, at = self.shown.stage, self.shown.at
        if may_begin(session, stage, at):
            given = answers(session, stage)
            session = session.with_answers(
                stage, replace(given, notes={**self.notes, **given.notes})
            )
        revealed = {**session.revealed, shown_key(self.key): True}
        silent = {**session.silent, self.key: self.shown}
        return replace(session, revealed=revealed, silent=silent)


def showing(session: Session, key: str) -> Showing | None:
    """Return how to show the notes of a round; None if there is no such round.

    Notes come in the order of their random ids, which tells nothing of who wrote them or when.
    """
    found = session.silent.get(key)
    if found is None or not may_begin(session, found.stage, found.at):
        return None
    names = called(session.people) if found.named else {}
    by = {writer: one_line(names.get(person, "")) for person, writer in found.writers.items()}
    written = sorted(
        (note, each.text, by.get(writer, ""))
        for writer, sheet in found.sheets.items()
        for note, each in sheet.notes.items()
    )
    first = last(answers(session, found.stage).notes)
    notes = {
        note: Note(question=found.at, text=text, said_by=name, order=first + number * SPACING)
        for number, (note, text, name) in enumerate(written)
    }
    return Showing(key=key, shown=replace(found, sheets={}, writers={}), notes=notes)


def _with_sheet(session: Session, key: str, writer: str, sheet: Sheet) -> Session:
    found = session.silent[key]
    return _with(session, key, replace(found, sheets={**found.sheets, writer: sheet}))


def _with(session: Session, key: str, found: SilentRound) -> Session:
    return replace(session, silent={**session.silent, key: found})
