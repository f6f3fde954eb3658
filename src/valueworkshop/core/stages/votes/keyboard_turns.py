"""Passing the keyboard: who is next, what they answer in private, and how many are done."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.unseen_votes import HELD
from valueworkshop.core.stages.votes import edits
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.links import voter_id
from valueworkshop.core.stages.votes.model import (
    Answer,
    Ballot,
    Method,
    answers,
    asks,
    facets_voted,
    vote_on,
)
from valueworkshop.core.stages.votes.score import hands_up, votes_in
from valueworkshop.core.stages.votes.second_rounds import is_again
from valueworkshop.core.stages.votes.secrecy import (
    give_voters,
    is_open,
    person_key,
    voter_shown,
    voters,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One question of a ballot: an item and one of its facets."""

    item: str
    facet: str


def cells(session: Session, stage: str) -> list[Cell]:
    """Return what a ballot asks, item by item: all whose vote the room has not seen.

    It leaves out those with counted hands: nobody votes twice on one thing.
    """
    return list(_cells(session, stage))


@kept(lambda session, stage: (session, stage), most=4)
def _cells(session: Session, stage: str) -> tuple[Cell, ...]:
    """Return `cells`: one answer asks for them five times."""
    return tuple(
        Cell(item=item, facet=facet)
        for item in asks(session, stage).items
        if not is_revealed(session, stage, item)
        and not hands_up(vote_on(session, stage, item), item)
        for facet in facets_voted(session, stage, item)
    )


def rated_cells(session: Session, stage: str) -> list[Cell]:
    """Return those questions that people answer item by item: all but what they pick."""
    plan = asks(session, stage)
    return [cell for cell in cells(session, stage) if not plan.is_picked(cell.facet)]


OPEN: Final = "Open vote: after the reveal, you see names beside the answers."

NAMELESS: Final = "After the reveal, you see the answers without names."


def promised(session: Session, stage: str) -> str:
    """Say who sees what of these ballots, before and after the reveal."""
    named = is_named(session, stage, (cell.item for cell in cells(session, stage)))
    return f"{HELD} {OPEN if named else NAMELESS}"


def is_named(session: Session, stage: str, items: Iterable[str]) -> bool:
    """Whether a ballot on these items will have a name beside any answer.

    Items keep what was decided when their vote began, so one ballot may hold both sorts.
    """
    return any(vote_on(session, stage, item).open for item in items)


def awaited(session: Session, stage: str) -> tuple[tuple[str, str], ...]:
    """Return the people to ask, as (id, name), in the list's order; nobody after the reveal."""
    asked = cells(session, stage)
    if not asked:
        return ()
    number = answers(session, stage).counting(asked[0].item)
    return voters(session, stage, is_open=is_open(session, stage, number))


def given(session: Session, stage: str, shown: str, cell: Cell) -> Answer | None:
    """Return what the person with the id `shown` in `awaited` answered to one question, or None."""
    vote = vote_on(session, stage, cell.item)
    voter = voter_shown(session, shown, stage, is_open=vote.open)
    return vote.ballots.get(voter, Ballot()).get(cell.facet, cell.item)


def open_cells(session: Session, stage: str, shown: str) -> list[Cell]:
    """Return what somebody has not answered yet."""
    return [c for c in cells(session, stage) if given(session, stage, shown, c) is None]


def next_up(session: Session, stage: str, skipped: Container[str] = ()) -> tuple[str, str] | None:
    """Return (id, name) of the first who has not answered all and is not `skipped`, or None.

    Call it after `give_voters`, which changes the id: it is one of `awaited`.
    """
    return next(
        (
            (shown, name)
            for shown, name in awaited(session, stage)
            if name_key(session, shown) not in skipped and open_cells(session, stage, shown)
        ),
        None,
    )


def people(session: Session, stage: str) -> list[tuple[str, str]]:
    """Return whom the keyboard can go to, as (`name_key`, name): also who has answered all."""
    return [(name_key(session, shown), name) for shown, name in awaited(session, stage)]


def person_up(session: Session, stage: str) -> tuple[str, str] | None:
    """Return the `name_key` and the name of the person whom `next_up` gives, or None."""
    found = next_up(session, stage)
    return found and (name_key(session, found[0]), found[1])


