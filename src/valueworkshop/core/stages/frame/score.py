"""How much of the frame is filled in."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.frame.model import Field, text_of
from valueworkshop.core.stages.kind import Progress


def places(_session: Session, _stage: str) -> list[str]:
    """Return the fields, in the order in which they are asked."""
    return [field.value for field in Field]


def progress(session: Session, _stage: str) -> Progress:
    """Count the fields with something in them."""
    return Progress(sum(bool(text_of(session, field)) for field in Field), len(Field))
