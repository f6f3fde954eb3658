"""A statement about ourselves on a projector: groups side by side once it was revealed."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import WIDTH, Part, Said, Shown, picture, sentences
from valueworkshop.core.stages.statements.picture import bars
from valueworkshop.core.stages.statements.score import statement
from valueworkshop.core.stages.statements.words import (
    distance_in_words,
    share_in_words,
    what_limits,
)
from valueworkshop.core.stages.votes import projected
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.text import capital


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the statement at which the team stands."""
    item = projected.revealed_at(session, stage, at)
    if not item:
        return projected.shown(session, stage, at)
    score = statement(session, stage, item)
    parts: list[Part] = [Said(text=share_in_words(score.everyone), strong=True)]
    parts += picture(bars(score, WIDTH))
    told = distance_in_words(score.distance) if score.distance else ""
    parts += sentences([f"{capital(told)}." if told else "", what_limits(score)])
    parts += projected.talk(session, stage, item)
    return Shown(heading=asks(session, stage).items[item].text, parts=tuple(parts))
