"""What facilitators note for themselves at a stage. It is in the file, and nowhere else."""

from dataclasses import replace
from typing import Final

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Session

HEADING: Final = "Your own note"
"""The heading above it."""


def note_of(session: Session, stage: str) -> str:
    """Return the facilitator's own note at a stage, '' for none."""
    return session.facilitator_notes.get(stage, "")


def note(session: Session, stage: str, text: str) -> Session:
    """Set that note; an empty text removes it. Nothing is kept for a stage that does not exist."""
    if stage not in session.kit.stages:
        return session
    notes = {key: said for key, said in session.facilitator_notes.items() if key != stage}
    if cleaned := clean(text).strip():
        notes[stage] = cleaned
    return replace(session, facilitator_notes=notes)


def without_notes(session: Session) -> Session:
    """Return the session as you may pass it on: without any such note."""
    return replace(session, facilitator_notes={}) if session.facilitator_notes else session
