"""The nine gaps between what is and what should be, each in its own unit.

We never add them up: points, rungs and questions are different things. To say which three are the
largest, we take each as a share of its own scale (34 of 100 points, 2 of 3 rungs, 6 of 9
questions); the largest shares come first, equal ones in the order here, and a share of 0 is no gap.
The shares decide the order, and we never show them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.summary.gap_measures import (
    Measured,
    company_gap,
    competitive_gap,
    evidence_gap,
    focus_gap,
    follow_through_gap,
    knowledge_gap,
    ladder_gap,
    perception_gap,
    value_gap,
)
from valueworkshop.core.summary.gap_summary import Summary

_WORDS: Final = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")

HEAD: Final = 3
"""This many come at the top of the summary."""

RULE: Final = (
    "The three gaps that are largest on their own scale come first: 2 of 3 rungs, for instance, "
    "before 34 of 100 points. That only puts them in order: their units differ, and we add "
    "nothing up."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nine:
    """One of the nine gaps: its name, what it means, its unit, and how large it is.

    `whole` marks those that are the same for every segment.
    """

    key: str
    title: str
    meaning: str
    unit: str
    found: Measured
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    key: str
    title: str
    meaning: str
    unit: str
    measure: Callable[[Session, Summary], Measured]
    whole: bool = False


_NINE: Final = (
    _Plan(
        key="value",
        title="Value",
        meaning="How far today is behind what customers need.",
        unit="points of 100 (a step is 25)",
        measure=value_gap,
    ),
    _Plan(
        key="evidence",
        title="Evidence",
        meaning="How much of that no customer told us and we did not measure.",
        unit="per cent of the weight",
        measure=evidence_gap,
    ),
    _Plan(
        key="perception",
        title="Leaders and front line",
        meaning="How differently two groups of us see the same thing.",
        unit="points of agreement, of 100",
        measure=perception_gap,
        whole=True,
    ),
    _Plan(
        key="company",
        title="Company and customers",
        meaning="How far what we think is from what customers themselves answered.",
        unit="points, of 200 for gaps or 100 for today",
        measure=company_gap,
    ),
    _Plan(
        key="competitive",
        title="Against the best other",
        meaning="How far customers are better off with the best other offer.",
        unit="points of net value, of 200",
        measure=competitive_gap,
    ),
    _Plan(
        key="focus",
        title="Focus",
        meaning="How much of our effort goes elsewhere than where we choose to lead.",
        unit="points to move, of 100",
        measure=focus_gap,
        whole=True,
    ),
    _Plan(
        key="ladder",
        title="Ladder",
        meaning="How far what we are paid for is from what we want to be paid for.",
        unit="rungs, of 3",
        measure=ladder_gap,
        whole=True,
    ),
    _Plan(
        key="knowledge",
        title="Knowledge",
        meaning="How many guiding questions no customer has answered for us.",
        unit="questions",
        measure=knowledge_gap,
    ),
    _Plan(
        key="follow_through",
        title="Follow-through",
        meaning="How much of what we chose has no owner or no date yet.",
        unit="of those chosen, else of the actions",
        measure=follow_through_gap,
        whole=True,
    ),
)


def nine(session: Session, summary: Summary) -> list[Nine]:
    """Return the nine gaps in their order, for the segment of the summary."""
    return [
        Nine(
            key=plan.key,
            title=plan.title,
            meaning=plan.meaning,
            unit=plan.unit,
            found=plan.measure(session, summary),
            whole=plan.whole,
        )
        for plan in _NINE
    ]


def asked_for(found: Sequence[Nine]) -> list[Nine]:
    """Return the gaps for which the kit has a stage: only these are listed."""
    return [gap for gap in found if gap.found.is_asked]


def how_many(found: Sequence[Nine]) -> str:
    """Say how many of the nine the kit asks about: 'Nine gaps', 'Four of the nine gaps'."""
    number = len(asked_for(found))
    return "Nine gaps" if number == len(found) else f"{_WORDS[number]} of the nine gaps"


def foremost(found: list[Nine]) -> list[Nine]:
    """Return the three largest gaps, by the rule above; fewer if there are not three."""
    known = [gap for gap in found if gap.found.share]
    return sorted(known, key=lambda gap: -(gap.found.share or 0))[:HEAD]


def matters_most(found: list[Nine]) -> list[str]:
    """Name those three, each with how large it is; nothing if we know none."""
    return [f"{gap.title}: {gap.found.said}." for gap in foremost(found)]


def in_words(gap: Nine, segment: str = "") -> list[str]:
    """Say how large a gap is, what it means, its unit, and whether a segment's is that of all."""
    said = [f"{gap.found.said}.", gap.meaning]
    if gap.found.number is not None:
        said.append(f"Its unit: {gap.unit}.")
    return [*said, "The same for all segments."] if segment and gap.whole else said
