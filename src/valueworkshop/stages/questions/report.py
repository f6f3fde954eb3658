"""The answers to a stage's questions in a report."""

from valueworkshop.stages.blocks import Block, Heading, Paragraph, Quote
from valueworkshop.stages.questions.model import DO_NOTHING, Note, answers, asks
from valueworkshop.stages.questions.score import knowledge
from valueworkshop.workshop.session import Session


def section(session: Session, stage: str) -> list[Block]:
    """Return every note under its question, with how it is known."""
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
        blocks += [Quote(note.text, origin(session, note)) for _, note in notes]
        if key in given.open:
            blocks.append(Paragraph("Marked open: the team does not know yet."))
    return blocks


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
