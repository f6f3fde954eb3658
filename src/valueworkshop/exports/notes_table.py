"""The notes of a workshop as a table for spreadsheets and other programs: one note a row.

The columns:

    session, title, date                id, title and date (year-month-day or nothing)
    stage, stage_title, question, question_text
                                        where it was written: the ids of the kit, and the words
    group                               the name of the group that it was gathered into, or nothing
    note                                its words
    grade, source, when, said_by        how we know it, as far as somebody said so
"""

from collections.abc import Iterator
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes.groups import gathered
from valueworkshop.core.stages.notes.model import Answers, Note, answers, asks
from valueworkshop.exports.csv import Row, written

COLUMNS: Final = (
    *("session", "title", "date", "stage", "stage_title", "question", "question_text"),
    *("group", "note", "grade", "source", "when", "said_by"),
)


def table(session: Session) -> str:
    """Return all notes as CSV by RFC 4180, group by group, with a row of names first."""
    about = (session.id, session.title, session.date.isoformat() if session.date else "")
    return written(COLUMNS, ((*about, *row) for row in _rows(session)))


def _rows(session: Session) -> Iterator[Row]:
    for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS):
        given, title = answers(session, stage), session.stage(stage).title
        for question, asked in asks(session, stage).questions.items():
            for group, note in _in_groups(given, question):
                known = note.evidence
                yield (
                    *(stage, title, question, asked.text, group, note.text),
                    *(known.grade.value, known.source, known.when, note.said_by),
                )


def _in_groups(given: Answers, question: str) -> Iterator[tuple[str, Note]]:
    """Yield the name of the group, '' for none, and the note."""
    found = gathered(given, question)
    if not found:
        yield from (("", note) for _, note in given.of(question))
    for group in found:
        yield from ((group.name if group.key else "", note) for _, note in group.notes)
