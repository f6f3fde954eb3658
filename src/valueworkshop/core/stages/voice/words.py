"""Customers beside the team, in sentences that say no more than the answers support."""

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.answer_pairs import PairScore, Side
from valueworkshop.core.scoring.customers_index import (
    CustomersIndex,
    Difference,
)
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.intervals import FEWEST_FOR_AN_INTERVAL
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.stages.voice.model import Import, surveyed
from valueworkshop.core.stages.voice.score import FEWEST, Row
from valueworkshop.core.stages.voice.survey_evidence import month
from valueworkshop.core.stages.votes.words import agreement, points

NOTHING = "Nothing from customers yet."

NEVER_POOLED = (
    "Customers' answers stand beside the team's and are never added to them. Customers gave no "
    "weights: each item counts alike on their side."
)


def of_import(found: Import) -> str:
    """Say what a file added."""
    day = surveyed(found)
    when = f", survey of {month(day)}" if day else ""
    known = ", measured" if found.evidence is Grade.MEASURED else ""
    refused = f", {found.refused:,} refused" if found.refused else ""
    items = "1 item" if len(found.items) == 1 else f"{len(found.items)} items"
    return (
        f"{one_line(found.source)}{when}: {_people(found.respondents, 'customer')} "
        f"of {found.rows:,} rows, {items}{refused}{known}"
    )


def indices(customers: CustomersIndex, team: IndexScore) -> str:
    """Say both indices beside each other, or why there is none."""
    ours = (
        "the team has none yet" if team.value is None else f"the team's own is {points(team.value)}"
    )
    if customers.value is None:
        known = {key: gap for key, gap in customers.gaps.items() if gap is not None}
        if not known:
            return f"No customers' gap index: nobody was asked for needed and today both; {ours}."
        return (
            "No customers' gap index: they were asked about under half of what the workshop "
            f"rates; {ours}."
        )
    floor = (
        f"; disagreement alone would make {points(customers.floor)}"
        if customers.floor is not None
        else ""
    )
    some = f"; provisional: {', '.join(customers.provisional)}" if customers.provisional else ""
    return (
        f"Customers' gap index {points(customers.value)} of 100 "
        f"(up to {_people(customers.people, 'customer')}{floor}{some}); {ours}."
    )


def apart(row: Row) -> str:
    """Say how far customers and the team are apart on an item, or why we cannot say that."""
    if row.customers is None:
        if not row.answered:
            return "no customer answered"
        return f"fewer than {FEWEST} customers answered: not shown apart"
    if row.team is None or row.apart is None:
        return "the team's vote is not revealed"
    if row.apart.gap is not None:
        said = _difference(row.apart.gap, "gap", "larger", "smaller")
        ours, theirs = row.team.n, row.customers.n
    elif row.apart.today is not None:
        said = _difference(row.apart.today, "today", "higher", "lower")
        ours, theirs = row.team.today.n, row.customers.today.n
    else:
        return "nothing that both rated"
    if min(ours, theirs) >= FEWEST_FOR_AN_INTERVAL:
        return said
    one = "the room" if row.room else "one of us"
    step = points(STEP / ours)
    return f"{said}; too few for an interval: {one} moving a step moves ours by {step}"


def of_row(row: Row, number: int, of: int) -> list[str]:
    """Say in lines what an item's picture shows: how far apart, then each side's numbers."""
    lines = [f"Item {number} of {of}: {row.text.rstrip('.')}: {apart(row)}."]
    for whose, score in (("the team", row.team), ("customers", row.customers)):
        if score is not None:
            said = f"needed {side(score.needed)}, today {side(score.today)}, gap {gap(score)}."
            lines.append(f"Item {number}, {whose}: {said}".replace("–", "none"))
    return lines


def _difference(found: Difference, what: str, more: str, less: str) -> str:
    size = f"{abs(whole(found.points))} points"
    if found.low is None or found.high is None:
        if whole(found.points) == 0:
            return f"customers' {what} is the same as ours"
        return f"customers' {what} is {size} {more if found.points > 0 else less} than ours"
    interval = f"({points(found.low)} to {points(found.high)})"
    if not found.is_clear:
        return f"{what}: no clear difference to customers {interval}"
    return f"customers' {what} is {size} {more if found.points > 0 else less} than ours {interval}"


def side(found: Side | None) -> str:
    """Say a mean in points with how many gave it; '–' for none."""
    if found is None or found.mean is None:
        return "–"
    return f"{points(found.mean)} (n {found.n:,})"


def gap(score: PairScore | None) -> str:
    """Say a gap with how many see it; '–' for none."""
    if score is None or score.signed is None:
        return "–"
    over = f"{points(score.surplus)} over" if score.surplus else points(score.gap)
    return f"{over} ({score.short or 0:,} of {score.n:,})"


def spread(found: Side) -> str:
    """Say how far customers agree; '' if we do not know."""
    if found.level is None or found.distance is None:
        return ""
    said = agreement(found.level, found.counts)
    return f"{said} ({one_decimal(found.distance)} from the middle on average)"


def _people(number: int, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number:,} {word}s"
