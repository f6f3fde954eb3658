"""What types cannot say of votes: that they answer what is asked, with counts from 0."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Slip, not_asked
from valueworkshop.core.stages.votes.best_worst import NOT_A_PICK
from valueworkshop.core.stages.votes.model import Plan, Round, Votes, asks

_COUNTS = ("one", "two", "three", "four", "five", "dont_know", "skipped")


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find answers to nothing that is asked, rounds without a number, and counts below 0.

    If the items are the team's own, votes on a removed one are not a slip; nor are those on an item
    that was set aside.
    """
    given = session.answers.get(stage)
    if not isinstance(given, Votes):
        return
    plan = asks(session, stage)
    fixed = isinstance(session.stage(stage).asks, Plan)
    aside = session.stage(stage).set_aside("items")
    plan = replace(plan, items={**aside, **plan.items}) if fixed and aside else plan
    for number, vote in given.rounds.items():
        for path, message in _of_round(number, vote, plan, fixed=fixed):
            yield ("rounds", number, *path), message


def _of_round(number: str, vote: Round, plan: Plan, *, fixed: bool) -> Iterator[Slip]:
    if not (number.isascii() and number.isdigit()):
        yield (), "must be called by its number: 1, 2, …"
    for voter, ballot in vote.ballots.items():
        for path, message in _of_answers(ballot.answers, plan, fixed=fixed):
            yield ("ballots", voter, "answers", *path), message
    for path, message in _of_answers(vote.hands, plan, fixed=fixed):
        yield ("hands", *path), message
    for facet, by_item in vote.hands.items():
        for item, by_group in by_item.items():
            for group, hands in by_group.items():
                for name in _COUNTS:
                    if getattr(hands, name) < 0:
                        yield ("hands", facet, item, group, name), "must be 0 or more"


def _of_answers(
    votes: Mapping[str, Mapping[str, object]], plan: Plan, *, fixed: bool
) -> Iterator[Slip]:
    for facet, by_item in votes.items():
        if facet not in plan.facets:
            yield (facet,), not_asked(facet, plan.facets)
            continue
        for item, given in by_item.items():
            if fixed and item not in plan.items:
                yield (facet, item), not_asked(item, plan.items)
            elif plan.is_picked(facet) and not _is_pick(given):
                yield (facet, item), NOT_A_PICK


def _is_pick(given: object) -> bool:
    """Whether an answer or counted hands stand for picks: no 2 and no 4."""
    if isinstance(given, Mapping):
        return not any(hands.two or hands.four for hands in given.values())
    return given not in {2, 4}
