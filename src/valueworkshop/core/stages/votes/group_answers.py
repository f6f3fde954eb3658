"""How two groups answered the same item: leaders beside the front line, or the only two there are.

A group is shown under the same rules as everywhere, see `told_apart` in `secrecy.py`: three numbers
or more in it, and three or nobody left over. The groups are those on the ballots that exports hold.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.intervals import (
    FEWEST_FOR_AN_INTERVAL,
    cliffs_delta,
    nearer_to_0,
    welch,
)
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    NO_GROUP,
    ROOM,
    Ballot,
    Round,
    answers,
    asks,
    facets_asked,
)
from valueworkshop.core.stages.votes.score import facet_of, read_whole, votes_that_count
from valueworkshop.core.stages.votes.secrecy import (
    group_sizes,
    seen_round,
    told_apart,
    without_small_groups,
)

OTHERS = "others"
"""The group of all who are in no group that can be shown apart."""

_ROUNDING = STEP**2 / 12
"""The least variance of a group's answers, in points squared: that of rounding to whole steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How two groups answered one question about an item.

    `points` is the first group's mean less the second's, -100 to 100. `low` and `high` are the 95 %
    interval of that, by Welch, within -100 to 100 and so wide that those of all the stage compares
    hold together; `delta` is Cliff's. Below five numbers in a group these three are None.
    """

    groups: tuple[str, str]
    answers: tuple[Facet, Facet]
    points: float
    low: float | None = None
    high: float | None = None
    delta: float | None = None

    @property
    def sure(self) -> float | None:
        """How far from 0 the interval is at its nearer end, below 0 if it holds 0; or None."""
        return None if self.low is None or self.high is None else nearer_to_0(self.low, self.high)

    @property
    def resolution(self) -> float:
        """How far one answer moves the distance when it moves one step, in points."""
        return STEP / min(facet.n for facet in self.answers)


@kept(read_whole)
def groups_apart(session: Session, stage: str) -> dict[str, dict[str, Apart]]:
    """Return how two groups answered what is needed and today, by revealed item and facet.

    Where today is compared with something else, such as the best alternative, that stands for what
    is needed. An item without two groups that may be shown is left out.
    """
    alone = {
        item: {facet: found for facet, shown in by_facet.items() if (found := apart(shown))}
        for item in asks(session, stage).items
        if is_revealed(session, stage, item) and (by_facet := by_group(session, stage, item))
    }
    among = sum(map(len, alone.values()))
    return {
        item: {facet: _sized(each, among) for facet, each in found.items()}
        for item, found in alone.items()
        if found
    }


def by_group(session: Session, stage: str, item: str) -> dict[str, dict[str, Facet]]:
    """Return the answers to a revealed item by facet and group: two groups or more, or none.

    The groups are the same for each facet: those that may be shown for all of them.
    """
    asked = facets_asked(session, stage)
    facets = [facet for facet in asks(session, stage).compared or () if facet in asked]
    given = answers(session, stage)
    number = given.counting(item)
    vote = given.rounds.get(number, Round())
    vote = without_small_groups(session, seen_round(session, stage, number, vote))
    ballots, _ = votes_that_count(vote, item)
    if not facets or ROOM in ballots:
        return {}
    counted = {facet: _by_group(vote, ballots, facet, item) for facet in facets}
    named = [*groups_of(session.people)]
    named += sorted(set().union(*counted.values()) - {*named, ""})
    told = _told(session, counted)
    groups = [group for group in named if group in told]
    shown = {facet: _with_others(found, groups) for facet, found in counted.items()}
    return shown if all(len(found) > 1 for found in shown.values()) else {}


def _told(session: Session, counted: Mapping[str, Mapping[str, Facet]]) -> set[str]:
    """Return the groups that may be shown, by those of whom the fewest gave a number."""
    groups = set().union(*counted.values())
    each = {g: [found.get(g, Facet()) for found in counted.values()] for g in groups}
    sizes = Counter({group: max(map(_people, facets)) for group, facets in each.items()})
    fewest = {group: min(facet.n for facet in facets) for group, facets in each.items()}
    return told_apart(fewest, sizes | group_sizes(session))


def _with_others(found: Mapping[str, Facet], groups: list[str]) -> dict[str, Facet]:
    shown = {group: found.get(group, Facet()) for group in groups}
    rest = _together(facet for group, facet in found.items() if group not in groups)
    if shown and rest.n:
        shown[OTHERS if OTHERS not in shown else f"all {OTHERS}"] = rest
    return shown


def apart(shown: Mapping[str, Facet], among: int = 1) -> Apart | None:
    """Return how far leaders and front line lie apart, else the only two groups; None for others.

    `among` is how many such distances are looked at together.
    """
    if {LEADERS, FRONT_LINE} <= set(shown):
        one, other = LEADERS, FRONT_LINE
    elif len(shown) == 2:
        one, other = shown
    else:
        return None
    two = shown[one], shown[other]
    left, right = ([STEP * place for place in _places(facet)] for facet in two)
    points = sum(left) / len(left) - sum(right) / len(right)
    return _sized(Apart(groups=(one, other), answers=two, points=points), among)


def _sized(found: Apart, among: int) -> Apart:
    """Return the same distance with its interval as one of so many; without one for few answers."""
    if min(facet.n for facet in found.answers) < FEWEST_FOR_AN_INTERVAL:
        return found
    left, right = ([STEP * place for place in _places(facet)] for facet in found.answers)
    low, high = welch(left, right, floor=_ROUNDING, among=among)
    return replace(
        found, low=max(low, -100.0), high=min(high, 100.0), delta=cliffs_delta(left, right)
    )


def _by_group(
    vote: Round, ballots: Mapping[str, Ballot], facet: str, item: str
) -> dict[str, Facet]:
    hands = vote.hands.get(facet, {}).get(item, {})
    found = {}
    for group in {ballot.group for ballot in ballots.values()} | {*map(_group, hands)}:
        of_hands = {name: each for name, each in hands.items() if _group(name) == group}
        own = {voter: ballot for voter, ballot in ballots.items() if ballot.group == group}
        only = replace(vote, hands={facet: {item: of_hands}})
        found[group] = facet_of(only, own, facet, item)
    return found


def _group(of_hands: str) -> str:
    return "" if of_hands in {EVERYONE, NO_GROUP} else of_hands


def _people(facet: Facet) -> int:
    return facet.n + facet.dont_know + facet.skipped


def _places(facet: Facet) -> list[int]:
    return [place for place, count in enumerate(facet.counts) for _ in range(count)]


def _together(facets: Iterable[Facet]) -> Facet:
    whole = Facet()
    for facet in facets:
        whole = Facet(
            counts=tuple(map(sum, zip(whole.counts, facet.counts, strict=True))),
            dont_know=whole.dont_know + facet.dont_know,
            skipped=whole.skipped + facet.skipped,
        )
    return whole
