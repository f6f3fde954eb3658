"""Where one can stand in a workshop, in order, and what each place is called."""

from valueworkshop.stages.places import places
from valueworkshop.summary.candidates import label
from valueworkshop.workshop.session import Place, Session


def standing(session: Session) -> Place | None:
    """Return the place at which the team stands, or the nearest that there is; None for none."""
    known, here = places(session), session.place
    if here in known:
        return here
    first = known[0] if known else None
    return next((place for place in known if place.stage == here.stage), first)


def name_of_stage(session: Session, stage: str) -> str:
    """Return a stage's letter and title, and which of how many it is: 'Stage 2 of 7: A, …'."""
    plan = session.stage(stage)
    number = list(session.kit.stages).index(stage) + 1
    title = f"{plan.letter}, {plan.title}" if plan.letter else plan.title
    return f"Stage {number} of {len(session.kit.stages)}: {title}"


def name_of(session: Session, place: Place) -> str:
    """Return the words of a question, an item or a field; of a stage without any, its title."""
    if not place.at:
        return session.stage(place.stage).title
    words = label(session, f"{place.stage}/{place.at}")
    if words != f"{place.stage}/{place.at}":
        return words
    asked = getattr(session.stage(place.stage).asks, place.at, "")
    return asked if isinstance(asked, str) and asked else place.at.replace("_", " ")
