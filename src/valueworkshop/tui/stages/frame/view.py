"""The frame, one question at a time. Everything but the title may stay empty."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.session.people import FEWEST_APART, groups_of, same_names_in_words
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.prompt import Prompt
from valueworkshop.core.stages.frame.model import (
    PROMPTS,
    Field,
    ask_for_names,
    change,
    said_of_names,
    text_of,
)
from valueworkshop.core.stages.frame.report import took_part
from valueworkshop.tui.stages.field_view import FieldView
from valueworkshop.tui.widgets.keys import shown_key


class FrameView(FieldView):
    """Asks for title, organisation, date, facilitator, offer, segments, competitors, people."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o,o", "names", "With names", id="frame.names", show=False),
    ]

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

    def show(self, session: Session) -> None:
        """Draw the field, and offer the keys that are its own."""
        super().show(session)
        self.refresh_bindings()

    def overview(self, session: Session) -> Content:
        """Say who takes part when that is asked, else what was given so far."""
        if self.field != Field.PEOPLE or not session.people:
            return super().overview(session)
        small = [group for group, n in groups_of(session.people).items() if n < FEWEST_APART]
        key = shown_key(self, "frame.names")
        other = "makes them secret" if session.open_votes else "asks for names"
        lines = [took_part(session), f"{said_of_names(session)} {key} {other}."]
        if small:
            lines.append("! A group of under 3 is never shown apart: they could be recognised.")
        lines += [f"! {said}" for said in same_names_in_words(session.people)]
        return Content("\n".join(lines))

    def _keep(self) -> bool:
        """Keep the field; where people of one name came in, say what they are called."""
        before = same_names_in_words(self.session.people)
        kept = super()._keep()
        if (said := same_names_in_words(self.session.people)) and said != before:
            self.call_next(self.say, " ".join(said))  # behind the step to the next place
        return kept

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer names where it is asked who takes part."""
        if action == "names":
            return self.field == Field.PEOPLE
        return super().check_action(action, parameters)

    def action_names(self) -> None:
        """Ask for names beside the answers of votes to come, or keep those secret."""
        names = not self.session.open_votes
        self.desk.commit(ask_for_names(self.session, names=names))
        self.say(said_of_names(self.session))
