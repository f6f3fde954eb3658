"""What we know and what we do not: a count, never a score."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Progress, Slip, not_asked
from valueworkshop.core.stages.notes.model import answers, asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """How many of a stage's questions are open, assumed, heard, measured, or not answered yet.

    A question counts by its best-evidenced note; one marked open counts as open whatever was
    noted. The five numbers add up to `total`.
    """

    total: int
    unanswered: int
    open: int
    assumed: int
    heard: int
    measured: int

    @property
    def in_words(self) -> str:
        """The counts as a phrase, without zeros."""
        parts = [
            f"{number} {word}"
            for number, word in (
                (self.measured, "measured"),
                (self.heard, "heard"),
                (self.assumed, "assumed"),
                (self.open, "open"),
                (self.unanswered, "not answered yet"),
            )
            if number
        ]
        return ", ".join(parts) or "nothing asked"


def _read(session: Session, stage: str, segment: str = "") -> tuple[object, ...]:
    return (answers(session, stage), asks(session, stage), segment)


@kept(_read)
def knowledge(session: Session, stage: str, segment: str = "") -> Knowledge:
    """Count a stage's questions by how we know their answers.

    For a segment, by the notes on it and those on no particular one.
    """
    given = answers(session, stage)
    questions = asks(session, stage).questions
    counts: Counter[str] = Counter()
    best: dict[str, Grade] = {}
    for note in given.notes.values():  # once for all questions: there may be thousands
        if segment and note.segment not in ("", segment):
            continue
        grade = best.get(note.question)
        if grade is None or note.evidence.grade.strength > grade.strength:
            best[note.question] = note.evidence.grade
    for question in questions:
        grade = best.get(question)
        if question in given.open:
            counts["open"] += 1
        else:
            counts[grade.value if grade else "unanswered"] += 1
    return Knowledge(
        total=len(questions),
        **{word: counts[word] for word in ("unanswered", "open", "assumed", "heard", "measured")},
    )


def places(session: Session, stage: str) -> list[str]:
    """Return the questions, in the order in which we ask them."""
    return list(asks(session, stage).questions)


def progress(session: Session, stage: str) -> Progress:
    """Count the questions with a note, or marked open: 'we do not know' is an answer."""
    counted = knowledge(session, stage)
    return Progress(counted.total - counted.unanswered, counted.total)


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find notes on questions that are not asked, and groups of such notes."""
    asked, aside = asks(session, stage).questions, session.stage(stage).set_aside("questions")
    for key, note in answers(session, stage).notes.items():
        if note.question not in asked and note.question not in aside:
            yield ("notes", key, "question"), not_asked(note.question, asked)
    for key, group in answers(session, stage).groups.items():
        if group.question not in asked and group.question not in aside:
            yield ("groups", key, "question"), not_asked(group.question, asked)
