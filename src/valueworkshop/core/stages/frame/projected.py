"""The frame on a projector: what is asked, and what stands there. Nobody is named."""

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Part, Said, Shown, points
from valueworkshop.core.stages.frame.model import PROMPTS, Field
from valueworkshop.core.stages.frame.report import took_part


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the field at which the team stands, with what was filled in."""
    del stage
    field = Field(at) if at in list(Field) else Field.TITLE
    return Shown(heading=PROMPTS[field].question, parts=_filled(session, field), latest=True)


def _filled(session: Session, field: Field) -> tuple[Part, ...]:
    match field:
        case Field.SEGMENTS:
            return points(segment.name for _, segment in ordered(session.segments))
        case Field.COMPETITORS:
            return points(rival.name for _, rival in ordered(session.competitors))
        case Field.PEOPLE:
            counted = took_part(session)
            return (Said(text=f"{counted}.", strong=True),) if counted else ()
        case Field.FACILITATOR:
            return ()
        case Field.DATE:
            return (Said(text=session.date.isoformat(), strong=True),) if session.date else ()
        case Field.TITLE | Field.ORGANISATION | Field.OFFER:
            text = str(getattr(session, field.value))
            return (Said(text=text, strong=True),) if text.strip() else ()
