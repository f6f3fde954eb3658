"""Notes as quotes for what people rate: which note is a quote for which item.

A note is a quote because somebody said so. We never guess it from words, and it changes no number.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import Done
from valueworkshop.core.stages.notes.model import Answers, Note, answers, asks, change_note
from valueworkshop.core.stages.votes import model as votes

Quotes: TypeAlias = Mapping[str, tuple[tuple[str, Note], ...]]
"""The (id, note) pairs for each item that has any, by 'stage/item'."""


NOTHING_RATED: Final = "This workshop rates nothing, so a note cannot be a quote for anything."
NO_NOTES: Final = "There are no notes yet."


def quotable(session: Session) -> dict[str, votes.Item]:
    """Return all items that people rate, in order, by 'stage/item' as in `Note.about`."""
    return {
        f"{stage}/{key}": item
        for stage in votes.voted(session)
        for key, item in votes.asks(session, stage).items.items()
    }


def quoted(session: Session, about: str) -> votes.Item | None:
    """Return the item that a note with this `about` is a quote for, None for nothing."""
    stage, _, key = about.partition("/")
    if stage not in session.kit.stages:
        return None
    return votes.asks(session, stage).items.get(key)


def tie(session: Session, stage: str, key: str, about: str) -> Done:
    """Make a note a quote for an item; for '', a quote for nothing."""
    note = answers(session, stage).notes.get(key)
    if note is None or note.about == about:
        return Done(session)
    item = quoted(session, about)
    said = f"Quote for “{one_line(item.text)}”." if item else "No longer a quote for anything."
    return Done(change_note(session, stage, key, replace(note, about=about)), said)


def tie_or_untie(session: Session, stage: str, key: str, about: str) -> Done:
    """Make a note a quote for an item; if it is one already, a quote for nothing."""
    note = answers(session, stage).notes.get(key)
    return tie(session, stage, key, "" if note and note.about == about else about)


def all_notes(session: Session) -> list[tuple[str, str, Note]]:
    """Return stage, id and note of all notes, by question in the order in which we ask."""
    return [
        (stage, key, note)
        for stage in session.kit.stages
        for question in asks(session, stage).questions
        for key, note in answers(session, stage).of(question)
    ]


def quotes(session: Session) -> Quotes:
    """Return the quotes for each item: what is known best first, and of that the newest.

    Measured comes before heard, and heard before assumed; of one grade, that with source and date.
    Items come in order. An item without a quote is not there, nor are quotes for items that nobody
    rates.
    """
    found: dict[str, list[tuple[str, Note]]] = defaultdict(list)
    for _, key, note in _tied(session):
        found[note.about].append((key, note))
    for pairs in found.values():
        pairs.reverse()
        pairs.sort(key=_evidence, reverse=True)
    known = quotable(session) if found else {}
    return {about: tuple(found[about]) for about in known if about in found}


def untied(session: Session) -> Iterator[tuple[str, str, str]]:
    """Yield stage and id of each note that is a quote for something nobody rates, and its `about`.

    Such a note counts as a quote for nothing until its item is back.
    """
    tied = [(stage, key, note.about) for stage, key, note in _tied(session)]
    known = {*quotable(session), *_set_aside(session)} if tied else set()
    yield from (each for each in tied if each[2] not in known)


def _set_aside(session: Session) -> Iterator[str]:
    """Yield each item that the team set aside, as 'stage/item'."""
    for stage in votes.voted(session):
        yield from (f"{stage}/{item}" for item in session.stage(stage).set_aside("items"))


def _tied(session: Session) -> Iterator[tuple[str, str, Note]]:
    """Yield stage, id and note of each note that is a quote for something, oldest first."""
    for stage in session.kit.stages:
        given = session.answers.get(stage)
        if isinstance(given, Answers):
            asked = asks(session, stage).questions
            tied = (pair for pair in ordered(given.notes) if pair[1].about)
            yield from ((stage, key, note) for key, note in tied if note.question in asked)


def _evidence(pair: tuple[str, Note]) -> tuple[int, bool]:
    evidence = pair[1].evidence
    return evidence.grade.strength, evidence.complete
