"""How each kind of stage is asked in line mode: a module for each, by the name of the kind."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

from valueworkshop.core.session.session import Session
from valueworkshop.lines.talk import Talk


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask what belongs to one place of a stage, and return when the team goes on."""
    _of_kind(talk.session, stage).ask(talk, stage, at)


def told(session: Session, stage: str) -> list[str]:
    """Return how a stage stands as lines to read; none where a kind has only its report."""
    of_kind: Callable[[Session, str], list[str]] | None
    of_kind = getattr(_of_kind(session, stage), "told", None)
    return of_kind(session, stage) if of_kind else []


def _of_kind(session: Session, stage: str) -> ModuleType:
    """Return the module of a stage's kind, loaded when it is first needed."""
    return import_module(f"{__name__}.{session.stage(stage).kind}")
