"""Was it worth the time: what a workshop says of it as a whole, for its last page and over time."""

from collections.abc import Mapping
from typing import Any

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.close.worth import Worth, in_words, plain, worth
from valueworkshop.core.stages.kind import Trait


def worth_of(session: Session) -> Worth | None:
    """Return what the room said of its time, None for nothing."""
    return worth(session, stage) if (stage := said_in(session)) else None


def said_in(session: Session) -> str:
    """Return the first close of which the room has seen something, '' for none."""
    return next((key for key in _closes(session) if worth(session, key)), "")


def worth_in_sentences(session: Session) -> list[str]:
    """Say it of each close of which there is something to say."""
    return [said for key in _closes(session) if (said := in_words(session, key))]


def worth_as_values(session: Session) -> Mapping[str, Any] | None:
    """Return it as plain values, None for nothing."""
    return plain(worth_of(session))


def _closes(session: Session) -> list[str]:
    return stages_with(session.kit, Trait.ENDS_WORKSHOP)
