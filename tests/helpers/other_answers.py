"""Two sessions that differ only in answers that the room has not seen."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from valueworkshop.core.session.dot_votes import DotVote, reveal_key
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.silent_writing import Sheet, SilentNote
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.allocation.rounds import seen_keys
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.model import was_revealed


def answered_otherwise(session: Session, by: int) -> Session:
    """Return the session with each unrevealed answer moved on by `by` steps.

    The same people have answered, and the same votes are revealed.
    """
    for stage in votes.voted(session):
        given = votes.answers(session, stage)
        rounds = {n: _round(session, stage, n, vote, by) for n, vote in given.rounds.items()}
        session = session.with_answers(stage, replace(given, rounds=rounds))
    for stage in session.kit.of_kind("allocation"):
        spreads = allocation.answers(session, stage)
        ballots = {
            voter: {
                spread: _spread(session, stage, spread, points, by) for spread, points in b.items()
            }
            for voter, b in spreads.ballots.items()
        }
        session = session.with_answers(stage, replace(spreads, ballots=ballots))
    for stage in session.kit.of_kind("close"):
        if worth.waits(session, stage):
            said = close.answers(session, stage)
            turned = {key: worth.POINTS[(p - 1 + by) % 5] for key, p in said.ballots.items()}
            session = session.with_answers(stage, replace(said, ballots=turned))
    dots = {
        key: vote if session.revealed.get(reveal_key(key)) else _dotted(vote)
        for key, vote in session.dots.items()
    }
    silent = {
        key: replace(each, sheets={k: _rewritten(sheet, by) for k, sheet in each.sheets.items()})
        for key, each in session.silent.items()
    }
    return replace(session, dots=dots, silent=silent)


def _rewritten(sheet: Sheet, by: int) -> Sheet:
    """Return a sheet with `by` other notes; an empty one stays so, or others would be counted."""
    notes = {f"o{n}": SilentNote(text=f"OTHERWISE {n}", order=n) for n in range(by)}
    return replace(sheet, notes=notes if sheet.notes else {})


def _dotted(vote: DotVote) -> DotVote:
    """Return a dot vote in which all ballots have every dot on one option."""
    first = next(iter(vote.options))
    return replace(
        vote,
        ballots={
            voter: replace(ballot, dots={first: vote.most} if not ballot.dots else {})
            for voter, ballot in vote.ballots.items()
        },
    )


def everywhere(session: Session) -> Iterator[Session]:
    """Yield the session at each of its places."""
    for stage, plan in session.kit.stages.items():
        for at in KINDS[plan.kind].places(session, stage) or [""]:
            yield replace(session, place=Place(stage=stage, at=at))


def _round(session: Session, stage: str, number: str, vote: votes.Round, by: int) -> votes.Round:
    def hidden(item: str) -> bool:
        return not was_revealed(session, stage, number, item)

    plan = votes.asks(session, stage)
    ballots = {voter: _ballot(plan, ballot, hidden, by) for voter, ballot in vote.ballots.items()}
    hands = {
        facet: {
            item: {
                group: _hands(plan, facet, shown, by) if hidden(item) else shown
                for group, shown in by_group.items()
            }
            for item, by_group in by_item.items()
        }
        for facet, by_item in vote.hands.items()
    }
    return replace(vote, ballots=ballots, hands=hands)


def _turned(plan: votes.Plan, facet: str, answer: votes.Answer, by: int) -> votes.Answer:
    """Return an answer moved on among those that can be given to a facet."""
    numbers = [1, 2, 3, 4, 5] if not plan.is_picked(facet) else [1, 3, 5]
    every: list[Any] = [*numbers, *votes.Abstained]
    turned: votes.Answer = every[(every.index(answer) + by) % len(every)]
    return turned


def _ballot(plan: votes.Plan, ballot: votes.Ballot, hidden: Any, by: int) -> votes.Ballot:
    answers = {
        facet: {
            item: _turned(plan, facet, answer, by) if hidden(item) else answer
            for item, answer in by_item.items()
        }
        for facet, by_item in ballot.answers.items()
    }
    seen = any(not hidden(item) for by_item in ballot.answers.values() for item in by_item)
    return replace(ballot, answers=answers, segment=ballot.segment if seen else "")


def _hands(plan: votes.Plan, facet: str, shown: votes.Hands, by: int) -> votes.Hands:
    no_picks = {"two", "four"} if plan.is_picked(facet) else set()
    names = [field.name for field in fields(shown) if field.name not in no_picks]
    counts = [getattr(shown, name) for name in names]
    turned = counts[by % len(counts) :] + counts[: by % len(counts)]
    return votes.Hands(**dict(zip(names, turned, strict=True)))


def _spread(
    session: Session, stage: str, spread: str, points: Mapping[str, int], by: int
) -> dict[str, int]:
    if seen_keys(session, stage).get(spread, False):
        return dict(points)
    numbers = list(points.values())
    turned = numbers[by % len(numbers) :] + numbers[: by % len(numbers)] if numbers else []
    return {key: number + by for key, number in zip(points, turned, strict=True)}
