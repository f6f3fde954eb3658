"""A question on a projector: the notes, and how each is known. Neither probes nor who said it."""

from typing import Final

from valueworkshop.stages.projected import Part, Point, Said, Shown
from valueworkshop.stages.questions.model import Question, answers, asks
from valueworkshop.workshop.evidence import Grade
from valueworkshop.workshop.session import Session

_LETTERS: Final = {Grade.ASSUMED: "A", Grade.HEARD: "H", Grade.MEASURED: "M"}


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the question at which the team stands, with its notes, the latest in sight."""
    asked, given = asks(session, stage).questions, answers(session, stage)
    key = at if at in asked else next(iter(asked), "")
    question = asked.get(key, Question(text="Nothing is asked here"))
    parts: list[Part] = [
        Point(text=note.text, mark=_LETTERS[note.evidence.grade]) for _, note in given.of(key)
    ]
    if key in given.open:
        parts.append(Said(text="We do not know yet.", strong=True))
    return Shown(heading=question.text, above=question.group, parts=tuple(parts), latest=True)
