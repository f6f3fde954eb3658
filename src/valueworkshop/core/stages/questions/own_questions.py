"""The questions of a stage, as a list that a team can change in the room."""

from typing import Any, Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.asked_list import AskedList, Detail
from valueworkshop.core.stages.notes.model import Question, answers


def _new(text: str, near: Any) -> Question:
    """Return a question below the heading of the one that it comes after."""
    return Question(text=text, group=near.group if isinstance(near, Question) else "")


def _notes(session: Session, stage: str, question: str) -> int:
    return sum(note.question == question for note in answers(session, stage).notes.values())


QUESTIONS: Final = AskedList(
    name="questions",
    one="question",
    new=_new,
    details=(Detail(field="group", label="heading", hint="above it; may stay empty"),),
    given=_notes,
    answer=("note", "notes"),
)
