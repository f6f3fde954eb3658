"""The customers' own ratings on a projector, beside those of the team that were revealed."""

from valueworkshop.stages.projected import WIDTH, Shown, picture, sentences
from valueworkshop.stages.voice import words
from valueworkshop.stages.voice.model import answers
from valueworkshop.stages.voice.picture import key, tracks
from valueworkshop.stages.voice.score import customers_score, rows, team_score
from valueworkshop.workshop.session import Session


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return what customers said, once a file of theirs was brought in."""
    del at
    title = session.stage(stage).title
    if not answers(session, stage).imports:
        return Shown(heading=title, parts=sentences(["No customer has been asked yet."]))
    told = words.indices(customers_score(session, stage), team_score(session))
    drawn = picture((key(), *tracks(rows(session, stage), WIDTH)))
    return Shown(heading=title, parts=(*sentences([told]), *drawn))
