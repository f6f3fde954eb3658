"""Best-worst in private: what somebody is asked to pick at the keyboard, and what they picked.

`shown` is the person's id in `keyboard_turns.awaited`, as there.
"""

from dataclasses import dataclass

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import best_worst, edits, keyboard_turns
from valueworkshop.core.stages.votes.model import (
    LEAST,
    MOST,
    WEIGHT,
    Abstained,
    Answer,
    Ballot,
    Rating,
    answers,
    asks,
    round_of,
)
from valueworkshop.core.stages.votes.secrecy import is_open, voter_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Picking:
    """Where somebody is: the items to pick from, what they gave, and what they pick `now`.

    `now` is MOST or LEAST, None once they have finished; `question` asks for it.
    """

    items: tuple[str, ...]
    given: best_worst.Given
    now: Rating | None
    question: str

    @property
    def picked(self) -> tuple[str, ...]:
        """The items that they picked, in the order of the items."""
        return tuple(item for item in self.items if self.given.get(item) in {MOST, LEAST})


def items_to_pick(session: Session, stage: str) -> tuple[str, ...]:
    """Return the items from which people pick in private; none if the stage rates the weight."""
    plan, cells = asks(session, stage), keyboard_turns.cells(session, stage)
    return tuple(cell.item for cell in cells if plan.is_picked(cell.facet))


def picking(session: Session, stage: str, shown: str) -> Picking:
    """Return what somebody picked so far, and what they pick now."""
    asked, items = items_to_pick(session, stage), tuple(asks(session, stage).items)
    given = _given(session, stage, shown)
    now = best_worst.wanted(given, items, asked)
    question = "" if now is None else best_worst.asked_now(now, given, items)
    return Picking(items=asked, given=given, now=now, question=question)


def pick(session: Session, stage: str, shown: str, item: str, ids: Ids) -> Session:
    """Take a pick; one that cannot be made now changes nothing."""
    at = picking(session, stage, shown)
    if at.now is None or item not in at.items or item in at.given:
        return session
    items = tuple(asks(session, stage).items)
    after = best_worst.with_pick(at.given, items, at.items, item)
    return _with(session, stage, shown, at.items, after, ids)


def end(session: Session, stage: str, shown: str, left: Abstained, ids: Ids) -> Session:
    """Let somebody pick no more. If they picked nothing, `left` is their answer to every item."""
    at = picking(session, stage, shown)
    after = best_worst.ended(at.given, at.items, left)
    return _with(session, stage, shown, at.items, after, ids)


def take_back(session: Session, stage: str, shown: str, item: str, ids: Ids) -> Session:
    """Take back one pick, or with '' all of them; the items that were left over are open again."""
    at = picking(session, stage, shown)
    kept = {key for key in at.picked if item and key != item}
    after = {key: given for key, given in at.given.items() if key not in at.items or key in kept}
    return _with(session, stage, shown, at.items, after, ids)


def picks_too_much(
    session: Session, stage: str, shown: str, cell: keyboard_turns.Cell, answer: Answer | None
) -> bool:
    """Whether an answer to one item would be one pick more than a person has each way."""
    number = answers(session, stage).counting(cell.item)
    voter = shown
    if number in answers(session, stage).rounds:
        voter = voter_shown(session, shown, stage, is_open=is_open(session, stage, number))
    at = {"voter": voter, "facet": cell.facet, "item": cell.item}
    return best_worst.too_many(session, stage, number, **at, given=answer)


def _given(session: Session, stage: str, shown: str) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for item in asks(session, stage).items:
        vote = round_of(session, stage, answers(session, stage).picked_in(item))
        voter = voter_shown(session, shown, stage, is_open=vote.open)
        answer = vote.ballots.get(voter, Ballot()).get(WEIGHT, item)
        if answer is not None:
            found[item] = answer
    return found


def _with(
    session: Session,
    stage: str,
    shown: str,
    asked: tuple[str, ...],
    given: best_worst.Given,
    ids: Ids,
) -> Session:
    before = _given(session, stage, shown)
    for item in asked:
        if given.get(item) == before.get(item):
            continue
        session = keyboard_turns.prepared(session, stage, item, ids)
        number = answers(session, stage).counting(item)
        voter = voter_shown(session, shown, stage, is_open=is_open(session, stage, number))
        session = edits.answer(
            session, stage, number, voter=voter, facet=WEIGHT, item=item, given=given.get(item)
        )
    return session
