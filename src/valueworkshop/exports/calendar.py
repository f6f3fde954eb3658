"""Due dates as a calendar file (RFC 5545): every calendar shows them as all-day events.

Events, not tasks: Google's and Outlook's calendars, iOS and khal drop a VTODO without a word. Each
UID is made of the action's id, so that a second import changes the events of the first.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from valueworkshop import __version__
from valueworkshop.core.clean_text import clean
from valueworkshop.core.stages.agreed.model import Status
from valueworkshop.exports.agreed_actions import Agreed, LookAgain, Plan, sentence

_LINE: Final = 75
"""A line has at most so many bytes of UTF-8, without its end."""

_DAY: Final = dt.timedelta(days=1)

_STATUS: Final = {
    Status.NOT_STARTED: "NEEDS-ACTION",
    Status.UNDER_WAY: "IN-PROCESS",
    Status.DONE: "COMPLETED",
    Status.DROPPED: "CANCELLED",
}


def render(plan: Plan) -> str:
    """Return the calendar of a plan: what is due, and the days to look again.

    An action without a day is only in it if it is written as a task.
    """
    stamp = f"DTSTAMP:{plan.now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//valueworkshop//valueworkshop {__version__}//EN",
        "CALSCALE:GREGORIAN",
    ]
    for action in plan.actions:
        if plan.todo:
            lines += _task(action, stamp)
        elif action.due:
            lines += _event(_about(action), action.due, stamp)
    for again in plan.again:
        lines += _event(_looked_at(again), again.day, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _about(action: Agreed) -> list[str]:
    done = "Done: " if action.status is Status.DONE else ""
    state = "CANCELLED" if action.status is Status.DROPPED else "CONFIRMED"
    who = f" ({action.owner})" if action.owner else ""
    return [
        f"UID:{action.id}@valueworkshop",
        f"SUMMARY:{_text(f'{done}{action.title}{who}')}",
        f"DESCRIPTION:{_text(sentence(action))}",
        f"STATUS:{state}",
    ]


def _looked_at(again: LookAgain) -> list[str]:
    return [
        f"UID:look-again-{again.id}@valueworkshop",
        f"SUMMARY:{_text(f'We look again: {again.workshop}')}",
        "STATUS:CONFIRMED",
    ]


def _event(about: list[str], day: dt.date, stamp: str) -> Iterator[str]:
    """Yield an all-day event, which leaves the day free for meetings."""
    yield from ("BEGIN:VEVENT", *about, stamp, f"DTSTART;VALUE=DATE:{_day(day)}")
    if day < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + _DAY)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _task(action: Agreed, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VTODO", f"UID:{action.id}@valueworkshop", stamp)
    yield f"SUMMARY:{_text(action.title)}"
    yield f"DESCRIPTION:{_text(sentence(action))}"
    if action.due:
        yield f"DUE;VALUE=DATE:{_day(action.due)}"
    yield from (f"STATUS:{_STATUS[action.status]}", "END:VTODO")


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """Return a text as a value: what would end or split it is escaped."""
    escaped = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes; no piece ends within a letter."""
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    return "\r\n".join((*pieces, piece))
