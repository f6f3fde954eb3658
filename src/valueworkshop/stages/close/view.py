"""The close, one question at a time."""

from collections.abc import Sequence
from dataclasses import replace

from valueworkshop.stages.close.model import TEXTS, answers, asks, change
from valueworkshop.stages.close.score import PLACES
from valueworkshop.stages.prompt import Prompt
from valueworkshop.widgets.field_view import FieldView
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import one_line
from valueworkshop.workshop.typed import parse_date

_RATINGS = {"": None, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


class CloseView(FieldView):
    """Asks for surprises, what to stop, decisions, the date to look again, and a rating."""

    def fields(self) -> Sequence[str]:
        """Return the fields of the close."""
        return PLACES

    def prompt(self, field: str) -> Prompt:
        """Return how a field is asked for."""
        question = getattr(asks(self.session, self.stage), field)
        if field in TEXTS:
            return Prompt(question, many_lines=True)
        if field == "look_again":
            return Prompt(question, "Year-month-day, as in 2026-12-20. Put it in a calendar now.")
        return Prompt(question, "The room's one number: 1 no, 2 hardly, 3 partly, 4 yes, 5 fully.")

    def text_of(self, session: Session, field: str) -> str:
        """Return a field as text."""
        given = getattr(answers(session, self.stage), field)
        return "" if given is None else str(given)

    def changed(self, session: Session, field: str, text: str) -> Session:
        """Return the session with a field changed."""
        given = answers(session, self.stage)
        if field in TEXTS:
            return change(session, self.stage, replace(given, **{field: text}))  # type: ignore[arg-type]
        if field == "look_again":
            return change(session, self.stage, replace(given, look_again=parse_date(text)))
        number = one_line(text)
        if number not in _RATINGS:
            message = f"'{number}' is no rating here. Type a whole number from 1 to 5."
            raise ValueError(message)
        rated = replace(given, rating=_RATINGS[number])  # type: ignore[arg-type]
        return change(session, self.stage, rated)

    def short(self, field: str) -> str:
        """Return the word by which the overview names a field."""
        return {"look_again": "Look again", "stop": "We stop"}.get(field, field.capitalize())
