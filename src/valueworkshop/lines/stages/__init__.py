"""How line mode asks for stages and reads them: as the kind describes them, or by a module here."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from valueworkshop.core import description
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.votes.model import VotedOn
from valueworkshop.lines.ask_asked import list_asked
from valueworkshop.lines.ask_custom_items import ask_item
from valueworkshop.lines.ask_field import restart
from valueworkshop.lines.ask_place import ask_place
from valueworkshop.lines.read_aloud import read_aloud
from valueworkshop.lines.revealed_words import told_stage
from valueworkshop.lines.talk import Talk


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for everything at one place of a stage, and return when the team goes on."""
    if talk.listing == stage and KINDS[talk.session.stage(stage).kind].lists:
        talk.listing = ""
        list_asked(talk, stage)
        restart("")
    if own := _own(talk.session, stage):
        own.ask(talk, stage, at)
    elif isinstance(talk.session.stage(stage).asks, VotedOn):
        ask_item(talk, stage, at)
    else:
        ask_place(talk, stage, at)


def told(session: Session, stage: str) -> list[str]:
    """Return the current state of a stage as lines to read."""
    own = _own(session, stage)
    if own and hasattr(own, "told"):
        lines: list[str] = own.told(session, stage)
        return lines or read_aloud(description.told(session, stage))
    if isinstance(session.stage(stage).asks, VotedOn):
        return told_stage(session, stage)
    return read_aloud(description.told(session, stage))


def _own(session: Session, stage: str) -> ModuleType | None:
    """Return the module of a kind that asks in its own way, loaded on demand."""
    name = f"{__name__}.{session.stage(stage).kind}"
    return import_module(name) if find_spec(name) else None
