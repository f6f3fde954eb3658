"""What people vote on, and their rounds of ballots and tallies.

Every kind of stage in which people rate items from 1 to 5 shares this: its `Asks` is `VotedOn` and
says what the items are, its `Answers` are `Votes`, perhaps with more of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.voting_methods import Method as Method  # noqa: PLC0414 - a vote has one

NEEDED, TODAY, WEIGHT = "needed", "today", "weight"
"""The facets that make a gap; a kit may ask for others, which are only compared."""

ROOM = "room"
"""The voter id of the room's one rating."""

EVERYONE = "everyone"
"""The group of counted hands if a team has no groups."""

NO_GROUP = "no group"
"""The group of hands of people who are in no group."""


LONGEST_SHORT: Final = 28
"""An item's `short` has at most so many letters: a column of names on a screen of 80 columns."""

MOST_WORDS_LACKING: Final = 5
"""An item's `lack` has no more words, so that it fits into a sentence."""


class Abstained(StrEnum):
    """Two answers that are not numbers, and differ from each other."""

    DONT_KNOW = "don't know"
    SKIPPED = "skipped"


Rating: TypeAlias = Literal[1, 2, 3, 4, 5]
Answer: TypeAlias = Rating | Abstained

_SCALE: tuple[Rating, ...] = (1, 2, 3, 4, 5)

MOST, NEITHER, LEAST = _SCALE[4], _SCALE[2], _SCALE[0]
"""What we keep of an item that somebody picked or did not, where the weight is best-worst."""


class Weighing(StrEnum):
    """How people say what an item weighs, if not by rating it: they pick among all items."""

    BEST_WORST = "best-worst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statement to rate, worded so that up is better, with what both ends look like.

    `lack` names it within a sentence that says we fall short: a noun phrase of at most five words,
    as 'keeping the experience we promise'; '' if there is none. `short` is what it is called where
    there is little room; '' if the text is short enough.
    """

    text: str
    short: str = ""
    lack: str = ""
    low: str = ""
    high: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A number that can be given as an answer: its word, and the key that gives it.

    `head` goes above a column of such answers.
    """

    number: Rating
    word: str
    key: str
    head: str


PICKS: tuple[Choice, ...] = (
    Choice(number=LEAST, word="matters least", key="1", head="least"),
    Choice(number=NEITHER, word="neither", key="3", head="neither"),
    Choice(number=MOST, word="matters most", key="5", head="most"),
)
"""The answers to the weight of one item where people pick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One question about every item. The team can leave out an optional one."""

    label: str
    question: str
    optional: bool = False


