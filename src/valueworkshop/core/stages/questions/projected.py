"""A question on a projector: the notes, and how each is known. Neither probes nor who said it."""

from typing import Final

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Part, Point, Said, Shown
from valueworkshop.core.stages.dots.pools import of_open, of_question, of_stage, running
from valueworkshop.core.stages.dots.projected import came_of, under_way, voting
from valueworkshop.core.stages.dots.score import Result, counting
from valueworkshop.core.stages.notes.model import Note, Question, answers, asks

_LETTERS: Final = {Grade.ASSUMED: "A", Grade.HEARD: "H", Grade.MEASURED: "M"}


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the question at which the team stands, with its notes, the latest in sight.

    After a dot vote those with the most dots come first, with their dots. A vote on more than this
    question is shown instead while it goes on; what came of it stands below the notes.
    """
    asked, given = asks(session, stage).questions, answers(session, stage)
    key = at if at in asked else next(iter(asked), "")
    wider = (of_stage(session, stage), of_open(session))
    here = running(session, [of_question(session, stage, key)])
    if not here and (vote := running(session, wider)):
        return under_way(session, vote)
    question = asked.get(key, Question(text="Nothing is asked here"))
    dots = counting(session, About.NOTES, stage, key)
    notes = given.of(key)
    if dots:
        notes = sorted(notes, key=lambda pair: -dots[pair[0]].dots if pair[0] in dots else 1)
    parts: list[Part] = [
        Point(text=note.text, mark=_mark(note, dots.get(other))) for other, note in notes
    ]
    if key in given.open:
        parts.append(Said(text="We do not know yet.", strong=True))
    if session.dots:
        parts += came_of(session, wider) + voting(session, [of_question(session, stage, key)])
    return Shown(heading=question.text, above=question.group, parts=tuple(parts), latest=not dots)


def _mark(note: Note, result: Result | None) -> str:
    """Return the dots of a note, or the letter of its grade where none were put."""
    return str(result.dots) if result else _LETTERS[note.evidence.grade]
