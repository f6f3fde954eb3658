"""The lever test: how net and the leads change if terms of our offer move. Never saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.rounding import one_decimal, two_decimals
from valueworkshop.core.scoring.value_equation import TERMS, Levels
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import ATTRIBUTION, Offers
from valueworkshop.core.stages.offers.words import EASIEST, ratio_in_words
from valueworkshop.core.stages.votes.words import ahead_or_behind

NOT_KEPT = "A what-if: nothing here is saved, and no answer changes."


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Our offer, which must have a net, with its terms moved by whole steps of 25 points."""

    offers: Offers
    steps: Mapping[str, int] = field(default_factory=dict)

    @property
    def now(self) -> Levels:
        """The levels of our offer."""
        return self.offers.levels[OURS]

    @property
    def then(self) -> Levels:
        """The levels it would have: no term goes past 1 or 5."""
        levels = self.now
        for term, steps in self.steps.items():
            levels = levels.moved(term, steps)
        return levels

    def moved(self, term: str, by: int) -> "WhatIf":
        """Return this with one term a step up (+1) or down (-1); at the end of the scale, this."""
        steps = self.steps.get(term, 0) + by
        tried = replace(self, steps={**self.steps, term: steps})
        return self if tried.then == self.then else tried

    @property
    def as_if(self) -> dict[str, Levels]:
        """The levels that every offer with a net would have."""
        return {**self.offers.levels, OURS: self.then}


def lines(what_if: WhatIf, chosen: str, width: int) -> list[str]:
    """Return the test in lines of at most `width` cells (sentences may be longer), 40 or more.

    `chosen` is the term at the cursor ▸.
    """
    offers, now, then = what_if.offers, what_if.now, what_if.then
    drawn = ["    now   then"]
    for term in TERMS:
        old, new = now.by_term[term], then.by_term[term]
        mark = "▸" if term == chosen else " "
        front = f"{mark} {one_decimal(old):>5}  {one_decimal(new):>5}  "
        label = offers.terms[term]
        words = f"{label} ({_change(what_if, term)})" if old != new else label
        drawn.append((front + fitted(words, width - len(front))).rstrip())
    drawn.append("")
    drawn.append(f"  {signed(now.net):>5}  {signed(then.net):>5}  net of our offer, -100 to 100")
    for rival, lead in offers.leads.items():
        front = f"  {signed(lead):>5}  {signed(lead + then.net - now.net):>5}  "
        words = f"{ahead_or_behind(lead + then.net - now.net)} {offers.names[rival]}"
        drawn.append((front + fitted(words, width - len(front))).rstrip())
    ratios = f"{two_decimals(now.ratio):>5}  {two_decimals(then.ratio):>5}"
    drawn += ["", f"  {ratios}  Smith's ratio of our offer"]
    drawn += ratio_in_words(what_if.as_if, offers.names)
    return [*drawn, ATTRIBUTION, "", EASIEST]


def _change(what_if: WhatIf, term: str) -> str:
    """Return how far a term moved: '+1 step', '+0.8, to the end of the scale'."""
    moved = what_if.then.by_term[term] - what_if.now.by_term[term]
    steps = what_if.steps[term]
    if moved == steps:
        return f"{steps:+d} step" if abs(steps) == 1 else f"{steps:+d} steps"
    sign = "+" if moved > 0 else ""
    return f"{sign}{one_decimal(moved)}, to the end of the scale"
