"""The lines of a ledger: what customers get and what they give, each of a kind, for a segment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.order import ordered, put_at
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.custom_items import OwnAsks, OwnItem, OwnVotes, items_of
from valueworkshop.core.stages.votes.model import Facet, Item, Plan

OURS, ALTERNATIVE = "ours", "alternative"
"""The facets: how good a line is with us, and with the best alternative that customers have."""

UNIT_NOT_SAID = "per customer and year, currency not said"
"""The unit of amounts, until the team says one."""


class Side(StrEnum):
    """The two columns of a ledger."""

    BENEFIT = "benefit"
    COST = "cost"

    @property
    def heading(self) -> str:
        """The heading of the column."""
        return "What customers get" if self is Side.BENEFIT else "What they give"


class Sort(StrEnum):
    """What a line is a benefit or a cost of. The first of each side is for any other."""

    BENEFIT = "benefit"
    QUALITY = "quality"
    INTERFACE = "interface"
    ENGAGEMENT = "engagement"
    BRAND = "brand"
    EXPERIENCE = "experience"
    EASE = "ease"
    ACCESSIBILITY = "accessibility"
    SOLVING = "solving"
    SUPPORT = "support"
    CHANGE = "change"
    COST = "cost"
    MONEY = "money"
    TIME = "time"
    EFFORT = "effort"
    ENERGY = "energy"
    CONVENIENCE = "convenience"
    THOUGHT = "thought"
    LEARNING = "learning"
    SEARCHING = "searching"

    @property
    def side(self) -> Side:
        """The column of the line."""
        return Side.COST if self in _COSTS else Side.BENEFIT

    @property
    def is_any(self) -> bool:
        """Whether it is the sort for anything without a sort of its own."""
        return self.value in set(Side)

    @property
    def in_words(self) -> str:
        """The kind as a team would say it."""
        return _WORDS.get(self, self.value)


_WORDS: Mapping[Sort, str] = {
    Sort.BENEFIT: "another benefit",
    Sort.INTERFACE: "interface and use",
    Sort.BRAND: "brand standing",
    Sort.EASE: "ease of use",
    Sort.SOLVING: "solving the problem",
    Sort.SUPPORT: "after-sales support",
    Sort.CHANGE: "acceptance of change",
    Sort.COST: "another cost",
}
_COSTS = frozenset(list(Sort)[list(Sort).index(Sort.COST) :])


class ChargedFor(StrEnum):
    """What customers pay for with a cost in money, as on the charging ladder."""

    STUFF = "stuff"
    GOODS = "goods"
    SERVICES = "services"
    TIME = "time"

    @property
    def in_words(self) -> str:
        """What customers pay for."""
        return "time with us" if self is ChargedFor.TIME else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(OwnItem):
    """A benefit or a cost, for a segment (its id), '' for all customers.

    `amount` is what it is worth or costs in whole units of the ledger's currency; None if nobody
    said. `charged_for` is for costs in money only.
    """

    kind: Sort
    segment: str = ""
    amount: int | None = None
    charged_for: ChargedFor | None = None

    @property
    def side(self) -> Side:
        """The column of the line."""
        return self.kind.side

    @property
    def as_asked(self) -> "Line":
        """The line without its amount, and for all customers: a kit knows no team's segments."""
        return replace(self, order=0, amount=None, segment="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """A question that brings lines to mind for each kind of benefit, then of cost; '' asks none."""

    quality: str = "What is so well made or well done that they notice it?"
    interface: str = "What is good to use and to look at, and easy to find your way around?"
    engagement: str = "What makes them want to take part, come back or bring others in?"
    brand: str = "What does it do for their standing that it is ours?"
    experience: str = "Which moment with us would they tell somebody about?"
    ease: str = "What can they do at once, without help?"
    accessibility: str = "What do they get where, when and how they need it?"
    solving: str = "Which of their problems is gone, and since when?"
    support: str = "What do they get from us after they have paid?"
    change: str = "What helps them, and those around them, to accept what is new?"
    money: str = "What do they pay, at first and later? What do we charge it for?"
    time: str = "What does dealing with us cost them in time?"
    effort: str = "What do they have to do themselves that they would rather not?"
    energy: str = "What is tiring or annoying about it?"
    convenience: str = "What do they have to arrange around us, or do without?"
    thought: str = "What do they have to decide, compare, keep in mind or worry about?"
    learning: str = "What do they have to learn before it is of use?"
    searching: str = "What do they have to search for: us, the right product, the right person?"


_HOW_GOOD = "How good is this for customers, with us?"
_HOW_LITTLE = "How good is this for customers, with us? A 5 costs them next to nothing."


def _facets() -> Mapping[str, Facet]:
    return {
        OURS: Facet(label="with us", question=_HOW_GOOD),
        ALTERNATIVE: Facet(
            label="elsewhere",
            question="And with the best alternative they have?",
            optional=True,
        ),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(OwnAsks):
    """The lines that a kit suggests, perhaps none, what it asks about each, and prompts for them.

    `unit` is the currency and the span of time of amounts, if the kit knows them. `cost_question`
    asks about a cost with us, where up is less of it; '' asks what is asked about a benefit, or if
    the kit left that as it was, how little it weighs.
    """

    items: Mapping[str, Line] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=_facets)
    cost_question: str = ""
    labels: tuple[str, str, str, str, str] = ("very poor", "poor", "so-so", "good", "very good")
    prompts: Prompts = field(default_factory=Prompts)
    unit: str = ""

    def planned(self, items: Mapping[str, Any]) -> Plan:
        """Return the plan for these lines, benefits first."""
        rated = {key: _item(line) for key, line in _in_order(items)}
        return Plan(items=rated, facets=self.facets, labels=self.labels, points=self.points)

    def questions(self, session: Session, stage: str, item: str) -> Mapping[str, str]:
        """Return how a cost is asked about: up is good for it too, so not how good it is."""
        line = items_of(session, stage).get(item)
        ours = self.facets.get(OURS)
        if not isinstance(line, Line) or line.side is Side.BENEFIT or ours is None:
            return {}
        usual = _HOW_LITTLE if ours.question == _HOW_GOOD else ours.question
        return {OURS: self.cost_question or usual}

    def asked_again(self, session: Session, stage: str, items: Mapping[str, Any]) -> "Asks":
        """Return what a kit says that asks the same of another team, in the same unit."""
        asked = OwnAsks.asked_again(self, session, stage, items)
        return replace(asked, unit=answers_of(session, stage).unit or self.unit)

    def nothing(self) -> "Answers":
        """Return the answers of an empty ledger."""
        return Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(OwnVotes):
    """Votes, the lines once the team has changed them, and the unit of the amounts."""

    items: Mapping[str, Line] = field(default_factory=dict)
    unit: str = ""


def answers_of(session: Session, stage: str) -> Answers:
    """Return what was answered, empty if nothing was."""
    return session.given(stage, Answers)


def lines_of(session: Session, stage: str) -> list[tuple[str, Line]]:
    """Return (id, line) of every line, the team's or else the kit's: benefits, then costs."""
    return _in_order(items_of(session, stage))


def _in_order(items: Mapping[str, Any]) -> list[tuple[str, Line]]:
    lines: list[tuple[str, Line]] = ordered(items)
    return sorted(lines, key=lambda pair: pair[1].side is Side.COST)


def segment_of(session: Session, line: Line) -> str:
    """Return the segment that a line is for, '' for all; a removed segment counts as all."""
    return line.segment if line.segment in session.segments else ""


def missing(session: Session, stage: str, side: Side) -> list[Sort]:
    """Return the kinds of a side without a line yet."""
    there = {line.kind for _, line in lines_of(session, stage)}
    return [sort for sort in Sort if sort.side is side and not sort.is_any and sort not in there]


def prompt(session: Session, stage: str, sort: Sort) -> str:
    """Return the question that brings lines of a kind to mind, '' if there is none."""
    asked = session.stage(stage).asks
    prompts = asked.prompts if isinstance(asked, Asks) else Prompts()
    known = {each.name for each in fields(prompts)}
    return str(getattr(prompts, sort.value)) if sort.value in known else ""


def unit_of(session: Session, stage: str) -> str:
    """Return the unit of amounts: from the team, else the kit, else that nobody said."""
    asked = session.stage(stage).asks
    by_kit = asked.unit if isinstance(asked, Asks) else ""
    return answers_of(session, stage).unit or by_kit or UNIT_NOT_SAID


def say_unit(session: Session, stage: str, unit: str) -> Session:
    """Set the unit of amounts."""
    given = replace(answers_of(session, stage), unit=one_line(unit))
    return session.with_answers(stage, given)


def move_line(session: Session, stage: str, key: str, by: int) -> Session:
    """Move a line up (-1) or down (+1) in its column; at the end it stays."""
    items: dict[str, Line] = dict(items_of(session, stage))
    if key not in items:
        return session
    order = [other for other, _ in ordered(items)]
    column = [other for other in order if items[other].side is items[key].side]
    place = column.index(key) + by
    if not 0 <= place < len(column):
        return session
    moved = put_at(items, key, order.index(column[place]))
    return session.with_answers(stage, replace(answers_of(session, stage), items=moved))


def charged_for(session: Session, stage: str) -> set[ChargedFor]:
    """Return everything that customers pay money for, as far as the team said."""
    found = {line.charged_for for _, line in lines_of(session, stage) if line.kind is Sort.MONEY}
    return {charged for charged in found if charged is not None}


_ENDS: Mapping[Side, tuple[str, str]] = {
    Side.BENEFIT: ("they get next to nothing of it", "they get all they could wish for"),
    Side.COST: ("it costs them very much", "it costs them next to nothing"),
}


def _item(line: Line) -> Item:
    low, high = _ENDS[line.side]
    return Item(text=line.text, about=line.about, low=low, high=high)
