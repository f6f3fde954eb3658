"""The frame, one question at a time. Everything but the title may stay empty."""

from collections.abc import Sequence

from textual.content import Content

from valueworkshop.stages.frame.model import (
    FEWEST_APART,
    PROMPTS,
    Field,
    change,
    groups_of,
    text_of,
)
from valueworkshop.stages.frame.report import took_part
from valueworkshop.stages.prompt import Prompt
from valueworkshop.widgets.field_view import FieldView
from valueworkshop.workshop.session import Session


class FrameView(FieldView):
    """Asks for title, organisation, date, facilitator, offer, segments, competitors, people."""

    def fields(self) -> Sequence[str]:
        """Return the fields of the frame."""
        return [field.value for field in Field]

    def prompt(self, field: str) -> Prompt:
        """Return how a field is asked for."""
        return PROMPTS[Field(field)]

    def text_of(self, session: Session, field: str) -> str:
        """Return a field as text."""
        return text_of(session, Field(field))

    def changed(self, session: Session, field: str, text: str) -> Session:
        """Return the session with a field changed."""
        return change(session, Field(field), text, self.desk.ids)

    def overview(self, session: Session) -> Content:
        """Say who takes part when that is asked, else what was given so far."""
        if self.field != Field.PEOPLE or not session.people:
            return super().overview(session)
        small = [group for group, n in groups_of(session).items() if n < FEWEST_APART]
        lines = [took_part(session)]
        if small:
            lines.append("! A group of under 3 is never shown apart: they could be recognised.")
        return Content("\n".join(lines))
