"""What we say about a revealed item beside its numbers: rounds, lone answers, explanations."""

from collections.abc import Mapping

from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.votes import group_words, words
from valueworkshop.core.stages.votes.discussion_order import alone, ends, explained
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import Facet, Plan, Split, answers, asks, facets_rated
from valueworkshop.core.stages.votes.score import facet_totals
from valueworkshop.core.stages.votes.second_rounds import (
    Shift,
    round_before,
    shift,
    split_before,
    split_of,
)

UNLINKED = (
    "we cannot tell who answered both rounds: hands carry no names, and ballots lose theirs once "
    "a stage is over"
)


def told(session: Session, stage: str, item: str) -> list[str]:
    """Return sentences about a revealed item, without their full stops and without names."""
    plan, facets = asks(session, stage), facets_rated(session, stage)
    said = kept(session, stage, item) + _rounds(session, stage, item, facets)
    for key, facet in facets.items():
        label = f"{facet.label}: " if len(facets) > 1 else ""
        found = alone(facet_totals(session, stage, item, key))
        if found:
            one, low, high = (_word(plan, answer) for answer in found)
            others = low if low == high else f"{low} or {high}"
            said.append(f"{label}one person answered {one}, all others {others}")
        said += [f"{label}{each}" for each in _explained(session, stage, item, key)]
    return said


def speakers(session: Session, stage: str, item: str) -> list[str]:
    """Return who speaks first, if people are apart in an open vote: for the room only."""
    facets = facets_rated(session, stage)
    found = {facet.label: ends(session, stage, item, key) for key, facet in facets.items()}
    return [
        f"{label}: hear the lowest first, {names[0]}; then the highest, {names[1]}"
        for label, names in found.items()
        if names
    ]


def kept(session: Session, stage: str, item: str) -> list[str]:
    """Say that the team keeps both views or did after an earlier vote, and why; else nothing."""
    if split := split_of(session, stage, item):
        return [f"we keep both views: {split.reason}" if split.reason else "we keep both views"]
    split = split_before(session, stage, item)
    return [kept_before(split)] if split else []


def kept_before(split: Split) -> str:
    """Say of a split that another vote ended after which round the team kept it, and why."""
    said = f"after round {split.round} we kept both views"
    return f"{said}: {split.reason}" if split.reason else said


def _rounds(session: Session, stage: str, item: str, facets: Mapping[str, Facet]) -> list[str]:
    before = round_before(session, stage, item)
    if not before:
        return []
    number, plan = answers(session, stage).counting(item), asks(session, stage)
    moved = {key: shift(session, stage, item, key) for key in facets}
    if not any(moved.values()):
        return [f"round {number} counts; {UNLINKED}"]
    both = max(each.n for each in moved.values() if each)
    known = {facets[key].label: each for key, each in moved.items() if each}
    said = [_shift(plan, label, each) for label, each in known.items() if each.up or each.down]
    who = "1 person" if both == 1 else f"{both} people"
    return [
        f"round {number} counts; {who} answered both rounds{'' if said else ', and nobody moved'}",
        *said,
    ]


def _shift(plan: Plan, label: str, moved: Shift) -> str:
    if not plan.scale:
        return f"{moved.up} of {moved.n} now agree, {moved.down} now disagree"
    means = f"mean {one_decimal(moved.before)} before, {one_decimal(moved.after)} now"
    return f"{label}: of {moved.n} people, {moved.up} went up and {moved.down} down; {means}"


def _explained(session: Session, stage: str, item: str, facet: str) -> list[str]:
    found = explained(session, stage, item, facet)
    if found is None:
        return []
    if not found.may:
        return ["that people think of different customers does not explain the differences"]
    middles = ", ".join(
        f"{in_a_sentence(session.segments[key].name)} {median:g}"
        for key, median in found.medians.items()
    )
    return [
        f"people may differ because they think of different customers (middle answers: {middles})"
    ]


def _word(plan: Plan, answer: int) -> str:
    """Return an answer as people say it: a number of a scale, else its word."""
    words = {choice.number: choice.word for choice in plan.choices}
    return str(answer) if plan.scale else words.get(answer, str(answer))  # type: ignore[call-overload]


def told_of_stage(session: Session, stage: str) -> list[str]:
    """Return what is said once of all revealed items: that agreement can be luck, and of groups."""
    facets = facets_rated(session, stage)
    shown = [i for i in asks(session, stage).items if is_revealed(session, stage, i)]
    luck = words.luck(facet_totals(session, stage, item, key) for item in shown for key in facets)
    return [*([luck] if luck else []), *group_words.whole_stage(session, stage)]
