"""Customers beside the team, in sentences that say no more than the answers support."""

from dataclasses import dataclass

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.scoring.answer_pairs import PairScore, Side
from valueworkshop.core.scoring.customers_index import (
    CustomersIndex,
    Difference,
)
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.intervals import FEWEST_FOR_AN_INTERVAL
from valueworkshop.core.scoring.rounding import add_up, one_decimal, whole
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.stages.voice.model import Import, surveyed
from valueworkshop.core.stages.voice.score import FEWEST, Row
from valueworkshop.core.stages.voice.survey_evidence import month
from valueworkshop.core.stages.votes.words import agreement

NOTHING = "Nothing from customers yet."

NEVER_POOLED = (
    "We show customers' answers beside the team's and never add the two up. Customers gave no "
    "weights, so all items count alike on their side."
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
        f"from {found.rows:,} rows, {items}{refused}{known}"
    )


def indices(customers: CustomersIndex, team: IndexScore) -> str:
    """Say both indices beside each other, or why there is none."""
    ours = (
        "the team has none yet" if team.value is None else f"the team's own is {points(team.value)}"
    )
    if customers.value is None:
        known = {key: gap for key, gap in customers.gaps.items() if gap is not None}
        if not known:
            return f"No gap index for customers: nobody was asked both needed and today; {ours}."
        return (
            "No gap index for customers: they were asked about less than half of what the workshop "
            f"rates; {ours}."
        )
    floor = (
        f"; their differences alone would make {points(customers.floor)} on average"
        if customers.floor is not None
        else ""
    )
    some = f"; not firm yet: {', '.join(customers.provisional)}" if customers.provisional else ""
    return (
        f"Customers' gap index {points(customers.value)} of 100 "
        f"(up to {_people(customers.people, 'customer')}{floor}{some}); {ours}."
    )


def behind_customers(customers: CustomersIndex) -> list[str]:
    """Say in a few words how many customers their index is from, and how firm it is."""
    if customers.value is None:
        return ["no index: see below"]
    told = [f"up to {_people(customers.people, 'customer')}"]
    if customers.floor is not None:
        told.append(f"their differences alone: {points(customers.floor)}")
    if customers.provisional:
        told.append(f"not firm yet: {', '.join(customers.provisional)}")
    return told


def apart(row: Row) -> str:
    """Say how far customers and the team are apart on an item, or why we cannot say that."""
    if row.customers is None:
        if not row.answered:
            return "no customer answered"
        return f"fewer than {FEWEST} customers answered, so we do not show them"
    if row.team is None or row.apart is None:
        return "the team's vote is not revealed yet"
    if row.apart.gap is not None:
        said = _difference(row.apart.gap, _GAP)
        ours, theirs = row.team.n, row.customers.n
    elif row.apart.today is not None:
        said = _difference(row.apart.today, _TODAY)
        ours, theirs = row.team.today.n, row.customers.today.n
    else:
        return "customers and we did not rate the same thing here"
    if min(ours, theirs) >= FEWEST_FOR_AN_INTERVAL:
        return said
    one = "the room" if row.room else "one of us"
    step = points(STEP / ours)
    return f"{said}; too few to say how sure that is: one step by {one} changes ours by {step}"


def of_row(row: Row, number: int, of: int) -> list[str]:
    """Say in lines what an item's picture shows: how far apart, then each side's numbers."""
    lines = [f"Item {number} of {of}: {row.text.rstrip('.')}. {capital(apart(row))}."]
    for whose, score in (("the team", row.team), ("customers", row.customers)):
        if score is not None:
            said = f"needed {side(score.needed)}, today {side(score.today)}, gap {gap(score)}."
            lines.append(f"Item {number}, {whose}: {said}".replace("–", "none"))
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """How to say that customers and we differ in something, that we do not, or that we may not."""

    more: str
    less: str
    same: str
    unclear: str


_GAP = _Compared(
    more="customers see a larger gap than we do",
    less="customers see a smaller gap than we do",
    same="customers see the same gap as we do",
    unclear="customers may see the same gap as we do",
)
_TODAY = _Compared(
    more="customers rate today higher than we do",
    less="customers rate today lower than we do",
    same="customers rate today as we do",
    unclear="customers may rate today as we do",
)


def _difference(found: Difference, say: _Compared) -> str:
    by = whole(found.points)
    size = f"{abs(by)} point{'' if abs(by) == 1 else 's'} {'more' if by > 0 else 'less'}"
    differ = f"{say.more if found.points > 0 else say.less}: {size}"
    if found.low is None or found.high is None:
        return differ if by else say.same
    fits = _fits(whole(found.low), whole(found.high))
    return f"{differ} ({fits})" if found.is_clear else f"{say.unclear}: anything from {fits}"


def _fits(low: int, high: int) -> str:
    """Say an interval of points: '12 to 41 less fits the answers'."""
    if high <= 0:
        between = f"{-high} to {-low} less"
    else:
        between = f"{low} to {high} more" if low >= 0 else f"{-low} less to {high} more"
    return f"{between} fits the answers"


def side(found: Side | None) -> str:
    """Say a mean in points with how many gave it; '–' for none."""
    if found is None or found.mean is None:
        return "–"
    return f"{points(found.mean)} (n {found.n:,})"


def gap(score: PairScore | None) -> str:
    """Say a gap with how many see it; '–' for none.

    'rounded' if needed less today does not make it as the three are said, though the same people
    gave both.
    """
    if score is None or score.signed is None:
        return "–"
    over = f"{points(score.surplus)} over" if score.surplus else points(score.gap)
    rounded = "" if _adds_up(score, score.signed) else ", rounded"
    return f"{over} ({score.short or 0:,} of {score.n:,}{rounded})"


def _adds_up(score: PairScore, signed: float) -> bool:
    needed, today = score.needed, score.today
    if needed.mean is None or today.mean is None or not needed.n == today.n == score.n:
        return True
    return add_up((needed.mean, -today.mean), signed)


def spread(found: Side) -> str:
    """Say how far customers agree; '' if we do not know."""
    if found.level is None or found.distance is None:
        return ""
    said = agreement(found.level, found.counts)
    return f"{said} ({one_decimal(found.distance)} from the middle on average)"


def _people(number: int, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number:,} {word}s"
