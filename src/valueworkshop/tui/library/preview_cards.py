"""The cards of a workshop beside the list: its index, its largest gaps, its trend, its actions."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.scoring.gap_points import points, sign
from valueworkshop.core.session.typed_values import MONTHS
from valueworkshop.core.show.drawing.block_numerals import numerals
from valueworkshop.core.show.drawing.bordered import card
from valueworkshop.core.show.drawing.cells import BY_SIGN, Canvas, Role
from valueworkshop.core.show.drawing.dumb_bell import GRID, NEEDED, TODAY, cells, dumb_bell
from valueworkshop.core.show.drawing.levels_over_time import fitting, levels_over_time
from valueworkshop.core.show.figures import Level
from valueworkshop.core.show.pictures import cell_len, fitted, in_two
from valueworkshop.core.show.spoken import away, number
from valueworkshop.library.record import DONE, KnownGap, Record, Task
from valueworkshop.tui.library.row_words import short_day, stages_in_words

_HEAD: Final = 7
_TREND: Final = 8
_ACTS: Final = (8, 5)
_LEAST_GAPS: Final = 8
_ROOMY: Final = 36
"""With so many rows there is more room for actions."""

_NUMBER: Final = 9
"""Cells of a gap's sign and number, before its name and its scale."""

_NONE: Final = "No offer yet"
_SOON: Final = dt.timedelta(days=7)
_WITH_OWNER: Final = 80
_OWNER: Final = 18


def preview(
    record: Record, chain: Sequence[Record], width: int, height: int, today: dt.date
) -> Canvas:
    """Return what there is to see of a workshop, which follows or is followed by its `chain`.

    The head and the actions are always in their place; gaps and trend share what is between.
    """
    canvas = Canvas(width, height)
    if record.problem:
        why = [capital(record.why), record.problem]
        canvas.paste(told(one_line(record.path.name), why, width, height), 0, 0)
        return canvas
    acts = _ACTS[height < _ROOMY]
    room = height - _HEAD - acts
    trend = _TREND if len(chain) > 1 and room - _TREND >= _LEAST_GAPS else 0
    if trend:  # rows that the gaps do not need make it taller
        trend = min(max(trend, room - 3 * max(len(record.gaps), 3) - 1), 2 * _TREND)
    canvas.paste(_head(record, width), 0, 0)
    canvas.paste(_gaps(record, width, room - trend), 0, _HEAD)
    if trend:
        canvas.paste(_trend(record, chain, width, trend), 0, _HEAD + room - trend)
    canvas.paste(_actions(record.tasks, width, acts, today), 0, _HEAD + room)
    return canvas


def told(title: str, texts: Sequence[str], width: int, height: int) -> Canvas:
    """Return a card with texts, a blank row after each; the first stands out."""
    inner = Canvas(width - 2, height - 2)
    row = 0
    for number_of_it, text in enumerate(texts):
        for line in _wrapped(text, max(inner.width - 2, 1)):
            inner.write(1, row, line, "muted" if number_of_it else "today", bold=not number_of_it)
            row += 1
        row += 1
    return card(inner, title)


def _wrapped(text: str, room: int) -> list[str]:
    """Return a text in lines of at most `room` cells; what has no blanks, as a path, is broken."""
    found = [""]
    for word in text.split():
        if cell_len(f"{found[-1]} {word}".lstrip()) <= room:
            found[-1] = f"{found[-1]} {word}".lstrip()
            continue
        found.append("")
        for letter in word:
            if cell_len(found[-1] + letter) > room:
                found.append("")
            found[-1] += letter
    return [line for line in found if line]


def _head(record: Record, width: int) -> Canvas:
    inner = Canvas(width - 2, _HEAD - 2)
    text = "" if record.index is None else points(record.index)
    figure = numerals(text, BY_SIGN.get(sign(record.index), "even"))
    inner.paste(figure, 1, 0)
    left = figure.width + 3 if figure.width else 1
    room = max(inner.width - left - 1, 1)
    offer: Role = "today" if record.offer else "muted"
    said = [(line, offer, bool(record.offer)) for line in in_two(record.offer or _NONE, room)]
    for words in (record.said, capital(record.customers_said)):
        said += [(line, "today", False) for line in in_two(words, room)]
    said = [each for each in said if each[0]]
    last = inner.height - 1
    for row, (line, role, bold) in enumerate(said[: last - 1]):
        inner.write(left, row, line, role, bold=bold)
    row = min(len(said), last - 1)
    who = f"{number(record.people)} of us" if record.people > 1 else ""
    beside = " · ".join(filter(None, (who, short_day(record.date))))
    inner.write(left, row, beside, "muted")
    if not record.is_firm:
        inner.write(left + cell_len(beside) + bool(beside) * 2, row, "! not firm yet", "some")
    where = f" · at {record.stage_title}" if record.stage_title else ""
    stages = stages_in_words(record)
    inner.write(left, last, stages, "accent")
    inner.write(left + cell_len(stages), last, where if stages else where[3:], "muted")
    under = "value gap, of 100" if text else ""
    return card(inner, record.title, under)


