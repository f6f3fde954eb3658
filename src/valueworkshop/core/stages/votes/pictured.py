"""Which customers did you picture? Asked by one key, wherever different answers may come from it.

A kit says whether its workshops ask this. They do where a team has several segments: with one there
is nothing to tell apart. Nobody has to say it, and votes never wait for it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import edits, keyboard_turns, secrecy
from valueworkshop.core.stages.votes.model import ROOM, Method, answers, vote_on

FEWEST: Final = 2
"""With fewer segments there is nothing to tell apart."""

MOST: Final = 9
"""So many have a digit each; beyond that they are only offered, as anywhere."""

NONE: Final = "no particular customers"


def choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return the segments to ask about, as (id, name); none if this workshop does not ask."""
    if not session.kit.ask_segments or len(session.segments) < FEWEST:
        return ()
    return tuple((key, segment.name) for key, segment in ordered(session.segments))[:MOST]


def voters_of(session: Session, stage: str, item: str) -> tuple[tuple[str, str], ...]:
    """Return whom to ask before the vote on an item is revealed, as (id, name).

    That is who answered it by card, or the room for its one answer. Nobody is asked twice in one
    round, and hands belong to nobody.
    """
    vote = vote_on(session, stage, item)
    if not choices(session) or vote.method not in {Method.CARDS, Method.ROOM}:
        return ()
    if any(ballot.segment for ballot in vote.ballots.values()):
        return ()
    is_open = secrecy.is_open(session, stage, answers(session, stage).counting(item))
    people = dict(secrecy.voters(session, stage, is_open=is_open)) | {ROOM: "the room"}
    given = [voter for voter, ballot in vote.ballots.items() if ballot.about(item)]
    return tuple((voter, name) for voter, name in people.items() if voter in given)


def note(session: Session, stage: str, item: str, pictured: Mapping[str, str]) -> Session:
    """Note which segment voters had in mind in the round that votes on an item."""
    number = answers(session, stage).counting(item)
    for voter, segment in pictured.items():
        if voter in vote_on(session, stage, item).ballots:
            session = edits.have_in_mind(session, stage, number, voter, segment)
    return session


def is_asked(session: Session, stage: str, shown: str) -> bool:
    """Whether to ask somebody before they answer in private: not again once they said it."""
    return bool(choices(session)) and not keyboard_turns.in_mind(session, stage, shown)


def note_private(session: Session, stage: str, person: str, segment: str, ids: Ids) -> Session:
    """Note which segment a person has in mind before they answer in private."""
    if not segment:
        return session
    shown = keyboard_turns.shown_now(session, stage, person)
    return keyboard_turns.picture(session, stage, shown, segment, ids)
