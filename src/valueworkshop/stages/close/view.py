"""The close, one question at a time."""

from collections.abc import Sequence

from valueworkshop.stages.close.fields import changed, prompt_of, text_of
from valueworkshop.stages.close.score import PLACES
from valueworkshop.stages.prompt import Prompt
from valueworkshop.widgets.field_view import FieldView
from valueworkshop.workshop.session import Session


class CloseView(FieldView):
    """Asks for surprises, what to stop, decisions, the date to look again, and a rating."""

    def fields(self) -> Sequence[str]:
        """Return the fields of the close."""
        return PLACES

    def prompt(self, field: str) -> Prompt:
        """Return how a field is asked for."""
        return prompt_of(self.session, self.stage, field)

    def text_of(self, session: Session, field: str) -> str:
        """Return a field as text."""
        return text_of(session, self.stage, field)

    def changed(self, session: Session, field: str, text: str) -> Session:
        """Return the session with a field changed."""
        return changed(session, self.stage, field, text)

    def short(self, field: str) -> str:
        """Return the word by which the overview names a field."""
        return {"look_again": "Look again", "stop": "We stop"}.get(field, field.capitalize())
