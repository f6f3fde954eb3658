"""When customers answered: the newest date in the columns that say when a row was filled in."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import Final

from valueworkshop.survey.file_layout import Content, Header

_NAMED: Final = re.compile(
    r"\b(?:time ?stamp|date ?stamp|dates?|time|submit(?:ted|date)?|submission time|completed"
    r"|start|end|datum|zeitstempel|zeitpunkt|(?:start|fertigstellungs)zeit|horodateur|fecha)\b"
)
_YEAR_FIRST: Final = re.compile(r"\s*['\"]?(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST: Final = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MONTH_NAMED: Final = re.compile(
    r"\s*([a-zä]{3})[a-zä]*\.? (\d{1,2}),? (\d{4})(?!\d)", re.IGNORECASE
)
_DAY_NAMED: Final = re.compile(
    r"\s*(\d{1,2})\.? ([a-zä]{3})[a-zä]*\.?,? (\d{4})(?!\d)", re.IGNORECASE
)
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {
    **{name: number for number, name in enumerate(_NAMES, 1)},
    "mär": 3,
    "mrz": 3,
    "mai": 5,
    "okt": 10,
    "dez": 12,
}
_FIRST_YEAR: Final = 1990  # an earlier date is no answer to a survey like these


class AnswerDates:
    """Finds the newest date of the rows that it is shown."""

    def __init__(self, headers: Sequence[Header], answered: Collection[int]) -> None:
        """Watch the columns whose header says that they hold a time, but those with answers."""
        self._columns = [
            _Column(header)
            for header in headers
            if header.place not in answered
            and header.content is not Content.PERSONAL
            and any(_NAMED.search(name.replace("_", " ")) for name in header.names)
        ]

    def add(self, cells: Sequence[str]) -> None:
        """Look at the row of a customer."""
        for column in self._columns:
            if column.header.place < len(cells):
                column.add(cells[column.header.place])

    @property
    def newest(self) -> tuple[dt.date, str] | None:
        """The newest date, and the column that holds it, in few words; None for no date."""
        found = [(day, column) for column in self._columns if (day := column.newest) is not None]
        if not found:
            return None
        day, column = max(found, key=lambda each: each[0])
        return day, column.header.short


class _Column:
    """The dates of one column; those like 1/2/2026 in both ways in which they can be read."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self._seen: dict[str, bool] = {}
        self._dates = self._others = 0
        self._month_first: dt.date | None = dt.date.min
        self._day_first: dt.date | None = dt.date.min

    def add(self, text: str) -> None:
        found = _YEAR_FIRST.match(text) or _YEAR_LAST.match(text)
        found = found or _MONTH_NAMED.match(text) or _DAY_NAMED.match(text)
        if found is not None and found[0] not in self._seen:
            self._seen[found[0]] = self._take(*_read(found))
        if found is not None and self._seen[found[0]]:
            self._dates += 1
        else:
            self._others += bool(text.strip())

    def _take(self, month_first: dt.date | None, day_first: dt.date | None) -> bool:
        """Take a new date, read in both ways; return whether it is one."""
        if month_first is None and day_first is None:
            return False
        self._month_first = _later(self._month_first, month_first)
        self._day_first = _later(self._day_first, day_first)
        return True

    @property
    def newest(self) -> dt.date | None:
        """The newest date, None if most cells hold none.

        If all dates can be read in both ways, the month is first: tools that write the day first
        put full stops between.
        """
        if not self._dates or self._others > self._dates:
            return None
        return self._month_first or self._day_first


def _later(before: dt.date | None, day: dt.date | None) -> dt.date | None:
    """Return the later day; None, once one cannot be read in this way."""
    return None if before is None or day is None else max(before, day)


def _read(found: re.Match[str]) -> tuple[dt.date | None, dt.date | None]:
    """Return a date read with the month first, and with the day first."""
    if found.re is _YEAR_FIRST:
        day = _date(found[1], found[3], found[4])
        return day, day
    if found.re is _MONTH_NAMED:
        day = _date(found[3], _MONTHS.get(found[1].casefold(), 0), found[2])
        return day, day
    if found.re is _DAY_NAMED:
        day = _date(found[3], _MONTHS.get(found[2].casefold(), 0), found[1])
        return day, day
    day_first = _date(found[4], found[3], found[1])
    return (None if found[2] == "." else _date(found[4], found[1], found[3])), day_first


def _date(year: str, month: str | int, day: str) -> dt.date | None:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = dt.date(whole, int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None
