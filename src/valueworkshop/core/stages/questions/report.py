"""The answers to a stage's questions in a report."""

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Paragraph, Quote
from valueworkshop.core.stages.dots.pools import of_question, of_stage
from valueworkshop.core.stages.dots.report import of_pool
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.stages.dots.words import got
from valueworkshop.core.stages.notes.model import DO_NOTHING, Note, answers, asks
from valueworkshop.core.stages.questions.score import knowledge


def section(session: Session, stage: str) -> list[Block]:
    """Return every note under its question, with how it is known; by dots where those were put."""
    given = answers(session, stage)
    counted = knowledge(session, stage)
    if counted.unanswered == counted.total:
        return []
    blocks: list[Block] = [
        Heading(session.stage(stage).title),
        Paragraph(f"Of {_questions(counted.total)}: {counted.in_words}."),
    ]
    for key, question in asks(session, stage).questions.items():
        notes = given.of(key)
        if not notes and key not in given.open:
            continue
        blocks.append(Heading(question.text, level=3))
        blocks += _quotes(session, stage, key, notes)
        if key in given.open:
            blocks.append(Paragraph("Marked open: the team does not know yet."))
        if session.dots:
            blocks += of_pool(session, of_question(session, stage, key))
    return [*blocks, *of_pool(session, of_stage(session, stage))] if session.dots else blocks


def _quotes(
    session: Session, stage: str, question: str, notes: list[tuple[str, Note]]
) -> list[Block]:
    """Return the notes on a question, those with the most dots first."""
    dots = counting(session, About.NOTES, stage, question)
    if dots:
        notes = sorted(notes, key=lambda pair: -dots[pair[0]].dots if pair[0] in dots else 1)
    return [
        Quote(
            note.text,
            " · ".join([*([got(dots[key])] if key in dots else []), origin(session, note)]),
        )
        for key, note in notes
    ]


def _questions(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"


def origin(session: Session, note: Note, *, named: bool = False) -> str:
    """Say how a note is known, whom it is about and, if `named`, who said it."""
    parts = [note.evidence.in_words]
    if note.competitor == DO_NOTHING:
        parts.append("about doing nothing")
    elif note.competitor in session.competitors:
        parts.append(f"about {session.competitors[note.competitor].name}")
    if note.segment in session.segments:
        parts.append(f"for {session.segments[note.segment].name}")
    if named and note.said_by:
        parts.append(f"said by {note.said_by}")
    return " · ".join(parts)
