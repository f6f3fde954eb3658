"""What types cannot say of answers to statements: that they agree or disagree, and with what."""

from collections.abc import Iterator, Mapping

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Slip, not_asked
from valueworkshop.core.stages.statements.model import AGREE, AGREEMENT, DISAGREE
from valueworkshop.core.stages.votes import slips as votes
from valueworkshop.core.stages.votes.model import Abstained, Item, Round, Votes, asks


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find answers to nothing that is stated, and those that neither agree nor disagree."""
    yield from votes.slips(session, stage)
    given, stated = session.answers.get(stage), asks(session, stage).items
    if isinstance(given, Votes):
        for number, vote in given.rounds.items():
            for path, message in (*_of_ballots(vote, stated), *_of_hands(vote, stated)):
                yield ("rounds", number, *path), message


def _of_ballots(vote: Round, stated: Mapping[str, Item]) -> Iterator[Slip]:
    for voter, ballot in vote.ballots.items():
        for item, answer in ballot.answers.get(AGREEMENT, {}).items():
            at = ("ballots", voter, "answers", AGREEMENT, item)
            if item not in stated:
                yield at, not_asked(item, stated)
            elif not isinstance(answer, Abstained) and answer not in {AGREE, DISAGREE}:
                yield at, f"must be {AGREE} for agree or {DISAGREE} for disagree"


def _of_hands(vote: Round, stated: Mapping[str, Item]) -> Iterator[Slip]:
    for item, by_group in vote.hands.get(AGREEMENT, {}).items():
        at = ("hands", AGREEMENT, item)
        if item not in stated:
            yield at, not_asked(item, stated)
        for group, hands in by_group.items():
            if hands.two or hands.three or hands.four:
                yield (*at, group), "must count hands under five (agree) and one (disagree) only"
