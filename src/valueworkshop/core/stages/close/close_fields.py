"""The questions of the close as fields that one types into: their prompts, texts and edits."""

from dataclasses import replace
from typing import Final, Literal

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError, parse_date
from valueworkshop.core.show.prompt import Prompt
from valueworkshop.core.stages.close.model import TEXTS, answers, asks, change
from valueworkshop.core.text import one_line

_RATINGS: Final[dict[str, Literal[1, 2, 3, 4, 5] | None]] = {
    "": None,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
}


def prompt_of(session: Session, stage: str, field: str) -> Prompt:
    """Return how a question is asked."""
    question = getattr(asks(session, stage), field)
    if field in TEXTS:
        return Prompt(question, many_lines=True)
    if field == "look_again":
        return Prompt(question, "Year-month-day, as in 2026-12-20. Put it in a calendar now.")
    return Prompt(question, "The room's one number: 1 no, 2 hardly, 3 partly, 4 yes, 5 fully.")


def text_of(session: Session, stage: str, field: str) -> str:
    """Return an answer as text."""
    given = getattr(answers(session, stage), field)
    return "" if given is None else str(given)


def changed(session: Session, stage: str, field: str, text: str) -> Session:
    """Set an answer from the text typed for it. Raises TypedError where that does not fit."""
    given = answers(session, stage)
    if field in TEXTS:
        kept = text.strip("\n")  # the empty line from which one goes on is none of it
        return change(session, stage, replace(given, **{field: kept}))  # type: ignore[arg-type]
    if field == "look_again":
        return change(session, stage, replace(given, look_again=parse_date(text)))
    number = one_line(text)
    if number not in _RATINGS:
        message = f"'{number}' is no rating here. Type a whole number from 1 to 5."
        raise TypedError(message)
    return change(session, stage, replace(given, rating=_RATINGS[number]))
