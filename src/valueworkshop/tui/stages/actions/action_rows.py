"""The agreed actions as rows, and all that was agreed about the one under the cursor."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show import spoken
from valueworkshop.core.show.drawing.cells import Role
from valueworkshop.core.show.drawing.time_line import Due
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.core.stages.actions import show
from valueworkshop.core.stages.actions.score import lacking
from valueworkshop.core.stages.actions.show import Actions
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.placed import placed
from valueworkshop.core.summary.gap_summary import Gap
from valueworkshop.tui.stages.gap_row import gap_chip
from valueworkshop.tui.widgets.spaced_rows import SpacedRows

PROGRESS: Final[Mapping[Status, str]] = {
    Status.NOT_STARTED: "□□",
    Status.UNDER_WAY: "■□",
    Status.DONE: "■■",
    Status.DROPPED: "──",
}
"""Two squares: one is full once an action is under way, both when it is done."""

_HEAD: Final = 6
"""Cells before the words of a row: the cursor, and its sign or number."""

_WORD: Final = max(len(status) for status in Status)


class ActionRows(SpacedRows):
    """What was agreed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Edit", id="actions.edit"),
    ]


@dataclass(frozen=True, slots=True)
class Detail:
    """How much a row tells: the first step, what the action closes, a blank row below."""

    step: bool
    closes: bool
    gap: bool


_HIGH: Final = (Detail(step=True, closes=True, gap=True), Detail(step=False, closes=True, gap=True))
_LOW: Final = (
    *_HIGH,
    Detail(step=False, closes=False, gap=True),
    Detail(step=False, closes=True, gap=False),
    Detail(step=False, closes=False, gap=False),
)

Row = tuple[str, list[Content]]


def rows_in(
    here: Actions, gaps: Mapping[str, Gap], today: dt.date, size: tuple[int, int], *, high: bool
) -> tuple[list[Row], bool]:
    """Return a row for each action, with as much detail as fits in `size`, and if they are spaced.

    On a `high` screen they always are.
    """
    width, room = size
    rows: list[Row] = []
    details = _HIGH if high else _LOW
    detail = details[-1]
    for detail in details if 2 * len(here.given.actions) <= room else details[-1:]:
        rows = [
            (key, _row(here, key, gaps, today, width, detail)) for key, _ in here.given.in_order
        ]
        if sum(len(lines) + detail.gap for _, lines in rows) - detail.gap <= room:
            break
    return rows, detail.gap


def _row(
    here: Actions,
    key: str,
    gaps: Mapping[str, Gap],
    today: dt.date,
    width: int,
    detail: Detail,
) -> list[Content]:
    actions = here.given.in_order
    number = next(place for place, (other, _) in enumerate(actions, 1) if other == key)
    action, room = here.given.actions[key], width - _HEAD
    lines = Content(one_line(action.title)).stylize(_title_style(action)).wrap(room)
    if detail.step and action.first_step:
        lines += Content(one_line(action.first_step)).stylize("$text-muted").wrap(room)
    if detail.closes:
        lines += flowed(closing(here, action, gaps), room)
    lines += _who_and_when(action, [other for _, other in actions], today, room)
    sign = Content.assemble(("! ", "bold $warning") if lacking(action) else "  ")
    head = Content.assemble("  ", sign, (f"{number} ", _title_style(action)))
    return [
        Content.assemble(head if line == 0 else " " * _HEAD, text)
        for line, text in enumerate(lines)
    ]


def _title_style(action: Action) -> str:
    return "bold" if is_open(action) else "$text-muted"


def is_open(action: Action) -> bool:
    """Whether an action is still to be done."""
    return action.status not in (Status.DONE, Status.DROPPED)


