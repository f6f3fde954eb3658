"""The customers' own ratings on a projector, beside those of the team that were revealed."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import WIDTH, Shown, picture, sentences
from valueworkshop.core.stages.voice import words
from valueworkshop.core.stages.voice.model import answers
from valueworkshop.core.stages.voice.picture import key, tracks
from valueworkshop.core.stages.voice.score import customers_score, rows, team_score


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return what customers said, once a file of theirs was brought in."""
    del at
    title = session.stage(stage).title
    if not answers(session, stage).imports:
        return Shown(heading=title, parts=sentences(["No customer has been asked yet."]))
    told = words.indices(customers_score(session, stage), team_score(session))
    drawn = picture((key(), *tracks(rows(session, stage), WIDTH)))
    return Shown(heading=title, parts=(*sentences([told]), *drawn))
