"""The frame in line mode, one field at a time."""

from typing import Final

from valueworkshop.core.session.people import FEWEST_APART, groups_of, same_names_in_words
from valueworkshop.core.stages.frame.model import (
    PROMPTS,
    Field,
    ask_for_names,
    change,
    said_of_names,
    text_of,
)
from valueworkshop.lines.ask_field import Field as Asked
from valueworkshop.lines.ask_field import ask_field
from valueworkshop.lines.talk import Command, Talk

_LABELS: Final = {
    Field.SEGMENTS: "segment",
    Field.COMPETITORS: "competitor",
    Field.PEOPLE: "person",
}


def ask(talk: Talk, _stage: str, at: str) -> None:
    """Ask for one field of the frame."""
    field = Field(at) if at in set(Field) else Field.TITLE
    asked = Asked(
        label=_LABELS.get(field, field.value),
        prompt=PROMPTS[field],
        text=lambda session: text_of(session, field),
        changed=lambda session, text: change(session, field, text, talk.desk.ids),
        commands=[_names(talk)] if field is Field.PEOPLE else [],
    )
    if field is Field.PEOPLE:
        talk.say(f"{said_of_names(talk.session)} /names changes that.")
    ask_field(talk, asked, list(Field).index(field) + 1, len(Field))
    if field is Field.PEOPLE:
        talk.say(*same_names_in_words(talk.session.people))
        small = [group for group, n in groups_of(talk.session.people).items() if n < FEWEST_APART]
        if small:
            talk.say(
                f"Groups of under {FEWEST_APART} people are never shown apart, as they could be "
                f"recognised: {', '.join(small)}."
            )


def _names(talk: Talk) -> Command:
    def choose(_rest: str) -> None:
        session = ask_for_names(talk.session, names=not talk.session.open_votes)
        talk.commit(session, said_of_names(session))

    about = "ask for names beside the answers of votes to come, or not"
    return Command(name="names", about=about, do=choose)
