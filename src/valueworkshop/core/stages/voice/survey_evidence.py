"""What customers answered as evidence: an item that they were asked about is no guess any more."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import Import, answers, surveyed
from valueworkshop.core.stages.voice.score import FEWEST, answered

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _read(session: Session, stage: str, item: str, segment: str = "") -> tuple[object, ...]:
    return (item, segment, session.answers.get(stage))


@kept(_read)
def evidence(session: Session, stage: str, item: str, segment: str = "") -> Evidence:
    """Return how well customers' answers make an item known, 'heard: 42 customers, survey of …'.

    It is assumed if fewer than three answered it: we show nothing of so few. Surveys that the team
    calls measured come first; if too few answered there, they count with those that are heard.
    """
    asked = [found for _, found in answers(session, stage).in_order if item in found.items]
    for grade in (Grade.MEASURED, Grade.HEARD):
        found = [each for each in asked if each.evidence.strength >= grade.strength]
        if segment:
            found = [each for each in found if item in each.counts.get(segment, {})]
        n = answered(found, item, segment)
        if n >= FEWEST:
            of_them = " of this segment" if segment else ""
            source = f"{n:,} customers{of_them}"
            return Evidence(grade=grade, source=source, when=survey_in_words(found))
    return Evidence()


def survey_in_words(found: Sequence[Import]) -> str:
    """Say when surveys took place: 'survey of March 2026', 'surveys of March and May 2026'."""
    what = "survey" if len(found) == 1 else "surveys"
    days = _months(day for each in found if (day := surveyed(each)) is not None)
    if not days:
        return what
    first, last = days[0], days[-1]
    if len(days) == 1:
        return f"{what} of {month(first)}"
    begin = MONTHS[first.month - 1] if first.year == last.year else month(first)
    return f"{what} of {begin} {'and' if len(days) == 2 else 'to'} {month(last)}"


def month(day: dt.date) -> str:
    """Return the month of a day: 'March 2026'."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_in_words(day: dt.date) -> str:
    """Return a day: '14 March 2026'."""
    return f"{day.day} {month(day)}"


def _months(days: Iterable[dt.date]) -> list[dt.date]:
    """Return the first day of each month, in order."""
    return sorted({day.replace(day=1) for day in days})
