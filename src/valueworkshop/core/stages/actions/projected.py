"""The actions on a projector: what will be done and by when. Nobody is named."""

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Part, Point, Said, Shown, sentences
from valueworkshop.core.stages.actions.score import advice, lacking
from valueworkshop.core.stages.agreed.model import Action, Status, answers
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.dots.projected import vote


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the actions that the team agreed; while it chooses, what it votes on with dots."""
    if at != "act":
        pool = Pool(about=About.CANDIDATES, title="", texts={}, stage=stage)
        if parts_of_vote := vote(session, pool):
            return Shown(heading="What do we work on?", parts=parts_of_vote)
    agreed = [
        action
        for _, action in answers(session, stage).in_order
        if action.status is not Status.DROPPED
    ]
    parts: list[Part] = [Point(text=_told(action), mark=_mark(action)) for action in agreed]
    if not parts:
        parts.append(Said(text="What will we do, and by when?"))
    else:
        parts += sentences(text for text in advice(session, stage, len(agreed)))
    return Shown(heading="What we will do", parts=tuple(parts), latest=True)


def _told(action: Action) -> str:
    due = f"by {action.due.isoformat()}" if action.due else "no date yet"
    if action.status is Status.DONE:
        return f"{action.title} (done)"
    owner = ", no owner yet" if "an owner" in lacking(action) else ""
    return f"{action.title} ({due}{owner})"


def _mark(action: Action) -> str:
    return "!" if lacking(action) else "·"
