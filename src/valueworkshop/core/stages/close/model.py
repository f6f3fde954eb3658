"""The close: what surprised us, what we stop, what we decided, when we look again."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The wording of the five questions."""

    surprises: str = "What surprised us?"
    stop: str = "What do we stop doing?"
    decisions: str = "What did we decide?"
    look_again: str = "When do we look at this again?"
    rating: str = "Was this session worth the time?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the team said at the close. `rating` goes from 1 (no) to 5 (yes, completely)."""

    surprises: str = ""
    stop: str = ""
    decisions: str = ""
    look_again: dt.date | None = None
    rating: Literal[1, 2, 3, 4, 5] | None = None


TEXTS = ("surprises", "stop", "decisions")


def asks(session: Session, stage: str) -> Asks:
    """Return what the stage asks."""
    return session.asked(stage, Asks)


def answers(session: Session, stage: str) -> Answers:
    """Return what the team said, empty if nothing."""
    return session.given(stage, Answers)


def change(session: Session, stage: str, given: Answers) -> Session:
    """Replace what the team said at the close."""
    given = replace(
        given,
        surprises=clean(given.surprises),
        stop=clean(given.stop),
        decisions=clean(given.decisions),
    )
    return session.with_answers(stage, given)
