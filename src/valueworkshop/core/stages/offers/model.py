"""What people rate: the offers that the session names, on the terms of the value equation."""

from dataclasses import dataclass, field

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.value_equation import HASSLE, PRICE, PRODUCT, SERVICE
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import DO_NOTHING
from valueworkshop.core.stages.votes.model import Facet, Item, Plan, VotedOn, asks

OURS = "ours"
"""The id of our own offer among the offers."""

_OURS = "Rate it as customers see it, not as it was meant."
_RIVAL = "Rate what its customers get, as they see it. Then say how we know."
_NOTHING = (
    "Customers carry on as they are. Rate what they use now, the help they find with it, what it "
    "costs them, and how much trouble it is."
)


_PRODUCT = Facet(
    label="product quality",
    question="How good is what customers get: the thing or the work itself?",
)
_SERVICE = Facet(
    label="service quality",
    question="How good is the way they are looked after, before and after they decide?",
)
_PRICE = Facet(
    label="fair price",
    question="How good is the price in their eyes, for what they get?",
)
_HASSLE = Facet(
    label="little hassle",
    question="How good is it at sparing them trouble: waiting, learning, searching, worry?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words for the four terms, which are always these; up is better in each.

    They are asked of every offer, also of doing nothing.
    """

    product: Facet = _PRODUCT
    service: Facet = _SERVICE
    price: Facet = _PRICE
    hassle: Facet = _HASSLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(VotedOn):
    """The words for the terms and for the points 1 to 5.

    The session says which offers there are.
    """

    facets: Terms = field(default_factory=Terms)
    labels: tuple[str, str, str, str, str] = ("very poor", "poor", "so-so", "good", "very good")

    def plan(self, session: Session, stage: str) -> Plan:
        """Return our offer, each competitor's and, if the team counts it, doing nothing."""
        del stage
        return _planned(self, session)


def _read(asked: Asks, session: Session) -> tuple[object, ...]:
    return (asked, session.offer, session.competitors, session.do_nothing)


@kept(_read)
def _planned(asked: Asks, session: Session) -> Plan:
    items = {OURS: Item(text=session.offer or "Our offer", about=_OURS)}
    for key, rival in ordered(session.competitors):
        items.setdefault(key, Item(text=rival.name, about=_RIVAL))
    if session.do_nothing:
        items[DO_NOTHING] = Item(text="Doing nothing", about=_NOTHING)
    facets = {
        PRODUCT: asked.facets.product,
        SERVICE: asked.facets.service,
        PRICE: asked.facets.price,
        HASSLE: asked.facets.hassle,
    }
    return Plan(items=items, facets=facets, labels=asked.labels)


def name_of(session: Session, stage: str, offer: str) -> str:
    """Return the name of an offer in a picture or a sentence; ours says that it is ours."""
    text = asks(session, stage).items[offer].text
    if offer == OURS and session.offer:
        return f"{text} (ours)"
    return "doing nothing" if offer == DO_NOTHING else text
