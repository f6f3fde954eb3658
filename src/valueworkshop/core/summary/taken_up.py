"""What a team weighs by effort and impact: what it chose, else the most dots or largest gaps."""

from collections.abc import Mapping
from dataclasses import dataclass

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.dots.score import counting, leaders
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.labels import label
from valueworkshop.core.summary.candidates import candidates
from valueworkshop.core.summary.gap_summary import summarise


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """Keys 'stage/item' with their words, and in words what they are."""

    found: tuple[tuple[str, str], ...]
    what: str


def to_take_up(session: Session, most: int) -> TakenUp:
    """Return what was chosen; if nothing was, what got most dots; else the largest gaps.

    Of dots and gaps there are up to `most`, of dots never only some of those that tie.
    """
    stages = stages_with(session.kit, Trait.HOLDS_ACTIONS)
    chosen = dict.fromkeys(key for stage in stages for key in agreed(session, stage).chosen)
    if chosen:
        return TakenUp(found=_worded(session, chosen), what="what we chose")
    for stage in stages:
        dots = tuple(counting(session, About.CANDIDATES, stage).values())
        if first := leaders(dots, most):
            found = tuple((result.option, result.text) for result in first)
            return TakenUp(found=found, what="what got most dots")
        if typed := _most(agreed(session, stage).dots, most):
            return TakenUp(found=_worded(session, typed), what="what got most dots")
    gaps = candidates(summarise(session, wait=False))[:most]
    return TakenUp(found=tuple((each.key, each.title) for each in gaps), what="the largest gaps")


def _worded(session: Session, keys: dict[str, None] | list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((key, label(session, key)) for key in keys)


def _most(dots: Mapping[str, int], most: int) -> list[str]:
    """Return the keys with most dots, the most first: up to `most`, but all or none that tie."""
    ranked = sorted((key for key in dots if dots[key] > 0), key=lambda key: -dots[key])
    while len(ranked) > most:
        fewest = dots[ranked[most]]
        ranked = [key for key in ranked if dots[key] > fewest]
    return ranked
