"""From what somebody typed into a field to a value, or an error that says what to type."""

import datetime as dt
import re
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

    Raises TypedError for anything else. `typed_days` reads more, for which it must know today.
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
