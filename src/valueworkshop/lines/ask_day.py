"""A day in line mode: what was understood is said before it is kept."""

import datetime as dt
from collections.abc import Callable

from valueworkshop.core.session.typed_values import Towards, TypedError, day_in, meant, parse_date
from valueworkshop.lines.talk import Talk


def sure_of_day(talk: Talk, label: str, text: str, towards: Towards) -> str:
    """Return as year-month-day the day that a text means, once the user has seen which.

    '+30' and '22.11.2026' can mean only one day: that is said, and not asked about. Raises
    TypedError for a text that means none.
    """
    today = talk.desk.today()
    while said := meant(text, today, towards):
        if text.startswith("+") or _is_full(text):
            talk.say(f"{said}.")
            break
        talk.say(f"{said}. An empty line keeps this day; or type another one.")
        day = day_in(text, today, towards)
        text = _another(talk, label, lambda line: day_in(line, today, towards)) or str(day)
    day = day_in(text, today, towards)
    return "" if day is None else day.isoformat()


def _is_full(text: str) -> bool:
    """Whether a text says day, month and year in figures."""
    try:
        return parse_date(text) is not None
    except TypedError:
        return False


def _another(talk: Talk, label: str, reads: Callable[[str], dt.date | None]) -> str:
    """Return the next line that means a day, '' if the user goes on."""
    while line := talk.ask(label):
        try:
            reads(line)
        except TypedError as error:
            talk.say(f"Not kept: {line}", str(error))
            continue
        return line
    return ""
