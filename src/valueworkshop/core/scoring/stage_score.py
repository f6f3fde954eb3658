"""A stage of rated items: its votes and its gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Protocol

from valueworkshop.core.scoring.item_score import GRADES, ItemScore, ItemVotes, score_item
from valueworkshop.core.scoring.kept_results import kept

ASSUMED = GRADES[0]


class Weighed(Protocol):
    """Anything with a priority R = w * G and a weight w; None if not given."""

    @property
    def priority(self) -> float | None:
        """R, 0 to 100 points."""

    @property
    def weight(self) -> float | None:
        """w, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageVotes:
    """The votes of one stage that asks for needed and today.

    `points` is its share a in the index; `evidence` is the grade of each item, assumed if there is
    none; `present` is how many people could have voted. Raises ValueError for a negative share or
    number of people, and for an unknown grade.
    """

    key: str
    points: int = 1
    items: Mapping[str, ItemVotes] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    present: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for votes that have no score."""
        if min(self.points, self.present) < 0:
            raise ValueError(f"stage {self.key!r}: points and people present are 0 or more")
        for item, grade in self.evidence.items():
            if grade not in GRADES:
                raise ValueError(f"stage {self.key!r}, {item!r}: {grade!r} is no grade of evidence")

    def grade(self, item: str) -> str:
        """Return how the room knows what it says about an item."""
        return self.evidence.get(item, ASSUMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageScore:
    """A stage's gap and noise floor in points, None if there is none, and its items' numbers."""

    key: str
    points: int
    gap: float | None
    floor: float | None
    items: Mapping[str, ItemScore]

    @property
    def weighing(self) -> dict[str, float]:
        """The items behind the gap, each with its share of the stage's weight; together 1."""
        if self.gap is None:
            return {}
        weights = {
            key: item.weight
            for key, item in self.items.items()
            if item.priority is not None and item.weight is not None
        }
        whole = fsum(weights.values())
        return {key: weight / whole for key, weight in weights.items()}


@kept(lambda votes: (votes,))
def score_stage(votes: StageVotes) -> StageScore:
    """Return the numbers of a stage and of each of its items."""
    items = {key: score_item(item) for key, item in votes.items.items()}
    return StageScore(
        key=votes.key,
        points=votes.points,
        gap=stage_gap(items.values()),
        floor=_floor(items.values()),
        items=items,
    )


def stage_gap(items: Iterable[Weighed]) -> float | None:
    """Return the mean of the items' gaps by weight, 0 to 100 points: sum of R / sum of w.

    Over the items with both; None if there is none or they weigh nothing.
    """
    pairs = [(item.priority, item.weight) for item in items]
    both = [(r, w) for r, w in pairs if r is not None and w is not None]
    whole = fsum(w for _, w in both)
    if not whole:
        return None
    return min(100.0, fsum(r for r, _ in both) / whole)  # the last bit may round past the end


def _floor(items: Iterable[ItemScore]) -> float | None:
    """Return the mean of the noise floors by weight, None if an item with a weight has no floor."""
    both = [(i.weight, i.floor) for i in items if i.priority is not None and i.weight]
    known = [(weight, floor) for weight, floor in both if floor is not None]
    if not both or len(known) < len(both):
        return None
    return fsum(weight * floor for weight, floor in known) / fsum(weight for weight, _ in known)
