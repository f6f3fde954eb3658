"""Numbers, lists and days as people say them in a sentence."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from valueworkshop.core.session.typed_values import MONTHS

_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def number(count: int) -> str:
    """Return a whole number as a word up to twelve, in digits beyond: 'no', 'seven', '13'."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, one: str, several: str = "") -> str:
    """Return a number with what it counts: 'one action', 'two people'; `several` for its plural."""
    return f"{number(count)} {one if count == 1 else several or f'{one}s'}"


def listed(texts: Sequence[str], last: str = "and") -> str:
    """Return texts as a list in a sentence: 'a, b and c'."""
    *first, end = texts or ("",)
    return f"{', '.join(first)} {last} {end}" if first else end


def day(date: dt.date, *, year: bool = True) -> str:
    """Return a day as '16 April 2026', or '16 April' without its year."""
    said = f"{date.day} {MONTHS[date.month - 1]}"
    return f"{said} {date.year}" if year else said


def away(date: dt.date, today: dt.date) -> str:
    """Return how far a due day is: 'today', 'in 3 days', 'in 7 weeks', 'late 5 days'.

    From three weeks on in whole weeks, from half a year on in whole months, never more than it is.
    """
    days = (date - today).days
    if days in _NEAR:
        return _NEAR[days]
    first, last = sorted((date, today))
    months = 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
    number, unit = abs(days), "day"
    if months >= _MONTHS:
        number, unit = months, "month"
    elif number >= _WEEKS:
        number, unit = number // 7, "week"
    said = f"{number} {unit}{'' if number == 1 else 's'}"
    return f"in {said}" if days > 0 else f"late {said}"


_MONTHS: Final = 6
_WEEKS: Final = 21
_NEAR: Final = {0: "today", 1: "tomorrow"}


def begun(text: str) -> str:
    """Return a text that goes on after a colon: 'By 22 April …' becomes 'by 22 April …'."""
    first = text.split(" ", maxsplit=1)[0]
    goes_on = first.casefold() in _JOINING or first.endswith("ing")
    return text[:1].lower() + text[1:] if goes_on else text


_JOINING: Final = frozenset(
    {"by", "on", "in", "at", "from", "until", "before", "after", "within", "the", "a", "an"}
)


def closed(sentence: str) -> str:
    """Return a sentence with a full stop, unless something ends it already."""
    said = sentence.rstrip()
    ended = said.rstrip("”’\"'").endswith((".", "?", "!", "…"))
    return said if not said or ended else f"{said}."
