"""From what somebody typed into a field to a value, or an error that says what to type.

A day is read as people type it: '15 Jan', '15.1.', 'in 2 weeks', 'next Friday', 'end of January'.
We looked for a library first. dateparser, dateutil and parsedatetime each leave out some of these
('end of January' or '15.1.'), and all take '3/4/2027' for the fourth of March without a word.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Final

from valueworkshop.core.clean_text import one_line

_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")

NO_DATE: Final = (
    "'{text}' is not a date. Type it like 15 Jan, next Friday, in 2 weeks or 2026-11-22."
)


class TypedError(ValueError):
    """The text does not fit the field; the message says what to type instead."""


def parse_date(text: str) -> dt.date | None:
    """Return the date typed as 2026-11-22 or 22.11.2026, None for nothing.

    Raises TypedError for anything else. `day_in` reads more, and must know today.
    """
    text = one_line(text)
    if not text:
        return None
    day_first = _DAY_FIRST.fullmatch(text)
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise TypedError(NO_DATE.format(text=text)) from None


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
_FRIDAY: Final = 4

_NUMBERS: Final = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_LONGEST: Final = 60
"""No day takes more letters."""

_YEARS: Final = range(-8, 9)
"""How far from this year we look: 29 February may be eight years away."""


class Towards(Enum):
    """Which of the days is meant, if somebody leaves the year out."""

    AHEAD = auto()
    PAST = auto()
    NEAREST = auto()


class AmbiguousDayError(TypedError):
    """The text could mean two days; the message says which, and what to type instead."""


def day_in(text: str, today: dt.date, towards: Towards = Towards.AHEAD) -> dt.date | None:
    """Return the day that somebody typed, None for nothing.

    Raises TypedError if it is none, AmbiguousDayError if it could be two.
    """
    typed = one_line(text)
    if not typed:
        return None
    words = " ".join(typed[: _LONGEST + 1].casefold().replace(",", " ").split())
    while (rest := re.sub(r"^(?:by|on|due|the)\s+", "", words)) != words:
        words = rest
    if len(words) <= _LONGEST:
        for reader in _READERS:
            try:
                day = reader(words, today, towards)
            except AmbiguousDayError:
                raise
            except (ValueError, OverflowError):  # 30 February, or a year that no calendar has
                break
            if day is not None:
                return day
    shown = typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…"
    raise TypedError(NO_DATE.format(text=shown))


def in_words(day: dt.date) -> str:
    """Return a day with the name of its weekday: 'Friday, 15 January 2027'."""
    return f"{_WEEKDAYS[day.weekday()]}, {_named(day)}"


def meant(text: str, today: dt.date, towards: Towards = Towards.AHEAD) -> str:
    """Return in words the day that a text means; '' for year-month-day, and for what is no day."""
    try:
        day = day_in(text, today, towards)
    except TypedError:
        return ""
    return in_words(day) if day is not None and one_line(text) != day.isoformat() else ""


def _named(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _choose(make: Callable[[int], dt.date], today: dt.date, towards: Towards) -> dt.date:
    """Return the day that is meant among those that `make` returns for the years around now."""
    found = []
    for years in _YEARS:
        try:
            found.append(make(today.year + years))
        except ValueError:
            continue  # 29 February of another year
    match towards:
        case Towards.AHEAD:
            return min(day for day in found if day >= today)
        case Towards.PAST:
            return max(day for day in found if day <= today)
    return min(found, key=lambda day: abs(day - today))


def _on(day: int, month: int, year: str | None, today: dt.date, towards: Towards) -> dt.date:
    """Return a day of a month; of the year that is meant if nobody says which."""
    if year:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _choose(lambda each: dt.date(each, month, day), today, towards)


def _by_prefix(word: str, names: Sequence[str]) -> int:
    """Return the place of the name that a word begins, by three letters or more; -1 for none."""
    if len(word) < 3:
        return -1
    return next((n for n, name in enumerate(names) if name.casefold().startswith(word)), -1)


def _month(word: str) -> int:
    """Return the number of a month, 0 for none."""
    return 9 if word == "sept" else _by_prefix(word, MONTHS) + 1


def _plain(words: str, _today: dt.date, _towards: Towards) -> dt.date | None:
    """Read 2026-11-22, 2026/11/22 and 20261122."""
    if found := re.fullmatch(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})", words):
        year, _, month, day, *together = found.groups()
        return dt.date(*map(int, together if year is None else (year, month, day)))
    return None


def _dotted(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    """Read 15.1., 15.1 and 15.01.2027: with dots the day comes first."""
    if found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4}|\d{2})?)?", words):
        return _on(int(found[1]), int(found[2]), found[3], today, towards)
    return None


def _slashed(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    """Read 25/12/2026 and 12/25/2026; raises AmbiguousDayError for 3/4/2027."""
    found = re.fullmatch(r"(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}))?", words)
    if found is None:
        return None
    one, two, year = int(found[1]), int(found[3]), found[4]
    if one <= 12 and two <= 12 and one != two:
        ways = [_on(day, month, year, today, towards) for day, month in ((one, two), (two, one))]
        first, second = (f"{way.day} {MONTHS[way.month - 1]}" for way in ways)
        raise AmbiguousDayError(
            f"'{words}' could be {first} or {second}. Type the month as a word, as in "
            f"{_named(ways[0])}."
        )
    day, month = (two, one) if two > 12 else (one, two)
    return _on(day, month, year, today, towards)


_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?\.?"
_MONTH: Final = r"([a-z]{3,9})\.?"
_YEAR: Final = r"(?:\s(\d{4}))?"


def _with_month(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    """Read 15 Jan, 15th of January 2027, Jan 15 and Friday 15 January."""
    first, _, rest = words.partition(" ")
    weekday = _by_prefix(first.rstrip("."), _WEEKDAYS)
    if weekday >= 0 and rest:
        words = rest.removeprefix("the ")
    if found := re.fullmatch(rf"{_DAY}\s?(?:of\s)?{_MONTH}{_YEAR}", words):
        number, name, year = found.groups()
    elif found := re.fullmatch(rf"{_MONTH}\s?{_DAY}{_YEAR}", words):
        name, number, year = found.groups()
    else:
        return None
    month = _month(name)
    if not month:
        return None
    day = _on(int(number), month, year, today, towards)
    if weekday >= 0 and day.weekday() != weekday:
        is_on = _WEEKDAYS[day.weekday()]
        raise AmbiguousDayError(
            f"{_named(day)} is a {is_on}, not a {_WEEKDAYS[weekday]}. Type which you mean."
        )
    return day


def _away(words: str, today: dt.date, _towards: Towards) -> dt.date | None:
    """Read +30, in 2 weeks, 10 days, a month from now and three weeks ago."""
    if days := re.fullmatch(r"\+\s?(\d{1,4})", words):
        return today + dt.timedelta(days=int(days[1]))
    numbers = "|".join((r"\d{1,4}", "an?", *_NUMBERS))
    found = re.fullmatch(
        rf"(?:in\s|\+\s?)?({numbers})\s?(days?|weeks?|months?|years?)"
        r"(?:'?\stime|\sfrom\s(?:now|today)|\s(ago))?",
        words,
    )
    if found is None:
        return None
    count = found[1]
    if not count.isdecimal():
        count = str(_NUMBERS.index(count) + 1 if count in _NUMBERS else 1)
    steps = -int(count) if found[3] else int(count)
    unit = found[2].rstrip("s")
    if unit in {"day", "week"}:
        return today + dt.timedelta(days=steps * (7 if unit == "week" else 1))
    return _months_on(today, steps * (12 if unit == "year" else 1))


def _months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _by_name(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    """Read today, tomorrow, Friday, next Friday (of next week), Friday next week, last Friday."""
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if words in near:
        return today + dt.timedelta(days=near[words])
    found = re.fullmatch(r"(?:(this|next|last|coming)\s)?([a-z]{3,9})\.?(\snext\sweek)?", words)
    weekday = _by_prefix(found[2], _WEEKDAYS) if found else -1
    if found is None or weekday < 0 or (found[1] and found[3]):
        return None
    if found[1] == "next" or found[3]:
        return _monday(today, 1) + dt.timedelta(days=weekday)
    if found[1] == "last" or (towards is Towards.PAST and not found[1]):
        return today - dt.timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _monday(today: dt.date, weeks: int) -> dt.date:
    return today + dt.timedelta(days=7 * weeks - today.weekday())


def _edge(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    """Read end of January, end of next month, start of March 2027, mid May and end of Q1."""
    found = re.fullmatch(
        r"(end|start|beginning|mid|middle)[\s-](?:of\s)?(?:the\s|this\s)?(next\s)?"
        r"([a-z]{3,9}|q[1-4])\.?(?:\s(\d{4}))?",
        words,
    )
    if found is None:
        return None
    where, is_next, what, year = found[1], int(bool(found[2])), found[3], found[4]
    if what in {"week", "month", "year"}:
        return _edge_from(today, where, what, is_next)
    first = last = _month(what)
    if what[0] == "q" and what[1:].isdecimal():
        first, last = 3 * int(what[1]) - 2, 3 * int(what[1])
    if not first or is_next:
        return None
    if year:
        return _at(where, int(year), first, last)
    return _choose(lambda each: _at(where, each, first, last), today, towards)


def _edge_from(today: dt.date, where: str, what: str, further: int) -> dt.date:
    """Return the edge of this week, month or year, or of one `further` on."""
    if what == "week":
        days = {"end": _FRIDAY, "mid": 2, "middle": 2}.get(where, 0)
        return _monday(today, further) + dt.timedelta(days=days)
    if what == "year":
        return _at(where, today.year + further, 1, 12)
    month = _months_on(today.replace(day=1), further)
    return _at(where, month.year, month.month, month.month)


def _at(where: str, year: int, first: int, last: int) -> dt.date:
    """Return the end, the start or the middle of some months of a year."""
    if where == "end":
        return dt.date(year, last, calendar.monthrange(year, last)[1])
    return dt.date(year, (first + last) // 2, 15) if where[0] == "m" else dt.date(year, first, 1)


_READERS: Final = (_plain, _dotted, _slashed, _with_month, _away, _by_name, _edge)
