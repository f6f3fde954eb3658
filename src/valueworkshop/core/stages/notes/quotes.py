"""Notes as quotes for what people rate: what a note can be a quote for.

A note is a quote because somebody said so. We never guess it from words, and it changes no number.
"""

from collections.abc import Iterator

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import Answers
from valueworkshop.core.stages.votes import model as votes


def quotable(session: Session) -> dict[str, votes.Item]:
    """Return all items that people rate, in order, by 'stage/item' as in `Note.about`."""
    return {
        f"{stage}/{key}": item
        for stage in votes.voted(session)
        for key, item in votes.asks(session, stage).items.items()
    }


def untied(session: Session) -> Iterator[tuple[str, str, str]]:
    """Yield stage and id of each note that is a quote for something nobody rates, and its `about`.

    Such a note counts as a quote for nothing until its item is back.
    """
    tied = [
        (stage, key, note.about)
        for stage, given in session.answers.items()
        if isinstance(given, Answers)
        for key, note in given.notes.items()
        if note.about
    ]
    known = quotable(session) if tied else {}
    yield from (each for each in tied if each[2] not in known)