def name_key(session: Session, shown: str) -> str:
    """Return the person's id for the id `shown`: it stays when they get a voter id."""
    return person_key(session, shown)


def shown_now(session: Session, stage: str, person: str) -> str:
    """Return the id in `awaited` of the person whose `name_key` this is: an answer changes it."""
    # Not by looking for them in `awaited`: of a thousand phones each asks at each tap.
    if person not in session.people or not session.people[person].votes:
        return person
    if not (asked := _cells(session, stage)):
        return person
    number = answers(session, stage).counting(asked[0].item)
    if is_open(session, stage, number):
        return person
    return voter_id(session, stage, person) or person


def ballots_in(session: Session, stage: str) -> tuple[int, int]:
    """Return how many have answered all, and how many we ask: we may say no more."""
    people = awaited(session, stage)
    asked = [(vote_on(session, stage, each.item), each) for each in cells(session, stage)]

    def has_all(shown: str) -> bool:
        return all(
            vote.ballots.get(voter_shown(session, shown, stage, is_open=vote.open), _BLANK).get(
                each.facet, each.item
            )
            is not None
            for vote, each in asked
        )

    return sum(has_all(shown) for shown, _ in people), len(people)


_BLANK: Final = Ballot()


def prepared(session: Session, stage: str, item: str, ids: Ids) -> Session:
    """Return the session ready for people to vote on an item: with voters, and the round begun."""
    session = give_voters(session, ids, stage)
    number = answers(session, stage).counting(item)
    if number not in answers(session, stage).rounds:
        session = edits.begin(session, stage, number)
    return session


def answered(
    session: Session, stage: str, shown: str, cell: Cell, answer: Answer | None, ids: Ids
) -> Session:
    """Take an answer from the person with the id `shown` in `awaited`; None takes it back."""
    session = prepared(session, stage, cell.item, ids)
    number = answers(session, stage).counting(cell.item)
    voter = voter_shown(session, shown, stage, is_open=is_open(session, stage, number))
    return edits.answer(
        session, stage, number, voter=voter, facet=cell.facet, item=cell.item, given=answer
    )


def in_mind(session: Session, stage: str, shown: str) -> str:
    """Return the segment that somebody has in mind on this ballot, '' for no particular one."""
    for cell in cells(session, stage):
        vote = vote_on(session, stage, cell.item)
        voter = voter_shown(session, shown, stage, is_open=vote.open)
        if segment := vote.ballots.get(voter, Ballot()).segment:
            return segment
    return ""


def picture(session: Session, stage: str, shown: str, segment: str, ids: Ids) -> Session:
    """Note which segment somebody has in mind, in every round that their ballot is about."""
    for item in dict.fromkeys(cell.item for cell in cells(session, stage)):
        session = prepared(session, stage, item, ids)
        number = answers(session, stage).counting(item)
        voter = voter_shown(session, shown, stage, is_open=is_open(session, stage, number))
        session = edits.have_in_mind(session, stage, number, voter, segment)
    return session


def to_reveal(session: Session, stage: str) -> list[str]:
    """Return the items that somebody voted on and whose vote the room has not seen."""
    return [
        item
        for item in asks(session, stage).items
        if not is_revealed(session, stage, item) and votes_in(session, stage, item)
    ]


def voted_again(session: Session, stage: str, at: str) -> str:
    """Return the item of `to_reveal` that people voted on again, '' for none; of several, `at`."""
    again = [item for item in to_reveal(session, stage) if is_again(session, stage, item)]
    return at if at in again else next(iter(again), "")


def reveal_all(session: Session, stage: str) -> Session:
    """Note that the room has seen all votes. Nothing undoes this.

    Who began to pick in private and did not finish has finished by then.
    """
    plan = asks(session, stage)
    for number, vote in answers(session, stage).rounds.items():
        asked = [cell.item for cell in cells(session, stage) if plan.is_picked(cell.facet)]
        if vote.method is Method.PRIVATE and asked and not vote.items:
            session = edits.finish_picks(session, stage, number, asked)
    for item in to_reveal(session, stage):
        session = edits.reveal(session, stage, answers(session, stage).counting(item), item)
    return session
