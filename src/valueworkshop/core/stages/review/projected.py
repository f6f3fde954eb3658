"""What became of last time, on a projector. Nobody is named, and no reason is told."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Part, Point, Said, Shown
from valueworkshop.core.stages.agreed.last_time import in_words
from valueworkshop.core.stages.agreed.promises import answers, asks, through
from valueworkshop.core.stages.review.score import ACTIONS, ASSUMPTIONS
from valueworkshop.core.stages.review.words import DECIDED


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the actions, or what was assumed, each with what was said of it."""
    given, plan = answers(session, stage), asks(session, stage)
    if at == ASSUMPTIONS:
        assumed: list[Part] = [
            Point(text=each.text, mark="·")
            if each.outcome is None
            else Point(text=f"{each.text} ({each.outcome.value})", mark="✓")
            for _, each in given.assumed
        ]
        return Shown(heading=plan.assumptions, parts=tuple(assumed))
    promised: list[Part] = [
        Point(text=promise.was.title, mark="·")
        if promise.decision is None
        else Point(text=f"{promise.was.title} ({DECIDED[promise.decision]})", mark="✓")
        for _, promise in given.promises
    ]
    if promised:
        promised.append(Said(text=f"{in_words(through(session, stage))}."))
    else:
        promised.append(Said(text="Nothing was left open last time."))
    return Shown(heading=plan.actions if at == ACTIONS else "Last time", parts=tuple(promised))
