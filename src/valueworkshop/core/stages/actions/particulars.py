"""What to say about an action so that it happens, in the order in which the team agrees it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import day_in
from valueworkshop.core.stages.agreed.model import Action, Status, asks

FIRST_STEP_DAYS: Final = 14
"""A first step happens within this many days from today."""

_NO_WORD: Final = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """One thing to say about an action.

    `name` is its field in `Action`, `label` the word for it, `hint` how to fill it. `choices` are
    words to choose from, by value, with one for '' if it may stay empty; None if you type it. If it
    is `open`, you can also type another word.
    """

    name: str
    label: str
    hint: str
    choices: Mapping[str, str] | None = None
    open: bool = False


def particulars(
    session: Session, stage: str, action: Action, closable: Mapping[str, str], today: dt.date
) -> list[Particular]:
    """Return what to ask of an action; `closable` are the candidates that it can close."""
    plan, people = asks(session, stage), session.people.values()
    functions = (*plan.functions, *(person.function for person in people), action.function)
    first_by = today + dt.timedelta(days=FIRST_STEP_DAYS)
    return [
        Particular(name="title", label="what", hint="begin with a verb"),
        Particular(
            name="closes",
            label="closes gap",
            hint="which gap or question",
            choices={"": "nothing named", **closable},
        ),
        Particular(name="owner", label="owner", hint="one name or role"),
        Particular(
            name="function",
            label="function",
            hint="product, sales, support …",
            choices=_words(*functions),
            open=True,
        ),
        Particular(
            name="first_step",
            label="first step",
            hint=f"something small, by {first_by.isoformat()}",
        ),
        Particular(name="due", label="due", hint="15 Jan, next Friday, in 2 weeks …"),
        Particular(name="success", label="success shows", hint="what we will see"),
        Particular(
            name="serves",
            label="serves",
            hint="what it serves",
            choices=_words(*plan.outcomes, action.serves),
            open=True,
        ),
        Particular(
            name="status",
            label="status",
            hint="how far it is",
            choices={status.value: status.value for status in Status},
        ),
    ]


def said_of(action: Action, name: str) -> str:
    """Return what an action says, as a text that can be typed, or as the value of a choice."""
    value = getattr(action, name)
    match value:
        case tuple():
            return "\n".join(value)
        case dt.date():
            return value.isoformat()
    return str(value or "")


def say(action: Action, name: str, text: str, today: dt.date) -> Action:
    """Return an action with another text in one field. Raises TypedError if that is no day."""
    match name:
        case "due":
            return replace(action, due=day_in(text, today))
        case "closes":
            return replace(action, closes=tuple(key for key in text.split("\n") if key))
        case "status":
            return replace(action, status=Status(text))
    return replace(action, **{name: one_line(text)})  # type: ignore[arg-type]


def _words(*words: str) -> dict[str, str]:
    return {"": _NO_WORD, **{word: word for word in words if word}}
