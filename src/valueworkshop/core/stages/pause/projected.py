"""A break on a projector: how long it is."""

from valueworkshop.core.session import schedule
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Number, Part, Shown, sentences


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return when the break is over if it runs, else its minutes."""
    del at
    plan = session.stage(stage)
    minutes = schedule.minutes(session, stage)
    if session.timing.back:
        back = Number(text=session.timing.back, words="is when we go on")
        return Shown(heading=plan.title, parts=(back, *sentences([plan.intro])))
    parts: list[Part] = [Number(text=str(minutes), words="minutes")] if minutes else []
    return Shown(heading=plan.title, parts=(*parts, *sentences([plan.intro])))
