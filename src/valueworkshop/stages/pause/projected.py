"""A break on a projector: how long it is."""

from valueworkshop.stages.projected import Number, Part, Shown, sentences
from valueworkshop.workshop import schedule
from valueworkshop.workshop.session import Session


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the minutes of the break."""
    del at
    plan = session.stage(stage)
    minutes = schedule.minutes(session, stage)
    parts: list[Part] = [Number(text=str(minutes), words="minutes")] if minutes else []
    return Shown(heading=plan.title, parts=(*parts, *sentences([plan.intro])))
