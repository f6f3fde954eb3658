"""A team's own items: for kits that only suggest what people vote on.

Until a team changes anything, the kit's items count; the first change copies them into the answers,
under the same ids, so that votes already given stay with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.order import last, ordered, put_at
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import Facet, Item, Plan, VotedOn, Votes, answers


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """One thing to vote on. A kind adds what else it keeps of it."""

    text: str
    about: str = ""
    order: int = 0

    @property
    def rated(self) -> Item:
        """The item as people rate it."""
        return Item(text=self.text, about=self.about)

    @property
    def as_asked(self) -> Self:
        """The same as a kit has it: what only this team knows of it is not there."""
        return replace(self, order=0)

    @property
    def reworded(self) -> Self:
        """The same without what no longer fits once its text is another."""
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVotes(Votes):
    """Votes, and the items that they are on. A kind narrows the type of `items`."""

    items: Mapping[str, OwnItem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAsks(VotedOn):
    """What a kit says if the team has its own items: suggestions, and the facets."""

    items: Mapping[str, OwnItem] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=dict)
    labels: tuple[str, str, str, str, str] = Plan().labels
    points: int = 1

    def plan(self, session: Session, stage: str) -> Plan:
        """Return the current items: the same plan for as long as they stay."""
        return _planned(self, items_of(session, stage))

    def planned(self, items: Mapping[str, Any]) -> Plan:
        """Return the plan for these items."""
        rated = {key: item.rated for key, item in ordered(items)}
        return Plan(items=rated, facets=self.facets, labels=self.labels, points=self.points)

    def asked_again(self, session: Session, stage: str, items: Mapping[str, Any]) -> Self:
        """Return what a kit says that asks the same of another team."""
        del session, stage
        return replace(self, items={key: item.as_asked for key, item in ordered(items)})

    def nothing(self) -> OwnVotes:
        """Return the answers of a stage before anybody gave one."""
        return OwnVotes()


T = TypeVar("T", bound=OwnItem)


@kept(lambda asked, items: (asked, items))
def _planned(asked: OwnAsks, items: Mapping[str, Any]) -> Plan:
    return asked.planned(items)


def items_of(session: Session, stage: str) -> Mapping[str, Any]:
    """Return the items of the stage by id, of the kind's own type: the team's, else the kit's."""
    given, asked = answers(session, stage), session.stage(stage).asks
    if isinstance(given, OwnVotes) and given.items:
        return given.items
    return _spaced(asked.items) if isinstance(asked, OwnAsks) else {}


def suggested(session: Session, stage: str, one: str) -> str:
    """Say that the items are only a kit's suggestions, to adapt before anybody rates them.

    `one` is the word for an item. '' if the team has changed them, or has begun to vote.
    """
    given, asked = answers(session, stage), session.stage(stage).asks
    if not (isinstance(asked, OwnAsks) and isinstance(given, OwnVotes)) or given.items:
        return ""
    if not asked.items or any(vote.ballots or vote.hands for vote in given.rounds.values()):
        return ""
    count = len(asked.items)
    these = f"This {one} is" if count == 1 else f"These {count} {one}s are"
    return f"{these} only suggested."


def put_item(session: Session, stage: str, key: str, item: OwnItem, after: str = "") -> Session:
    """Set the item `key`: an old one in its position, a new one after `after`, else last.

    An item without a word changes nothing: the same session comes back.
    """
    item = replace(item, text=one_line(item.text))
    items = dict(items_of(session, stage))
    if not item.text:
        return session
    if key in items:
        item = item if item.text == items[key].text else item.reworded
        items[key] = replace(item, order=items[key].order)
        return _with_items(session, stage, items)
    items[key] = replace(item, order=last(items))
    if after in items:
        keys = [other for other, _ in ordered(items)]
        items = put_at(items, key, keys.index(after) + 1)
    return _with_items(session, stage, items)


def move_item(session: Session, stage: str, key: str, by: int) -> Session:
    """Move an item up (-1) or down (+1) among the others; at the end it stays."""
    items = dict(items_of(session, stage))
    if key not in items:
        return session
    place = [other for other, _ in ordered(items)].index(key) + by
    if not 0 <= place < len(items):
        return session
    return _with_items(session, stage, put_at(items, key, place))


def remove_item(session: Session, stage: str, key: str) -> Session:
    """Remove an item. The last one stays if the kit suggests some: they would come back.

    Its votes and evidence stay in the file and return with it on undo.
    """
    items = dict(items_of(session, stage))
    asked = session.stage(stage).asks
    suggested = isinstance(asked, OwnAsks) and asked.items
    if key not in items or (len(items) == 1 and suggested):
        return session
    del items[key]
    return _with_items(session, stage, items)


def _with_items(session: Session, stage: str, items: Mapping[str, OwnItem]) -> Session:
    given: Any = answers(session, stage)
    return session.with_answers(stage, replace(given, items=dict(items)))


@kept(lambda items: (items,))
def _spaced(items: Mapping[str, OwnItem]) -> Mapping[str, OwnItem]:
    """Return a kit's items, in the kit's order, with gaps between their order numbers."""
    if any(item.order for item in items.values()):
        return items
    return {
        key: replace(item, order=(place + 1) * 1000)
        for place, (key, item) in enumerate(items.items())
    }
