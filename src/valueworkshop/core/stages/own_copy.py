"""A copy of a workshop with its own identity: nothing in it speaks for the original."""

from collections.abc import Mapping
from dataclasses import replace

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.parked_thought import Parked
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.agreed import promises as review
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.votes.model import Votes
from valueworkshop.core.stages.votes.spreads import Spreads


def own_copy(session: Session, ids: Ids, *, ballots: bool) -> tuple[Session, Mapping[str, str]]:
    """Return a copy with ids of its own, and the new id of each action by its old one.

    Every workshop with an action knows it by its id: with the old ids, what somebody does in the
    copy would be counted for the original. Without `ballots` it has no vote of any kind, nor
    anything that is written alone.
    """
    copy = replace(session, id=ids())
    known = dict.fromkeys(key for stage in copy.kit.stages for key in _actions(copy, stage))
    renamed = {key: ids() for key in known}
    for stage in copy.kit.stages:
        copy = _renamed(copy, stage, renamed)
    parked = {key: _led(thought, renamed) for key, thought in copy.parked.items()}
    place = replace(copy.place, at=renamed.get(copy.place.at, copy.place.at))
    copy = replace(copy, parked=parked, place=place)
    return copy if ballots else _without_ballots(copy), renamed


def _actions(session: Session, stage: str) -> Mapping[str, object]:
    agreed = actions.answers(session, stage).actions
    return {**agreed, **review.answers(session, stage).actions}


def _renamed(session: Session, stage: str, ids: Mapping[str, str]) -> Session:
    match session.answers.get(stage):
        case actions.Answers() as agreed:
            held = {ids[key]: action for key, action in agreed.actions.items()}
            return session.with_answers(stage, replace(agreed, actions=held))
        case review.Answers() as looked_back:
            left = {ids[key]: promise for key, promise in looked_back.actions.items()}
            return session.with_answers(stage, replace(looked_back, actions=left))
        case _:
            return session


def _led(thought: Parked, ids: Mapping[str, str]) -> Parked:
    return replace(thought, action=ids.get(thought.action, thought.action))


def _without_ballots(session: Session) -> Session:
    people = {key: replace(person, voter="") for key, person in session.people.items()}
    session = replace(session, people=people, revealed={}, dots={}, silent={})
    for stage, given in session.answers.items():
        match given:
            case Votes():
                session = session.with_answers(stage, replace(given, rounds={}))
            case Spreads():
                session = session.with_answers(stage, replace(given, ballots={}))
            case close.Answers():
                session = session.with_answers(stage, replace(given, ballots={}))
            case actions.Answers():
                session = session.with_answers(stage, replace(given, dots={}))
    return session
