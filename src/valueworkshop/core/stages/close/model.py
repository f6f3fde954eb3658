"""The close: what surprised us, what we stop, what we decided, when we look again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Session

Point: TypeAlias = Literal[1, 2, 3, 4, 5]


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
    """What the team said at the close.

    `ballots` holds what each person said to the rating, 1 (no) to 5 (fully), by a random id;
    `rating` is the room's one number, which workshops had before.
    """

    surprises: str = ""
    stop: str = ""
    decisions: str = ""
    look_again: dt.date | None = None
    rating: Point | None = None
    ballots: Mapping[str, Point] = field(default_factory=dict)


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
