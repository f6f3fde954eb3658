"""The words for what a workshop rates or asks, by its key."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import model as ratings


def label(session: Session, key: str) -> str:
    """Return the words for a key 'stage/item' or 'stage/question', the key itself without any."""
    stage, _, inside = key.partition("/")
    if stage not in session.kit.stages:
        return key
    items = ratings.asks(session, stage).items
    asked = questions.asks(session, stage).questions
    for things in session.stage(stage).aside.values():
        if inside in things and inside not in items and inside not in asked:
            return str(things[inside].text)
    if inside in items:
        return items[inside].text
    return asked[inside].text if inside in asked else key
