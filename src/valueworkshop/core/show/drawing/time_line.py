"""Days on a line: what is due when, with today on it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.session.typed_values import MONTHS
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len

DUE: Final = "●"
NOW: Final = "▏"
START: Final = "┬"
PASSED: Final = "┯"
_TODAY: Final = "today"
_ROWS: Final = 3
_AFTER: Final = dt.timedelta(days=3)
_MONTH: Final = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Due:
    """Something due on a day: what it is called above the line, and its role."""

    day: dt.date
    name: str
    role: Role = "today"


def time_line(dues: Sequence[Due], today: dt.date, width: int) -> Canvas:
    """Return names, the line and its months in three rows of exactly `width` cells.

    What has passed is thick. What is at one place shares its name; one that would run into
    another is left out, while its dot stays.
    """
    canvas = Canvas(width, _ROWS)
    days = [today, *(due.day for due in dues)]
    first, last = min(days).replace(day=1), max(days) + _AFTER

    def at(day: dt.date) -> int:
        return round((day - first) / (last - first) * (canvas.width - 1))

    canvas.write(0, 1, "─" * canvas.width, "line")
    canvas.write(0, 1, "━" * at(today), "muted")
    end = 0
    for month in _months(first, last):
        passed = at(month) < at(today)
        canvas.write(at(month), 1, PASSED if passed else START, "muted" if passed else "line")
        if at(month) >= end:
            end = at(month) + _name_month(canvas, at(month), month, start=month == first)
    canvas.write(at(today), 1, NOW, "accent", bold=True)
    places: dict[int, list[Due]] = {}
    for due in sorted(dues, key=lambda due: due.day):
        places.setdefault(at(due.day), []).append(due)
    taken: set[int] = set()
    for x, found in places.items():
        canvas.write(x, 1, DUE, found[0].role, bold=True)
        name = ",".join(due.name for due in found)
        start = min(x, canvas.width - cell_len(name))
        _write_free(canvas, start, name, found[0].role, taken)
    for start in (at(today), at(today) - cell_len(_TODAY), at(today) + 2):
        if _write_free(canvas, start, _TODAY, "accent", taken):
            break
    return canvas


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the first day of each month."""
    found = [first]
    while (after := (found[-1] + _MONTH).replace(day=1)) <= last:
        found.append(after)
    return found


def _name_month(canvas: Canvas, x: int, month: dt.date, *, start: bool) -> int:
    """Write the longest name of a month that fits; return how many cells it takes, with a space."""
    name = MONTHS[month.month - 1]
    with_year = f"{name} {month.year}" if start or month.month == 1 else name
    for said in (with_year, name, name[:3]):
        if x + cell_len(said) <= canvas.width:
            canvas.write(x, 2, said, "muted")
            return cell_len(said) + 1
    return 0


def _write_free(canvas: Canvas, x: int, text: str, role: Role, taken: set[int]) -> bool:
    """Write a text above the line if nothing is there or right beside; say whether it was."""
    cells = range(x, x + cell_len(text))
    if x < 0 or cells.stop > canvas.width or taken.intersection(range(x - 1, cells.stop + 1)):
        return False
    canvas.write(x, 0, text, role, bold=True)
    taken.update(cells)
    return True
