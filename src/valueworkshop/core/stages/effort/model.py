"""What a team chose to work on: each rated for what it would bring and for the effort it takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import Done
from valueworkshop.core.stages.votes.custom_items import (
    OwnAsks,
    OwnItem,
    OwnVotes,
    items_of,
    put_item,
)
from valueworkshop.core.stages.votes.edits import take_ballot
from valueworkshop.core.stages.votes.model import (
    ROOM,
    Abstained,
    Ballot,
    Facet,
    Rating,
    answers,
    asks,
    vote_on,
)
from valueworkshop.core.stages.votes.score import votes_that_count

IMPACT, EFFORT = "impact", "effort"
"""The facets. Neither is a need, so there is no gap."""

NOTHING: Final = "There is nothing to take up yet: choose, vote with dots, or rate some items."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(OwnItem):
    """Something to weigh. `comes_from` is the key 'stage/item' of a gap or of an open question.

    It is '' for something that the team added by hand.
    """

    comes_from: str = ""


def _facets() -> Mapping[str, Facet]:
    return {
        IMPACT: Facet(label="impact", question="How much would customers gain by it?"),
        EFFORT: Facet(label="effort", question="How much time and money would it take us?"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(OwnAsks):
    """What is asked about each, and how many are taken up at once if none are chosen yet."""

    items: Mapping[str, Choice] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=_facets)
    labels: tuple[str, str, str, str, str] = (
        "very little",
        "little",
        "some",
        "much",
        "very much",
    )
    most: int = 6

    def nothing(self) -> "Answers":
        """Return the answers of a stage in which nothing was taken up yet."""
        return Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(OwnVotes):
    """Votes, and what they are on."""

    items: Mapping[str, Choice] = field(default_factory=dict)


def choices(session: Session, stage: str) -> Mapping[str, Choice]:
    """Return what the team weighs, by id."""
    return items_of(session, stage)


def take_up(
    session: Session, stage: str, found: Iterable[tuple[str, str]], what: str, ids: Ids
) -> Done:
    """Add things, as (key, words), after what is there; what is there already stays.

    `what` says in words what they are: 'the largest gaps'.
    """
    edited, found = session, tuple(found)
    for key, words in found:
        if all(choice.comes_from != key for choice in choices(edited, stage).values()):
            edited = put_item(edited, stage, ids(), Choice(text=words, comes_from=key))
    added = len(choices(edited, stage)) - len(choices(session, stage))
    if added:
        return Done(edited, f"Taken up: {what} ({added}).")
    return Done(session, f"All of it is here already: {what}." if found else NOTHING)


def may_place(session: Session, stage: str, item: str) -> bool:
    """Whether the room can place an item together: nobody has voted on it in another way."""
    ballots, hands = votes_that_count(vote_on(session, stage, item), item)
    return item in asks(session, stage).items and not hands and set(ballots) <= {ROOM}


def placed_at(session: Session, stage: str, item: str) -> tuple[Rating, Rating] | None:
    """Return where the room placed an item, as (impact, effort); None if it did not."""
    ballot = vote_on(session, stage, item).ballots.get(ROOM, Ballot())
    impact, effort = ballot.get(IMPACT, item), ballot.get(EFFORT, item)
    if impact is None or effort is None:
        return None
    if isinstance(impact, Abstained) or isinstance(effort, Abstained):
        return None
    return impact, effort


def place_item(session: Session, stage: str, item: str, impact: Rating, effort: Rating) -> Session:
    """Place an item for the room: its one rating of both. With other votes nothing changes."""
    if not may_place(session, stage, item):
        return session
    placed = Ballot(answers={IMPACT: {item: impact}, EFFORT: {item: effort}})
    number = answers(session, stage).counting(item)
    return take_ballot(session, stage, number, ROOM, placed)
