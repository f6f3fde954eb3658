"""Weights by choice: what each person picks as mattering most, and as mattering least.

A rated weight sits near the top for every item, as a rated need does; a choice tells items apart
(Finn & Louviere, Journal of Public Policy & Marketing 11, 1992). We keep a pick on the scale of
ratings: 5 matters most, 1 matters least, 3 was not picked. Then the mean of (answer - 1) / 4, which
is the weight of any item, is the picks per person, from -1 to 1, rescaled to 0 to 1; so margins,
ranks and sign flips are those of rated weights.
"""

from dataclasses import dataclass

from valueworkshop.core.scoring.item_score import Facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """How many of `people` picked an item as mattering most, and as mattering least."""

    most: int
    least: int
    people: int

    @property
    def neither(self) -> int:
        """How many picked, but not this item."""
        return self.people - self.most - self.least

    @property
    def weight(self) -> float | None:
        """(most - least) / people, from -1 to 1, rescaled to 0 to 1; None where nobody picked."""
        if not self.people:
            return None
        return (self.people + self.most - self.least) / (2 * self.people)


def picks_of(facet: Facet) -> Picks:
    """Return the picks that the answers to a weight stand for.

    Raises ValueError for answers that are no picks.
    """
    least, two, neither, four, most = facet.counts
    if two or four:
        raise ValueError(f"{facet.counts} are not picks: only 1, 3 and 5 are")
    return Picks(most=most, least=least, people=least + neither + most)
