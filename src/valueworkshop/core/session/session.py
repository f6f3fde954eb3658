"""A session: what a team gave. An immutable value; every change makes a new one.

The shape in memory is the shape in the file: things with an identity are mappings by id, never
changed in place. The whole number `order` puts them in order.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from valueworkshop.core.session.dot_votes import DotVote
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.parked_thought import Parked
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.real_customer import RealCustomer
from valueworkshop.core.session.silent_writing import SilentRound
from valueworkshop.core.session.stage_times import Timing
from valueworkshop.core.session.voting_methods import Ways

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A group of customers who value things differently."""

    name: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """Somebody whose offer customers could choose instead of ours."""

    name: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the team is: a stage and, inside it, one of its questions, items or fields."""

    stage: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The workshop that this one follows, with the title it had then; without an id, none."""

    id: str = ""
    title: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One workshop of one team.

    `answers` holds, by stage id, what the team gave there; its shape is `Answers` in the `model.py`
    of the stage's kind. `revealed` is true for each vote that the room has seen, by
    'stage/round/item' (see `edits.py` of votes), each dot vote of `dots` by 'dots/id', and each
    round of silent writing of `silent` by 'silent/id'. `kit` is a copy: a later kit never changes
    what this team was asked. `facilitator_notes` are private, by stage id: no report, export or
    projector shows them.
    """

    id: str
    title: str
    organisation: str = ""
    date: dt.date | None = None
    facilitator: str = ""
    offer: str = ""
    do_nothing: bool = True
    open_votes: bool = False
    customer: RealCustomer = field(default_factory=RealCustomer)
    place: Place = field(default_factory=Place)
    people: Mapping[str, Person] = field(default_factory=dict)
    segments: Mapping[str, Segment] = field(default_factory=dict)
    competitors: Mapping[str, Competitor] = field(default_factory=dict)
    revealed: Mapping[str, bool] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    parked: Mapping[str, Parked] = field(default_factory=dict)
    timing: Timing = field(default_factory=Timing)
    ways: Ways = field(default_factory=Ways)
    dots: Mapping[str, DotVote] = field(default_factory=dict)
    silent: Mapping[str, SilentRound] = field(default_factory=dict)
    facilitator_notes: Mapping[str, str] = field(default_factory=dict)
    follows: Earlier = field(default_factory=Earlier)
    kit: Kit

    def stage(self, stage: str) -> Stage:
        """Return the plan of the stage with this id."""
        return self.kit.stages[stage]

    def asked(self, stage: str, shape: type[T]) -> T:
        """Return what a stage asks, in the shape of its kind; an empty one for another shape."""
        found = self.stage(stage).asks
        return found if isinstance(found, shape) else shape()

    def given(self, stage: str, shape: type[T]) -> T:
        """Return what the team gave in a stage, in the shape of its kind; empty if nothing."""
        found = self.answers.get(stage)
        return found if isinstance(found, shape) else shape()

    def with_answers(self, stage: str, answers: Any) -> "Session":
        """Return this session with other answers in one stage."""
        return replace(self, answers={**self.answers, stage: answers})

    @property
    def expected(self) -> int:
        """How many people we expect to vote."""
        return sum(person.votes for person in self.people.values())
