"""Value disciplines: three spreads of 100 points, and how far the organisation is built for them.

Operational excellence, customer intimacy and product leadership, here innovation, are the value
disciplines of Michael Treacy and Fred Wiersema; social value is added to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, TypeAlias

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import Rating
from valueworkshop.core.stages.votes.spreads import Spreads

UNKNOWN: Literal["don't know"] = "don't know"

Aligned: TypeAlias = Rating | Literal["don't know"]


class Spread(StrEnum):
    """The three spreads, in the order in which we ask for them."""

    TODAY = "today"
    RECOGNISED = "recognised"
    CHOSEN = "chosen"

    @property
    def label(self) -> str:
        """Its name in pictures and tables."""
        return _LABELS[self]


class Giving(StrEnum):
    """How points come in: typed from cards, typed as dots of ten, or by each person in private."""

    POINTS = "points"
    DOTS = "dots"
    PRIVATE = "private"


_LABELS = {
    Spread.TODAY: "today",
    Spread.RECOGNISED: "as recognised",
    Spread.CHOSEN: "as we choose",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """One thing that a company can lead on."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of the organisation, as the statement that people rate."""

    text: str
    about: str = ""


def _disciplines() -> dict[str, Discipline]:
    return {
        "excellence": Discipline(
            text="Operational excellence", about="reliable, easy, at a good price"
        ),
        "intimacy": Discipline(
            text="Customer intimacy", about="we know each customer and fit what we do to them"
        ),
        "innovation": Discipline(text="Innovation", about="the newest and best of its kind"),
        "social": Discipline(text="Social value", about="good for more than buyer and seller"),
    }


def _layers() -> dict[str, Layer]:
    return {
        "strategy": Layer(text="Strategy", about="plans and money go where we want to lead"),
        "people": Layer(text="People", about="we hire, train and reward for it"),
        "processes": Layer(text="Processes", about="daily work is built for it"),
        "technology": Layer(text="Information technology", about="systems make it possible"),
        "consistency": Layer(text="Consistency", about="every person, every day, at scale"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The disciplines and layers, the question for each spread, and the words for 1 to 5."""

    disciplines: Mapping[str, Discipline] = field(default_factory=_disciplines)
    layers: Mapping[str, Layer] = field(default_factory=_layers)
    today: str = "Where do our money, time and care go today?"
    recognised: str = "What do customers recognise us for?"
    chosen: str = "What do we choose to lead on?"
    alignment: str = "How far is the organisation built for what we chose to lead on?"
    labels: tuple[str, str, str, str, str] = (
        "not at all",
        "a little",
        "partly",
        "mostly",
        "completely",
    )

    def question(self, spread: Spread) -> str:
        """Return how a spread is asked for."""
        return str(getattr(self, spread.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Spreads):
    """Points by voter, spread and discipline; the room's alignment by discipline and layer.

    `evidence` is by spread. `way` says how points come in. `again` has the number of the vote
    that counts for a spread, from 2: the ballots hold its points under 'today 2', beside those of
    the first.
    """

    alignment: Mapping[str, Mapping[str, Aligned]] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    way: Giving = Giving.POINTS
    again: Mapping[str, int] = field(default_factory=dict)

    def counting(self, spread: str) -> int:
        """Return the number of the vote that counts for a spread, from 1."""
        return self.again.get(spread, 1)

    def key(self, spread: str) -> str:
        """Return under which key the ballots hold the points that count for a spread."""
        return key_of(spread, self.counting(spread))

    def of(self, voter: str, spread: Spread) -> Mapping[str, int] | None:
        """Return the points that a voter gave in the vote that counts, None if there are none."""
        return self.ballots.get(voter, {}).get(self.key(spread.value))


def key_of(spread: str, number: int) -> str:
    """Return the key of a spread's points in one vote: 'today', 'today 2'."""
    return spread if number == 1 else f"{spread} {number}"


def asks(session: Session, stage: str) -> Asks:
    """Return what the stage asks."""
    return session.asked(stage, Asks)


def answers(session: Session, stage: str) -> Answers:
    """Return what was answered, empty if nothing was."""
    return session.given(stage, Answers)


def spread_points(
    session: Session, stage: str, voter: str, spread: Spread, points: Mapping[str, int]
) -> Session:
    """Set the points that a voter gave to the disciplines in one spread.

    Raises ValueError for points below 0, or for a discipline that is not asked.
    """
    known = asks(session, stage).disciplines
    if any(number < 0 or key not in known for key, number in points.items()):
        message = "points go to the disciplines of the stage, and none gets fewer than 0"
        raise ValueError(message)
    given = answers(session, stage)
    ballot = {**given.ballots.get(voter, {}), given.key(spread.value): dict(points)}
    return session.with_answers(stage, replace(given, ballots={**given.ballots, voter: ballot}))


def choose_way(session: Session, stage: str, way: Giving) -> Session:
    """Say how points come in from now on; those that came in otherwise stay."""
    return session.with_answers(stage, replace(answers(session, stage), way=way))


def align(
    session: Session, stage: str, discipline: str, layer: str, rating: Aligned | None
) -> Session:
    """Set how far a layer is built for a discipline; None takes it back."""
    given = answers(session, stage)
    layers = dict(given.alignment.get(discipline, {}))
    layers.pop(layer, None)
    if rating is not None:
        layers[layer] = rating
    alignment = {key: value for key, value in given.alignment.items() if key != discipline}
    if layers:
        alignment[discipline] = layers
    return session.with_answers(stage, replace(given, alignment=alignment))


def grade(session: Session, stage: str, spread: Spread, evidence: Evidence) -> Session:
    """Set how the room knows what it says in a spread."""
    given = answers(session, stage)
    graded = {**given.evidence, spread.value: evidence.cleaned}
    return session.with_answers(stage, replace(given, evidence=graded))
