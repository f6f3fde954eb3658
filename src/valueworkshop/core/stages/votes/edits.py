"""Every edit of a vote. One function takes a ballot, wherever it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import best_worst
from valueworkshop.core.stages.votes.model import (
    Answer,
    Ballot,
    Hands,
    Method,
    Round,
    answers,
    asks,
    reveal_key,
    round_of,
    was_revealed,
)
from valueworkshop.core.stages.votes.secrecy import (
    person_of,
    shuffled,
)

FIRST = "1"


def take_ballot(session: Session, stage: str, number: str, voter: str, ballot: Ballot) -> Session:
    """Put a voter's answers into round `number`, beside their earlier answers.

    Raises ValueError for answers to items or facets that the stage does not ask.
    """
    vote = round_of(session, stage, number)
    kept = vote.ballots.get(voter, Ballot())
    merged = {facet: dict(by_item) for facet, by_item in kept.answers.items()}
    for facet, by_item in ballot.answers.items():
        for item, answer in by_item.items():
            _refuse_unasked(session, stage, facet, item)
            merged.setdefault(facet, {})[item] = answer
    group, segment = ballot.group or kept.group, ballot.segment or kept.segment
    taken = {**vote.ballots, voter: Ballot(group=group, segment=segment, answers=merged)}
    return _with_round(session, stage, number, replace(vote, ballots=taken))


def answer(  # noqa: PLR0913 - an answer has this many coordinates
    session: Session,
    stage: str,
    number: str,
    *,
    voter: str,
    facet: str,
    item: str,
    given: Answer | None,
) -> Session:
    """Set one answer of one voter; None takes it back."""
    if given is not None:
        ballot = Ballot(group=_group(session, voter), answers={facet: {item: given}})
        return take_ballot(session, stage, number, voter, ballot)
    vote = round_of(session, stage, number)
    if voter not in vote.ballots:
        return session
    ballot = vote.ballots[voter]
    left = {
        f: {i: a for i, a in by_item.items() if (f, i) != (facet, item)}
        for f, by_item in ballot.answers.items()
    }
    left = {f: by_item for f, by_item in left.items() if by_item}
    ballots = {key: other for key, other in vote.ballots.items() if key != voter}
    if left or ballot.segment:
        ballots[voter] = replace(ballot, answers=left)
    return _with_round(session, stage, number, replace(vote, ballots=ballots))


def finish_picks(session: Session, stage: str, number: str, items: Sequence[str]) -> Session:
    """End the picks, among `items`, of all who began to pick in a round."""
    vote = round_of(session, stage, number)
    ballots = {voter: best_worst.finished(b, items) for voter, b in vote.ballots.items()}
    return _with_round(session, stage, number, replace(vote, ballots=ballots))


def have_in_mind(session: Session, stage: str, number: str, voter: str, segment: str) -> Session:
    """Set which segment a voter has in mind in round `number`; '' for no particular one."""
    vote = round_of(session, stage, number)
    fresh = Ballot(group=_group(session, voter))
    ballot = replace(vote.ballots.get(voter, fresh), segment=segment)
    ballots = {key: other for key, other in vote.ballots.items() if key != voter}
    if ballot.answers or segment:
        ballots[voter] = ballot
    return _with_round(session, stage, number, replace(vote, ballots=ballots))


def count_hands(  # noqa: PLR0913 - a count has this many coordinates
    session: Session,
    stage: str,
    number: str,
    *,
    facet: str,
    item: str,
    group: str,
    hands: Hands | None,
) -> Session:
    """Set the hands that a group showed for one facet of one item; None takes them back.

    Raises ValueError for hands on what the stage does not ask, or fewer than none.
    """
    _refuse_unasked(session, stage, facet, item)
    if hands is not None and min(*hands.points, hands.dont_know, hands.skipped) < 0:
        message = "hands are counted from 0"
        raise ValueError(message)
    vote = round_of(session, stage, number)
    all_hands: dict[str, dict[str, Mapping[str, Hands]]] = {
        f: dict(by_item) for f, by_item in vote.hands.items()
    }
    by_group = dict(all_hands.setdefault(facet, {}).get(item, {}))
    by_group.pop(group, None)
    if hands is not None:
        by_group[group] = hands
    all_hands[facet].pop(item, None)
    if by_group:
        all_hands[facet][item] = by_group
    if not all_hands[facet]:
        del all_hands[facet]
    return _with_round(session, stage, number, replace(vote, hands=all_hands))


def choose_method(session: Session, stage: str, number: str, method: Method) -> Session:
    """Say how answers come in from now on; those that came in otherwise stay.

    Later votes of this workshop begin in the same way.
    """
    vote = replace(round_of(session, stage, number), method=method)
    session = replace(session, ways=replace(session.ways, items=method))
    return _with_round(session, stage, number, vote)


def begin(session: Session, stage: str, number: str) -> Session:
    """Keep how answers come in, before the first of them."""
    return _with_round(session, stage, number, round_of(session, stage, number))


def leave_out(session: Session, stage: str, facet: str, *, out: bool) -> Session:
    """Leave an optional facet out of the stage, or ask it again."""
    given = answers(session, stage)
    left = set(given.left_out) | {facet} if out else set(given.left_out) - {facet}
    in_order = tuple(
        f for f, plan in asks(session, stage).facets.items() if f in left and plan.optional
    )
    return session.with_answers(stage, replace(given, left_out=in_order))


def grade(session: Session, stage: str, item: str, evidence: Evidence) -> Session:
    """Set how the room knows what it says about an item."""
    given = answers(session, stage)
    graded = {**given.evidence, item: evidence.cleaned}
    return session.with_answers(stage, replace(given, evidence=graded))


def reveal(session: Session, stage: str, number: str, item: str) -> Session:
    """Note that the room has seen the vote on an item. Nothing undoes this."""
    key = reveal_key(stage, number, item)
    if session.revealed.get(key, False):
        return session
    return replace(session, revealed={**session.revealed, key: True})


def is_revealed(session: Session, stage: str, item: str) -> bool:
    """Whether the room has seen the vote that counts for an item."""
    return was_revealed(session, stage, answers(session, stage).counting(item), item)


def _group(session: Session, voter: str) -> str:
    person = person_of(session, voter)
    return person.group if person else ""


def _refuse_unasked(session: Session, stage: str, facet: str, item: str) -> None:
    plan = asks(session, stage)
    if facet not in plan.facets or item not in plan.items:
        message = f"the stage {stage!r} asks nothing called {facet!r} of {item!r}"
        raise ValueError(message)


def _with_round(session: Session, stage: str, number: str, vote: Round) -> Session:
    given = answers(session, stage)
    vote = replace(vote, ballots=shuffled(vote.ballots))
    rounds = {**given.rounds, number: vote}
    return session.with_answers(stage, replace(given, rounds=rounds))
