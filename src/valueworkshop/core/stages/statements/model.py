"""Statements about ourselves, and the answers: agree, disagree, don't know or skipped.

The rounds, ballots and hands are those of every vote. We keep agree and disagree as the two ends of
its scale, 5 and 1; no other number is an answer here, and we never average them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Slip, not_asked
from valueworkshop.core.stages.votes import slips as votes
from valueworkshop.core.stages.votes.model import (
    Abstained,
    Answer,
    Choice,
    Facet,
    Item,
    Plan,
    Rating,
    Round,
    VotedOn,
    Votes,
    asks,
)

AGREE: Final[Rating] = 5
DISAGREE: Final[Rating] = 1

AGREEMENT: Final = "agree"
"""The one thing we ask about every statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What others found for a statement like this, as a reference and never as a norm.

    `leaders` and `others` are the percentages that agreed.
    """

    source: str
    leaders: int
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence about ourselves with which people agree or not."""

    text: str
    about: str = ""
    study: Study | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements(Plan):
    """The statements as something to vote on, with two answers instead of a scale."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The two answers."""
        return (
            Choice(number=AGREE, word="agree", key="y", head="agree"),
            Choice(number=DISAGREE, word="disagree", key="x", head="disagree"),
        )

    @property
    def scale(self) -> str:
        """Always '': there is no scale."""
        return ""

    @property
    def is_private(self) -> bool:
        """Always: nobody may see whose answer is whose, not even on a card held up."""
        return True

    def told(self, answer: Answer, facet: str = "") -> str | int:
        """Return an answer in words."""
        del facet
        words: dict[Answer, str] = {choice.number: choice.word for choice in self.choices}
        return words.get(answer, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(VotedOn):
    """The statements of the kit, and what is asked about each."""

    items: Mapping[str, Statement] = field(default_factory=dict)
    question: str = "Do you agree, as things are today?"

    def plan(self, session: Session, stage: str) -> Plan:
        """Return the statements as people vote on them."""
        del session, stage
        return _planned(self)


@kept(lambda asked: (asked,))
def _planned(asked: Asks) -> Statements:
    items = {key: Item(text=said.text, about=said.about) for key, said in asked.items.items()}
    facets = {AGREEMENT: Facet(label="agree", question=asked.question)}
    return Statements(items=items, facets=facets)


def study_of(session: Session, stage: str, item: str) -> Study | None:
    """Return what others found for a statement like this, None if the kit names nothing."""
    asked = session.stage(stage).asks
    return asked.items[item].study if isinstance(asked, Asks) else None


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find answers to no statement, and those that neither agree nor disagree."""
    yield from votes.slips(session, stage)
    given, aside = session.answers.get(stage), session.stage(stage).set_aside("items")
    stated = {**aside, **asks(session, stage).items}
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
