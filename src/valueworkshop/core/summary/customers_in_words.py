"""What customers answered, where the team's own index is missing. The two are never pooled."""

from dataclasses import dataclass

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.voice.score import customers_score, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Customers:
    """What customers say without the team.

    `value` is their index, 0 to 100 points, higher is worse; None if there is none: `asked_both`
    says whether anybody was asked for needed and today both. `people` is how many answered most
    items, and `alike` says that all items were answered by as many. With `segment`, only its
    customers count.
    """

    value: float | None
    asked_both: bool
    people: int
    alike: bool
    provisional: bool
    segment: str = ""


def customers_of(session: Session, segment: str = "") -> Customers | None:
    """Return what customers of one segment say, or all of them; None if we may show nothing.

    If several stages hear customers, the first that has an index, else the first with answers.
    """
    heard = [
        found
        for stage in stages_with(session.kit, Trait.HEARS_CUSTOMERS)
        if stage in session.answers and (found := _of_stage(session, stage, segment))
    ]
    return next((found for found in heard if found.value is not None), next(iter(heard), None))


def _of_stage(session: Session, stage: str, segment: str) -> Customers | None:
    shown = [row for row in rows(session, stage, segment) if row.customers is not None]
    if not shown:
        return None
    index = customers_score(session, stage, segment)
    made = [row.customers.n for row in shown if row.customers is not None and row.customers.n]
    answered = [row.answered for row in shown] if index.value is None else made
    return Customers(
        value=index.value,
        asked_both=bool(made),
        people=max(answered),
        alike=len(set(answered)) == 1,
        provisional=bool(index.provisional),
        segment=segment,
    )


def alone(why: str, found: Customers | None) -> str:
    """Say why the team has no index, then what customers say; without the last full stop."""
    return why if found is None else f"{why}. {capital(in_words(found))}"


def in_words(found: Customers) -> str:
    """Say the customers' index and how many gave it, or why there is none; begins small."""
    most = "" if found.alike else "up to "
    of_them = " of this segment" if found.segment else ""
    people = f"{most}{found.people:,} customers{of_them}"
    if found.value is not None:
        firm = ", not firm yet" if found.provisional else ""
        return f"{people}: index {points(found.value)} of 100{firm}"
    if not found.asked_both:
        return f"{people} answered, none of them on both needed and today: no index"
    return f"{people} answered on under half of what we rate: no index"
