"""Every stage described, whatever its kind: what front ends draw and exports write.

A kind describes itself in `core/stages/<kind>/show.py`. `core/summary/show.py` describes the stage
that sums up all others, as it needs to know them.
"""

from typing import TYPE_CHECKING, Any

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import Act, Here, Place
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.kind import Kind, Trait

if TYPE_CHECKING:  # what only a report and a projector need is not for each start
    from valueworkshop.core.show.blocks import Block, Sight
    from valueworkshop.core.stages.dots.pools import Pool


def place(session: Session, stage: str, at: str) -> Place:
    """Return what a place of a stage asks, and what you can do there."""
    found: Place = _show(_kind(session, stage)).place(_here(session, stage), at)
    return found


def told(session: Session, stage: str) -> "list[Block]":
    """Return what there is to read of a stage; nothing if nothing was answered."""
    blocks: list[Block] = _show(_kind(session, stage)).told(_here(session, stage))
    return blocks


def told_at(session: Session, stage: str, at: str) -> "list[Sight]":
    """Return what there is to see at a place of a stage."""
    found: list[Sight] = _show(_kind(session, stage)).told_at(_here(session, stage), at)
    return found


def together(session: Session, stage: str) -> "list[Sight]":
    """Return what there is to see of a whole stage once all of it is revealed; else nothing."""
    found = getattr(_show(_kind(session, stage)), "together", None)
    return list(found(_here(session, stage))) if found else []


def dot_pools(session: Session, stage: str, at: str) -> "tuple[Pool, ...]":
    """Return what people can put dots on at a place, the nearest first; nothing at most places."""
    found = getattr(_show(_kind(session, stage)), "dot_pools", None)
    return tuple(found(_here(session, stage), at)) if found else ()


def acts(kind: str) -> tuple[Act, ...]:
    """Return all that you can do in stages of a kind, as it describes itself."""
    found: tuple[Act, ...] = getattr(_show(KINDS[kind]), "ACTS", ())
    return found


def _kind(session: Session, stage: str) -> Kind:
    return KINDS[session.stage(stage).kind]


def _here(session: Session, stage: str) -> Here[Any, Any]:
    return _kind(session, stage).here(session, stage)


def _show(kind: Kind) -> Any:
    """Return the module that describes a kind, loaded when it is needed."""
    if Trait.SUMS_UP not in kind.traits:
        return kind.show
    from valueworkshop.core.summary import show  # noqa: PLC0415 - it loads the scores of all kinds

    return show