def _gaps(record: Record, width: int, height: int) -> Canvas:
    inner = Canvas(width - 2, height - 2)
    pitch = 3 if inner.height >= _LEAST_GAPS else 2
    fits = (inner.height + pitch - 2) // pitch
    step = max((inner.width - _NUMBER - 2) // 4, 1)
    for place, gap in enumerate(record.gaps[:fits]):
        _gap(inner, gap, place * pitch, step)
        if place + 1 < min(len(record.gaps), fits):
            for row in range(place * pitch + 2, (place + 1) * pitch):
                for x in range(0, cells(step), step):
                    inner.write(_NUMBER + x, row, GRID, "track")
    if not record.gaps and record.is_whole:
        inner.write(1, 0, "No shortfall has been shown to the room.", "muted")
    under = f"{TODAY} today · {NEEDED} needed · from 1 to 5" if record.gaps else ""
    return card(inner, "Largest gaps", under)


def _gap(inner: Canvas, gap: KnownGap, row: int, step: int) -> None:
    """Draw a gap in two rows: its number and its name, and where the answers are."""
    mark = sign(gap.signed)
    role = BY_SIGN.get(mark, "muted")
    inner.write(1, row, f"{mark:<2}{points(gap.signed):>5}", role, bold=True)
    inner.write(_NUMBER, row, gap.title, "today")
    inner.paste(dumb_bell(gap.today, gap.needed, role, step), _NUMBER, row + 1)


def _trend(record: Record, chain: Sequence[Record], width: int, height: int) -> Canvas:
    room = width - 4
    shown = chain[-fitting(room) :]
    each = room // len(shown)
    levels = [
        Level(one.index, points(one.index), _month(one.date, each), one.path == record.path)
        for one in shown
    ]
    inner = Canvas(width - 2, height - 2)
    inner.paste(levels_over_time(levels, room, inner.height), 1, 0)
    same = len({one.asked for one in chain if one.index is not None}) < 2
    under = "gap index, lower is better" if same else "gap index · not the same items each time"
    return card(inner, f"{capital(number(len(chain)))} workshops in a row", under)


def _month(day: dt.date | None, room: int) -> str:
    """Return the month of a day, with its year if there is room."""
    if day is None:
        return ""
    month = MONTHS[day.month - 1]
    said = f"{month} {day.year}"
    return next((each for each in (said, month) if len(each) + 2 <= room), month[:3])


def _actions(tasks: Sequence[Task], width: int, height: int, today: dt.date) -> Canvas:
    inner = Canvas(width - 2, height - 2)
    still_open = sorted(
        (task for task in tasks if task.is_open),
        key=lambda task: (task.due or dt.date.max, task.title),
    )
    due_rows(inner, still_open, today, _OWNER if inner.width >= _WITH_OWNER else 0)
    if not still_open:
        inner.write(1, 0, "Nothing is left to do." if tasks else "No actions yet.", "muted")
    done = sum(task.status == DONE for task in tasks)
    late = sum(task.is_overdue(today) for task in tasks)
    parts = ((done, "done"), (late, "late"), (len(still_open) - late, "to come"))
    return card(inner, "Actions", " · ".join(f"{many} {what}" for many, what in parts if many))


def due_rows(canvas: Canvas, tasks: Sequence[Task], today: dt.date, owner: int = 0) -> None:
    """Write actions: how far a day is away, what is to do, and in `owner` cells who does it.

    A long one takes a second row if there is one for it: no later action is left out for that.
    """
    tasks = tasks[: canvas.height]
    dues = [_due(task, today) for task in tasks]
    left = max(map(len, dues), default=0) + 3
    room = max(canvas.width - left - 1 - owner, 1)
    row = 0
    for place, (task, due) in enumerate(zip(tasks, dues, strict=True)):
        late = task.is_overdue(today)
        soon = task.due is not None and task.due - today <= _SOON
        role: Role = "steep" if late else "some" if soon else "muted"
        canvas.write(1, row, due, role, bold=late or soon)
        if owner:
            canvas.write(canvas.width - owner, row, fitted(task.owner, owner - 1), "muted")
        spare = canvas.height - row - (len(tasks) - place)
        said = in_two(task.title, room) if spare > 0 else (fitted(task.title, room).rstrip(), "")
        for line in filter(None, said):
            canvas.write(left, row, line, "today")
            row += 1


def _due(task: Task, today: dt.date) -> str:
    """Return how far the day of an action is away, with a sign if that is behind us."""
    due = away(task.due, today) if task.due else "no date"
    return f"{'!' if task.is_overdue(today) else ' '} {due}"
