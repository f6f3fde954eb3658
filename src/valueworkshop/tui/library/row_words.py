"""How a workshop looks in the library's list, and the words around it."""

import datetime as dt
import os
from pathlib import Path
from typing import Final

from textual.content import Content

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.scoring.gap_points import points, sign
from valueworkshop.core.session.typed_values import MONTHS
from valueworkshop.core.show.drawing.row_of_squares import squares
from valueworkshop.library.record import Record
from valueworkshop.library.table import Heading, Order, Row

_GAP: Final = 2
_EDGE: Final = 3
"""Cells for the cursor's mark, before a row."""

_WIDE: Final = 66
"""From so many cells on the offer stands in the list, and columns have room."""

_NARROW: Final = 40
"""In fewer cells a line has only a title and a number."""

_NUMBER, _STAGE, _SHORT, _DAY, _TO_DO = 7, 12, 8, 11, 8

IN_WORDS: Final = {
    Order.CHANGED: ("last changed first", "longest unchanged first"),
    Order.TITLE: ("by title, A to Z", "by title, Z to A"),
    Order.DATE: ("latest date first", "earliest date first"),
    Order.STAGE: ("most stages done first", "fewest stages done first"),
    Order.INDEX: ("largest gap index first", "smallest gap index first"),
    Order.OPEN: ("most open actions first", "fewest open actions first"),
    Order.LATE: ("most late actions first", "fewest late actions first"),
}
"""The words for each order, and for the same one reversed."""

_COLOURS: Final = {"▼▼": "$gap-steep", "▼": "$gap-some", "=": "$gap-even", "▲": "$gap-over"}


def drawn(row: Row, width: int, today: dt.date, lines: int = 1) -> Content:
    """Return a workshop in one line, or in two; for a broken one its file and what is wrong."""
    record = row.record
    room = max(width - _EDGE, _NUMBER)
    if record.problem:
        name = Content(one_line(record.path.name))
        why = Content(record.why).stylize("$text-muted")
        if lines == 1:
            return Content.assemble(" ", ("!", "bold $gap-steep"), " ", name, "  ", why)
        return Content.assemble(" ", ("!", "bold $gap-steep"), " ", name, "\n   ", why)
    title = Content(_title(row)).stylize("bold")
    number = _right(_index(record), _NUMBER)
    stage = Content(stages_in_words(record)).stylize("$text-muted")
    day = Content(short_day(record.date)).stylize("$text-muted")
    to_do = _to_do(record, today)
    if lines == 1 and room < _WIDE:
        short = Content(stages_in_words(record).split()[0]).stylize("$text-muted")
        columns = [_right(to_do, _TO_DO), _left(short, _SHORT), number]
        return Content.assemble("   ", _ends(title, columns if room > _NARROW else [number], room))
    if lines == 1:
        columns = [_right(day, _DAY), _right(to_do, _TO_DO), _left(stage, _STAGE), number]
        return Content.assemble("   ", _ends(title, columns, room))
    if room >= _WIDE:
        first = _ends(title, [_right(day, _DAY), _right(to_do, _TO_DO), number], room)
        second = _ends(Content(record.offer).stylize("$text-muted"), [stage], room)
    else:
        first = _ends(title, [number], room)
        second = _ends(Content.assemble(_left(day, _DAY), "  ", to_do), [stage], room)
    return Content.assemble("   ", first, "\n   ", second)


def heading(shown: Heading, width: int) -> Content:
    """Return the line above the workshops of one offer."""
    words = shown.words or "No offer yet"
    return Content.assemble(f"  {words}").truncate(width - 6, ellipsis=True).stylize("$text-accent")


def offered(key: str, what: str, remark: str, width: int) -> Content:
    """Return a row for something that you can begin here, with the key that does it."""
    words = Content.assemble((key, "bold $footer-key-foreground"), f"  {what}")
    if width - _EDGE - words.cell_length - _GAP < len(remark):
        remark = ""
    return Content.assemble(
        "   ", _ends(words, [Content(remark).stylize("$text-muted")], width - _EDGE)
    )


def title_of(record: Record) -> str:
    """Return the title of a workshop; for a broken one its file's name."""
    return one_line(record.path.name) if record.problem else record.title


def stages_in_words(record: Record) -> str:
    """Return how many stages are done, as squares; '…' if we do not know yet."""
    if not record.is_whole:
        return "…"
    if not record.to_do:
        return "–"
    if record.done == record.to_do:
        return "✓ all stages"
    return squares(record.done, record.to_do)


def short_day(date: dt.date | None) -> str:
    """Return a day as '4 Nov 2026', '' for none."""
    return f"{date.day} {MONTHS[date.month - 1][:3]} {date.year}" if date else ""


def spread(left: str | Content, right: str | Content, width: int) -> Content:
    """Return two texts at both ends of a line; the left one is cut if necessary."""
    right = Content.assemble(right)
    room = max(8, width - right.cell_length - _GAP)
    first = Content.assemble(left).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(first, " " * _GAP, right)


def in_short(folder: Path, room: int) -> str:
    """Return where a folder is, from the home folder on; only its end if there is little room."""
    path = clean(str(folder))
    home = clean(str(Path.home()))
    if path.startswith(home + os.sep):
        path = f"~{path.removeprefix(home)}"
    return path if len(path) <= room else f"…{path[len(path) - room + 1 :]}"


def _title(row: Row) -> str:
    """Return the title; for a copy, add what its file's name has and the original's lacks."""
    if row.copy_of is None:
        return row.record.title
    stem = one_line(row.record.path.stem)
    mark = stem.removeprefix(one_line(Path(row.copy_of).stem)).strip(" .-_")
    return f"copy: {mark or stem}"


def _to_do(record: Record, today: dt.date) -> Content:
    """Return how many actions are late, else how many are open; nothing for none."""
    if late := record.overdue(today):
        return Content(f"! {late} late").stylize("bold $gap-steep")
    still_open = record.open_tasks()
    return Content(f"{still_open} open" if still_open else "").stylize("$text-muted")


def _index(record: Record) -> Content:
    """Return sign and number of the gap index; in brackets that of customers without the team's."""
    if record.index is None:
        told = "" if record.customers is None else f"({points(record.customers)})"
        return Content(told or ("–" if record.is_whole else "")).stylize("$text-muted")
    mark = sign(record.index)
    return Content(f"{mark:<2} {points(record.index):>4}").stylize(f"bold {_COLOURS[mark]}")


def _ends(left: Content, right: list[Content], width: int) -> Content:
    """Return a text and what stands in columns at the right end of its line."""
    cells = sum(part.cell_length + _GAP for part in right)
    first = left.truncate(max(width - cells, 1), ellipsis=True, pad=True)
    return Content.assemble(first, *(Content.assemble(" " * _GAP, part) for part in right))


def _right(words: Content, cells: int) -> Content:
    return Content.assemble(" " * (cells - words.cell_length), words)


def _left(words: Content, cells: int) -> Content:
    return words.truncate(cells, pad=True)
