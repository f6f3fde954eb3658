"""The order in which items deserve the room's attention, and how far one person decides it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from valueworkshop.core.scoring.exact_sums import Balance
from valueworkshop.core.scoring.hundred_points import HIGH
from valueworkshop.core.scoring.item_score import Facet, ItemVotes, balance, balances_without
from valueworkshop.core.scoring.kept_results import kept

NEARLY_ALL = 90
"""Per cent of the 'needed' answers at the top from which the needs do not separate the items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place, 1 for the largest priority, and its range if we leave out any one person.

    No range (None) with fewer than two people, or if hands or the room's one rating make a rank.
    """

    place: int
    best: int | None = None
    worst: int | None = None


@kept(lambda items: (*items, *items.values()))
def ranks(items: Mapping[str, ItemVotes]) -> dict[str, Rank]:
    """Return the rank of each item that has a shortfall and a priority, by falling priority.

    Equal priorities share the better place: 1, 2, 2, 4. The range contains the place; an item that
    has no shortfall without one person comes after all that have one.
    """
    whole = {key: balance(item) for key, item in items.items()}
    places = _places({key: found for key, found in whole.items() if found.steps > 0})
    ranked = sorted(places, key=lambda key: places[key])
    could = {key for key, found in whole.items() if found.priority is not None}
    without = {key: balances_without(items[key]) for key in could}
    voters = {voter for left in without.values() for voter in left}
    known = all(items[key].paired and not items[key].room for key in places)
    if not known or len(voters) < 2:
        return {key: Rank(place=places[key]) for key in ranked}
    found = {key: [place] for key, place in places.items()}
    for voter in voters:
        left = _places({key: without[key].get(voter, whole[key]) for key in could})
        for key in ranked:
            if key in left:
                found[key].append(left[key])
    return {
        key: Rank(place=places[key], best=min(found[key]), worst=max(found[key])) for key in ranked
    }


def needs_alike(needed: Iterable[Facet]) -> bool:
    """Return whether the answers to 'needed' do not separate the items.

    They do not if nine in ten or more of all answers are 5, over three answers or more and two
    items or more.
    """
    answered = [facet for facet in needed if facet.n]
    n = sum(facet.n for facet in answered)
    top = sum(facet.counts[HIGH - 1] for facet in answered)
    return len(answered) >= 2 and n >= 3 and 100 * top >= NEARLY_ALL * n


def _places(items: Mapping[str, Balance]) -> dict[str, int]:
    found = {key: item.priority for key, item in items.items()}
    known = {key: priority for key, priority in found.items() if priority is not None}
    first: dict[float, int] = {}
    for place, priority in enumerate(sorted(known.values(), reverse=True), start=1):
        first.setdefault(priority, place)
    return {key: first[priority] for key, priority in known.items()}
