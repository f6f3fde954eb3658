"""How the library's table looks: its columns, its rows, and the words above and below it."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.content import Content

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.stages.votes.words import points
from valueworkshop.library.open_actions import Owned
from valueworkshop.library.record import Record
from valueworkshop.library.table import Heading, Order, Row

_GAP: Final = 2
_ROOM_FOR_DATES, _ROOM_FOR_OFFERS = 70, 96
_LONGEST_TITLE: Final = 44

IN_WORDS: Final = {
    Order.CHANGED: ("last changed first", "longest unchanged first"),
    Order.TITLE: ("by title, A to Z", "by title, Z to A"),
    Order.DATE: ("latest date first", "earliest date first"),
    Order.STAGE: ("furthest along first", "least far along first"),
    Order.INDEX: ("largest gap index first", "smallest gap index first"),
    Order.OPEN: ("most open actions first", "fewest open actions first"),
    Order.LATE: ("most late actions first", "fewest late actions first"),
}
"""The words for each order, and for the same one reversed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its width in cells, the order that it sorts by, and its side."""

    name: str
    cells: int
    order: Order | None = None
    right: bool = False


def columns(width: int) -> Sequence[Column]:
    """Return the columns that fit into `width` cells, the title's first."""
    others = [
        Column("Stage", 8, Order.STAGE),
        Column("Index", 5, Order.INDEX, right=True),
        Column("Open", 4, Order.OPEN, right=True),
        Column("Late", 4, Order.LATE, right=True),
    ]
    if width >= _ROOM_FOR_DATES:
        others.insert(0, Column("Date", 10, Order.DATE))
    left = width - 3 - sum(column.cells + _GAP for column in others)
    if width < _ROOM_FOR_OFFERS:
        return [Column("Workshop", left, Order.TITLE), *others]
    title = min(_LONGEST_TITLE, left * 3 // 5)
    return [Column("Workshop", title, Order.TITLE), *others, Column("Offer", left - title - _GAP)]


def header(width: int, order: Order) -> Content:
    """Return the names of the columns; the one that sorts the rows is emphasised."""
    cells = [
        _cell(Content(column.name), column).stylize("bold" if column.order is order else "")
        for column in columns(width)
    ]
    return Content.assemble("   ", Content(" " * _GAP).join(cells)).stylize("$text-muted")


def drawn(row: Row, width: int, today: dt.date) -> Content:
    """Return a workshop as a row of the table; for a broken one its file and what is wrong."""
    record = row.record
    told = columns(width)
    if record.problem:
        name = _cell(Content(one_line(record.path.name)), told[0])
        return Content.assemble(" ", ("!", "bold $error"), " ", name, "  ", record.why)
    title = _cell(Content(_title(row)).stylize("bold"), told[0])
    cells = [title, *(_cell(_told(record, column, today), column) for column in told[1:])]
    return Content.assemble("   ", Content(" " * _GAP).join(cells))


def heading(shown: Heading, width: int) -> Content:
    """Return the line above the workshops of one offer."""
    words = shown.words or "No offer yet"
    return Content.assemble(f"  {words}").truncate(width - 6, ellipsis=True).stylize("$text-accent")


def offered(what: str, remark: str) -> Content:
    """Return a row for something that you can begin here."""
    return Content.assemble(f"   {what:<26}  ", (remark, "$text-muted"))


def title_of(record: Record) -> str:
    """Return the title of a workshop; for a broken one its file's name."""
    return one_line(record.path.name) if record.problem else record.title


def stage_in_words(record: Record) -> str:
    """Say at which stage the team is, '' if we do not know yet."""
    if not record.is_whole:
        return "…"
    return f"{record.stage} of {record.stages}" if record.stage else "not yet"


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


def due_lines(found: Sequence[Owned], today: dt.date, width: int, most: int) -> Content:
    """Return the actions that are due first, a line for each, as the library shows them."""
    lines = []
    for owned in found[:most]:
        task = owned.task
        mark = ("!", "bold $error") if task.is_overdue(today) else " "
        due = task.due.isoformat() if task.due else "no date"
        whose = Content(task.owner or "nobody").truncate(14, ellipsis=True, pad=True)
        room = max(16, width - 3 - 10 - 14 - 3 * _GAP - 18)
        what = Content(task.title).truncate(room, ellipsis=True, pad=True)
        where = Content(title_of(owned.workshop)).truncate(18, ellipsis=True)
        lines.append(Content.assemble(" ", mark, f" {due:<10}  ", what, "  ", whose, "  ", where))
    return Content("\n").join(lines)


def _title(row: Row) -> str:
    """Return the title; for a copy, add what its file's name has and the original's lacks."""
    if row.copy_of is None:
        return row.record.title
    stem = one_line(row.record.path.stem)
    mark = stem.removeprefix(one_line(Path(row.copy_of).stem)).strip(" .-_")
    return f"copy: {mark or stem}"


def _told(record: Record, column: Column, today: dt.date) -> Content:
    late = record.overdue(today)
    words: dict[str, str | Content] = {
        "Date": record.date.isoformat() if record.date else "",
        "Stage": stage_in_words(record),
        "Index": _index(record),
        "Open": str(record.open_tasks() or ""),
        "Late": Content(f"!{late}").stylize("bold $error") if late else "",
        "Offer": record.offer,
    }
    told = words[column.name]
    return told if isinstance(told, Content) else Content(told).stylize("$text-muted")


def _index(record: Record) -> str:
    """Return the gap index; in brackets that of customers, if the team has none."""
    if record.index is None and record.customers is not None:
        return f"({points(record.customers)})"
    return points(record.index) if record.is_whole else ""


def _cell(words: Content, column: Column) -> Content:
    words = words.truncate(column.cells, ellipsis=True)
    space = " " * (column.cells - words.cell_length)
    return Content.assemble(space, words) if column.right else Content.assemble(words, space)
