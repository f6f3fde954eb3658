"""The touchpoints of a customer's journey: what each feeds, and who or what carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.custom_items import OwnAsks, OwnItem, OwnVotes, items_of
from valueworkshop.core.stages.votes.model import NEEDED, TODAY, Facet, Item, Plan, Weighing


class Term(StrEnum):
    """The terms of the value equation; a touchpoint feeds one of them."""

    PRODUCT = "product"
    SERVICE = "service"
    PRICE = "price"
    HASSLE = "hassle"

    @property
    def in_words(self) -> str:
        """The term as a customer sees it."""
        return _TERMS[self]


_TERMS: Mapping[Term, str] = {
    Term.PRODUCT: "product quality",
    Term.SERVICE: "service quality",
    Term.PRICE: "price",
    Term.HASSLE: "hassle",
}


class Carrier(StrEnum):
    """What carries value to customers; a touchpoint may have several."""

    PRODUCT = "product"
    BRAND = "brand"
    SERVICE = "service"
    PROCESSES = "processes"
    CULTURE = "culture"
    EMPLOYEES = "employees"
    CUSTOMERS = "customers"

    @property
    def in_words(self) -> str:
        """The carrier in full."""
        return _CARRIERS[self]


_CARRIERS: Mapping[Carrier, str] = {
    Carrier.PRODUCT: "product",
    Carrier.BRAND: "brand",
    Carrier.SERVICE: "customer service",
    Carrier.PROCESSES: "processes and procedures",
    Carrier.CULTURE: "the organisation's culture",
    Carrier.EMPLOYEES: "dealings with employees",
    Carrier.CUSTOMERS: "dealings with other customers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(OwnItem):
    """A moment of the journey. `term` is None and `carriers` is empty if nobody said.

    `lack` names it within a sentence that says we fall short, as `Item.lack` does, and `short` is
    what it is called where there is little room.
    """

    lack: str = ""
    short: str = ""
    term: Term | None = None
    carriers: tuple[Carrier, ...] = ()

    @property
    def rated(self) -> Item:
        """The moment as people rate it."""
        return Item(text=self.text, short=self.short, lack=self.lack, about=self.about)

    @property
    def reworded(self) -> "Touchpoint":
        """The moment without the kit's other names for it: the team's words are others."""
        return replace(self, lack="", short="")


def _facets() -> Mapping[str, Facet]:
    return {
        NEEDED: Facet(label="expected", question="How good do they expect this moment to be?"),
        TODAY: Facet(label="experienced", question="How good is it when they live through it?"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(OwnAsks):
    """The touchpoints that a kit suggests, and what it asks about each."""

    items: Mapping[str, Touchpoint] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=_facets)
    labels: tuple[str, str, str, str, str] = ("poor", "weak", "fair", "good", "excellent")
    weight: Weighing | None = None

    def planned(self, items: Mapping[str, Any]) -> Plan:
        """Return the plan for these touchpoints, and how people say what each weighs."""
        return replace(OwnAsks.planned(self, items), weight=self.weight)

    def nothing(self) -> "Answers":
        """Return the answers of a journey before anybody said anything."""
        return Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(OwnVotes):
    """Votes, and the touchpoints once the team has changed them."""

    items: Mapping[str, Touchpoint] = field(default_factory=dict)


def touchpoints(session: Session, stage: str) -> Mapping[str, Touchpoint]:
    """Return the touchpoints by id: the team's, else the kit's."""
    return items_of(session, stage)