def _who_and_when(
    action: Action, others: Sequence[Action], today: dt.date, room: int
) -> list[Content]:
    """Return the owner on the left, progress and due day on the right; in one line if they fit."""
    whens = [when(other, today).cell_length for other in others]
    owners = [cell_len(one_line(show.owner(other))) for other in others]
    due = when(action, today).pad_left(max(whens) - when(action, today).cell_length)
    with_word = f"{PROGRESS[action.status]} {action.status.value:<{_WORD}}  "
    beside = f"{PROGRESS[action.status]}  "
    if room - max(owners) - max(whens) - 2 >= len(with_word):
        beside = with_word
    right = Content.assemble((beside, "$text-muted"), due)
    owner = Content.assemble((one_line(show.owner(action)), _owner_style(action)))
    left = room - right.cell_length
    if owner.cell_length + 2 <= left:
        return [Content.assemble(owner.pad_right(left - owner.cell_length), right)]
    return [*owner.wrap(room), Content.assemble(" " * max(left, 0), right)]


def _owner_style(action: Action) -> str:
    return "bold $warning" if "an owner" in lacking(action) else "$text-muted"


def when(action: Action, today: dt.date) -> Content:
    """Return when an action is due, seen from today: 'in 3 days', or '! late 5 days'."""
    if not is_open(action):
        return Content("")
    if action.due is None:
        return Content("! no date yet").stylize("bold $warning")
    said = spoken.away(action.due, today)
    if action.due < today:
        return Content(f"! {said}").stylize("bold $gap-steep")
    return Content(said).stylize("bold" if (action.due - today).days <= _SOON else "")


_SOON: Final = 7


def closing(here: Actions, action: Action, gaps: Mapping[str, Gap]) -> list[Content]:
    """Return what an action closes: each gap with sign and number, or a question; and its field."""
    where = placed(here.session)
    return [
        Content.assemble(
            gap_chip(gaps[key].score, gaps[key].short)
            if key in gaps
            else Content.assemble(("? ", "bold"), one_line(label(here.session, key))),
            (f" ({where[key]})" if key in where else "", "$text-muted"),
        )
        for key in action.closes
    ]


def flowed(parts: Sequence[Content], width: int) -> list[Content]:
    """Return parts side by side, in as many lines as they need."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + part.cell_length + 3 <= width:
            lines[-1] = Content.assemble(lines[-1], "   ", part)
        else:
            first, *more = part.wrap(width) or [Content("")]
            lines += [first, *more]
    return lines


def dues(actions: Sequence[tuple[str, Action]], today: dt.date) -> list[Due]:
    """Return the open actions that have a day, by their numbers."""
    return [
        Due(action.due, str(number), _role(action.due, today))
        for number, (_, action) in enumerate(actions, 1)
        if action.due is not None and is_open(action)
    ]


def _role(due: dt.date, today: dt.date) -> Role:
    return "steep" if due < today else "today"


def whole(
    here: Actions, key: str, gaps: Mapping[str, Gap], today: dt.date, size: tuple[int, int]
) -> Content:
    """Return all that was agreed about an action, with blank lines between if they fit."""
    width, height = size
    action = here.given.actions[key]
    parts = [Content(one_line(action.title)).stylize("bold").wrap(width)]
    for word, said in _said(here, key, gaps, today):
        lines = [line for part in said for line in part.wrap(width)]
        parts.append([Content(word).stylize("$text-muted"), *lines])
    rows = sum(map(len, parts))
    between = "\n\n" if rows + len(parts) - 1 <= height else "\n"
    return Content(between).join([Content("\n").join(part) for part in parts])


def _said(
    here: Actions, key: str, gaps: Mapping[str, Gap], today: dt.date
) -> Iterator[tuple[str, list[Content]]]:
    action = here.given.actions[key]
    who = " · ".join(filter(None, (one_line(show.owner(action)), one_line(action.function))))
    if who:
        yield "who", [Content(who).stylize("" if action.owner else "bold $warning")]
    if action.due:
        told = when(action, today)
        day = f"{spoken.day(action.due)}{', ' if told.plain else ''}"
        yield "by", [Content.assemble(day, told)]
    elif lacking(action):
        yield "by", [when(action, today)]
    yield "progress", [Content(f"{PROGRESS[action.status]} {action.status.value}")]
    if closes := closing(here, action, gaps):
        yield "closes", closes
    for word, said in show.details(here, key, action):
        yield word.lower(), [Content(said)]