class VotedOn:
    """What a stage asks if people vote in it. The items may be the team's own."""

    __slots__ = ()

    def plan(self, session: Session, stage: str) -> "Plan":
        """Return the current items, and what is asked about each."""
        raise NotImplementedError

    def questions(self, session: Session, stage: str, item: str) -> Mapping[str, str]:
        """Return by facet the questions about an item that differ from those of all others."""
        del session, stage, item
        return {}

    def nothing(self) -> "Votes":
        """Return the answers of a stage before anybody gave one."""
        return Votes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(VotedOn):
    """The items of a stage, what is asked about each, and the words for the points 1 to 5.

    A kit that fixes the items writes this as it is. `points` is the stage's share `a` in the value
    gap index. `weight` says how people give the facet of that name; by default they
    rate it.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=dict)
    labels: tuple[str, str, str, str, str] = (
        "not at all",
        "a little",
        "partly",
        "mostly",
        "completely",
    )
    points: int = 1
    weight: Weighing | None = None

    def plan(self, session: Session, stage: str) -> "Plan":
        """Return this: the items are the same for every team."""
        del session, stage
        return self

    @property
    def compared(self) -> tuple[str, str] | None:
        """The facet that today is compared with, and today; None if there are not two.

        That is what is needed; else the one other facet, such as that of the best alternative.
        """
        others = [key for key in self.facets if key not in {TODAY, WEIGHT}]
        other = NEEDED if NEEDED in others else others[0] if len(others) == 1 else ""
        return (other, TODAY) if other and TODAY in self.facets else None

    @property
    def has_gap(self) -> bool:
        """Whether people rate items for what is needed and for today."""
        return self.compared == (NEEDED, TODAY)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The numbers that people can give, in the order in which we offer them."""
        return tuple(
            Choice(number=number, word=word, key=str(number), head=str(number))
            for number, word in zip(_SCALE, self.labels, strict=True)
        )

    def is_picked(self, facet: str) -> bool:
        """Whether people pick items for a facet, and do not rate each."""
        return facet == WEIGHT and self.weight is Weighing.BEST_WORST

    def choices_of(self, facet: str) -> tuple[Choice, ...]:
        """Return the numbers that people can give to one facet."""
        return PICKS if self.is_picked(facet) else self.choices

    @property
    def scale(self) -> str:
        """The words for the points 1 to 5 in a sentence, '' without such a scale."""
        return ", ".join(f"{choice.number} {choice.word}" for choice in self.choices)

    @property
    def is_private(self) -> bool:
        """Whether each answers alone unless the team chooses otherwise at this very stage."""
        return False

    def told(self, answer: Answer, facet: str = "") -> str | int:
        """Return an answer to a facet as a table for other programs has it."""
        if not self.is_picked(facet):
            return answer
        return next((pick.head for pick in PICKS if pick.number == answer), answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One voter's answers by facet and item. An absent one was not answered yet.

    `segment` is the id of the segment that the voter had in mind, '' for no particular one.
    """

    group: str = ""
    segment: str = ""
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)

    def get(self, facet: str, item: str) -> Answer | None:
        """Return one answer, None if there is none yet."""
        return self.answers.get(facet, {}).get(item)

    def about(self, item: str) -> bool:
        """Whether it answers anything about an item."""
        return any(item in by_item for by_item in self.answers.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """How many hands went up for each answer."""

    one: int = 0
    two: int = 0
    three: int = 0
    four: int = 0
    five: int = 0
    dont_know: int = 0
    skipped: int = 0

    @property
    def points(self) -> tuple[int, int, int, int, int]:
        """The hands for 1 to 5."""
        return (self.one, self.two, self.three, self.four, self.five)

    @property
    def all_hands(self) -> int:
        """How many hands went up, for a number or for none."""
        return sum(self.points) + self.dont_know + self.skipped

    def plus(self, other: "Hands") -> "Hands":
        """Return both together."""
        names = [each.name for each in fields(Hands)]
        return Hands(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One vote: ballots by voter, and hands by facet, item and group. `items` empty means all.

    In an `open` one the voter is the id of a person, else a random one (see `secrecy.py`).
    """

    method: Method = Method.CARDS
    open: bool = False
    items: tuple[str, ...] = ()
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    hands: Mapping[str, Mapping[str, Mapping[str, Hands]]] = field(default_factory=dict)

    def covers(self, item: str) -> bool:
        """Whether this round votes on the item."""
        return not self.items or item in self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A split that the team keeps as it is after a round: a result too. `reason` is the team's."""

    round: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """The rounds of a stage ('1', '2', …), the evidence per item, and facets left out.

    `splits` are the items on which the team keeps different views.
    """

    rounds: Mapping[str, Round] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    splits: Mapping[str, Split] = field(default_factory=dict)

    def counting(self, item: str) -> str:
        """Return the number of the round that counts for an item: the last that votes on it."""
        numbers = [number for number, vote in self.rounds.items() if vote.covers(item)]
        return max(numbers, key=int, default="1")

    def picked_in(self, item: str) -> str:
        """Return the number of the last round in which people could pick an item among all."""
        numbers = [n for n, vote in self.rounds.items() if vote.covers(item) and not vote.items]
        return max(numbers, key=int, default="1")


def asks(session: Session, stage: str) -> Plan:
    """Return what the stage asks now; an empty plan if nobody votes there."""
    found = session.stage(stage).asks
    return found.plan(session, stage) if isinstance(found, VotedOn) else Plan()


def answers(session: Session, stage: str) -> Votes:
    """Return what was answered, empty if nothing was."""
    found = session.answers.get(stage)
    if isinstance(found, Votes):
        return found
    asked = session.stage(stage).asks
    return asked.nothing() if isinstance(asked, VotedOn) else Votes()


def vote_on(session: Session, stage: str, item: str) -> Round:
    """Return the vote that counts for an item; before the first answer, an empty one."""
    return round_of(session, stage, answers(session, stage).counting(item))


def round_of(session: Session, stage: str, number: str) -> Round:
    """Return a round; before its first answer an empty one, in the way the team votes."""
    found = answers(session, stage).rounds.get(number)
    return found or Round(method=_usual(session, stage), open=session.open_votes)


def ways(session: Session) -> tuple[Method, ...]:
    """Return the ways in which the team can vote, in order: without participants, only two."""
    if not session.expected:
        return Method.ROOM, Method.HANDS
    return Method.CARDS, Method.HANDS, Method.ROOM, Method.PRIVATE


def _usual(session: Session, stage: str) -> Method:
    """Return how answers come in if nobody chose it for a stage: as chosen last, elsewhere."""
    offered, chosen = ways(session), session.ways.items
    if Method.PRIVATE in offered and asks(session, stage).is_private:
        return Method.PRIVATE
    return chosen if chosen in offered else offered[0]


def reveal_key(stage: str, number: str, item: str) -> str:
    """Return the key in `Session.revealed` that says the vote on an item was seen."""
    return f"{stage}/{number}/{item}"


def was_revealed(session: Session, stage: str, number: str, item: str) -> bool:
    """Whether the room has seen the vote on an item in round `number`."""
    return session.revealed.get(reveal_key(stage, number, item), False)


def voted(session: Session) -> list[str]:
    """Return the ids of the stages in which people vote, in order."""
    return [key for key, stage in session.kit.stages.items() if isinstance(stage.asks, VotedOn)]


def facets_asked(session: Session, stage: str, item: str = "") -> dict[str, Facet]:
    """Return the facets that this team rates: those of the kit, except those it left out.

    For an item, with the questions as they are asked about it.
    """
    left_out = answers(session, stage).left_out
    facets = {key: f for key, f in asks(session, stage).facets.items() if key not in left_out}
    found = session.stage(stage).asks
    own = found.questions(session, stage, item) if item and isinstance(found, VotedOn) else {}
    return facets | {key: replace(facets[key], question=own[key]) for key in own if key in facets}


def facets_rated(session: Session, stage: str, item: str = "") -> dict[str, Facet]:
    """Return the facets that this team rates item by item: all except one for which it picks."""
    plan = asks(session, stage)
    asked = facets_asked(session, stage, item)
    return {key: facet for key, facet in asked.items() if not plan.is_picked(key)}


def facets_voted(session: Session, stage: str, item: str) -> dict[str, Facet]:
    """Return the facets in the vote that counts for an item.

    A second one is on this item alone, so nobody can pick in it: what they picked before stays.
    """
    given = answers(session, stage)
    again = given.counting(item) != given.picked_in(item)
    return (facets_rated if again else facets_asked)(session, stage, item)
