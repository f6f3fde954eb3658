"""The close in line mode, one question at a time."""

from valueworkshop.plain.asking import Field, ask_field
from valueworkshop.plain.talk import Talk
from valueworkshop.stages.close.fields import changed, prompt_of, text_of
from valueworkshop.stages.close.score import PLACES


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask one question of the close."""
    name = at if at in PLACES else PLACES[0]
    field = Field(
        label={"look_again": "date", "rating": "rating"}.get(name, "line"),
        prompt=prompt_of(talk.session, stage, name),
        text=lambda session: text_of(session, stage, name),
        changed=lambda session, text: changed(session, stage, name, text),
    )
    ask_field(talk, field, PLACES.index(name) + 1, len(PLACES))
