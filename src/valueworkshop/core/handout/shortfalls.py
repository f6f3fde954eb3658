"""Where we fall short: the picture, three gaps with what is behind each, and where we overdo."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.handout.distance_picture import MOST, figure, rows
from valueworkshop.core.handout.facts import Facts
from valueworkshop.core.handout.in_short import NO_PROBLEM, NOT_MORE_THAN_LUCK
from valueworkshop.core.handout.said_of_gap import (
    camps,
    how_known,
    how_large,
    phrase,
    quotes_under,
    who_acts,
    who_sees_it,
)
from valueworkshop.core.scoring.gap_points import points, sign
from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.blocks import (
    Block,
    Chart,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Run,
    Sentences,
    Strong,
)
from valueworkshop.core.show.spoken import closed, listed, number
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.reveal_notes import kept_before
from valueworkshop.core.summary.customers_in_words import in_words
from valueworkshop.core.summary.gap_summary import Gap

HEADING: Final = "Where we fall short"

TOLD: Final = 3
"""So many gaps are told one by one."""


def shortfalls(facts: Facts) -> list[Block]:
    """Return the section on gaps; nothing if nobody rated anything."""
    gaps = facts.summary.gaps
    if not facts.raters:
        return []
    blocks: list[Block] = [
        Heading(HEADING),
        Chart(tuple(rows(gaps)), figure(gaps), lambda width: rows(gaps, width)),
        Paragraph(_explained(facts)),
    ]
    if not facts.short:
        blocks.append(Paragraph(NO_PROBLEM if facts.over else "No shortfall found."))
    elif facts.summary.is_above_chance is False:
        blocks.append(Paragraph(f"{NOT_MORE_THAN_LUCK} Check these first:"))
    if told := facts.short[:TOLD]:
        blocks.append(Entries(tuple(_entry(facts, gap) for gap in told), numbered=True))
        blocks += _chosen(facts, told)
    return [*blocks, *_over(facts), *_customers(facts)]


def _explained(facts: Facts) -> str:
    """Say what the picture shows, and what it is sorted by."""
    shown = facts.summary.gaps[:MOST]
    weighed = "gap and weight: what sways customers more stands higher"
    said = [
        f"Our own ratings, {_scale(facts, shown)}. One step is 25 points.",
        f"Sorted by {weighed if facts.summary.weighed else 'gap'}.",
    ]
    used = {sign(gap.score.signed) for gap in shown}
    signs = ", ".join(f"{each} {means}" for each, means in _SIGNS.items() if each in used)
    if signs:
        said.append(f"{signs}.")
    if (more := len(facts.summary.gaps) - MOST) > 0:
        said.append(f"{more} more in the full report.")
    return " ".join(said)


_SIGNS: Final = {
    "▼▼": "a step or more short",
    "▼": "less than a step short",
    "▲": "more than they need",
}


def _scale(facts: Facts, shown: Sequence[Gap]) -> str:
    """Return the ends of the scale, with their words if all stages have the same."""
    stages = {gap.key.partition("/")[0] for gap in shown}
    ends = {
        (labels[0], labels[-1])
        for labels in (asks(facts.session, stage).labels for stage in stages)
    }
    if len(ends) != 1:
        return "from 1 to 5"
    ((low, high),) = ends
    return f"from 1 ({low}) to 5 ({high})"


def _entry(facts: Facts, gap: Gap) -> Entry:
    runs: list[Run] = [Strong(closed(one_line(gap.title))), f" {how_large(gap)}"]
    if two := camps(facts, gap):
        runs.append(f" {two}")
    elif seen := who_sees_it(facts, gap):
        runs.append(f" {seen}")
    if gap.split:
        runs.append(f" We keep both views. {closed(one_line(gap.split.reason))}".rstrip())
    elif gap.split_before:
        runs.append(f" {closed(one_line(capital(kept_before(gap.split_before))))}")
    known = how_known(gap.evidence)
    acts = who_acts(facts, gap)
    return Entry((*runs, " ", *known, " ", acts), under=quotes_under(facts, gap))


def _chosen(facts: Facts, told: Sequence[Gap]) -> list[Block]:
    """Say what we chose to work on, if that is another gap than those told above, or no gap."""
    largest, gaps = {gap.key for gap in told}, {gap.key: gap for gap in facts.summary.gaps}
    if largest & set(facts.chosen) and largest.issuperset(gaps.keys() & set(facts.chosen)):
        return []
    if not facts.chosen:
        return []
    named = [
        phrase(facts, gaps[key]) if key in gaps else f"“{one_line(label(facts.session, key))}”"
        for key in facts.chosen
    ]
    if (more := len(named) - TOLD) > 0:
        named = [*named[:TOLD], f"{number(more)} more"]
    one = "This is the largest gap"
    are = one if len(told) == 1 else f"These are the {number(len(told))} largest gaps"
    return [Paragraph(f"{are}; we chose to work on {listed(named)}.")]


def _customers(facts: Facts) -> list[Block]:
    """Return a line on what customers answered in a survey, beside ours and never added to it."""
    if facts.customers is None:
        return []
    ours = facts.summary.index.value
    beside = f" Ours is {points(ours)}; we never add the two up." if ours is not None else ""
    return [Paragraph(f"From a survey: {in_words(facts.customers)}.{beside}")]


def _over(facts: Facts) -> list[Block]:
    """Return a line on what customers get more of than they need, if that is sure."""
    if facts.short:
        over = [gap for gap in facts.over if gap.asks is Asks.DELIGHT_OR_WASTE]
    else:
        over = list(facts.over[:TOLD])
    if not over:
        return []
    runs: list[Run] = ["More than they need: "]
    for at, gap in enumerate(over):
        between = "" if not at else " and " if at == len(over) - 1 else ", "
        amount = f" ({whole(gap.score.surplus or 0)} over)"
        runs += [*([between] if between else []), Strong(phrase(facts, gap)), amount]
    ask = "that delights them or is" if len(over) == 1 else "these delight them or are"
    return [Sentences((*runs, f". Ask whether {ask} wasted."))]
