"""Things side by side on several terms: a table that is read as heat."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.show.card_figures import NOWHERE, HeatRow, HeatTable
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted, in_two

_HEAT: Final[tuple[Role, ...]] = ("heat1", "heat2", "heat3", "heat4", "heat5")
_BEST: Final = ("best", "•")
_NARROWEST, _WIDEST = 7, 30
"""Cells of a column, with the gap behind it."""

_COLUMN: Final = 10
"""Cells of a column before the labels may have more."""

_LABEL: Final = (12, 22)
"""Cells of the labels, with the gap behind them, at the least and at the most."""

_HEAD: Final = 2
_TALLEST: Final = 6
"""Rows of a term with the gap below it, at the most."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the cells are shared: labels, columns, rows of a term, of its cell and of the balance."""

    label: int
    column: int
    pitch: int
    tall: int
    balance: int
    air: int


def least(found: HeatTable, width: int) -> int:
    """Return how many rows the table takes at the least."""
    return sum(_HEAD + len(found.rows) + 1 for _ in _parts(found, width))


def usual(found: HeatTable, width: int) -> int:
    """Return how many rows the table takes with a bar below each number, and all its words."""
    tall = sum(_HEAD + 3 * len(found.rows) + 2 for _ in _parts(found, width))
    return tall + len(_foot(found, width)) + 1


def heat_table(found: HeatTable, width: int, height: int = 0) -> Canvas:
    """Return the table in `width` cells and at least as many rows as it needs.

    Its rows grow with the height, its columns with the width. Columns that do not fit beside the
    others are below them, so that none is left out. A cell has its number, a bar, a word if it is
    the best of its row, and, where there is room, how many it is from. What the table comes to is
    below it where the cells are tall.
    """
    parts = _parts(found, width)
    foot = _foot(found, width) if height >= usual(found, width) else []
    room = max(height - len(foot) - bool(foot), 0) // len(parts)
    tables = [_table(found, part, width, room) for part in parts]
    canvas = Canvas(width, max(sum(t.height for t in tables) + len(foot), height))
    y = 0
    for table in tables:
        canvas.paste(table, 0, y)
        y += table.height
    y = max(y, canvas.height - len(foot))
    for line, (text, role, bold) in enumerate(foot):
        canvas.write(0, y + line, text, role, bold=bold)
    return canvas


def _parts(found: HeatTable, width: int) -> list[range]:
    """Return the columns that stand side by side, one range for each table."""
    side_by_side = max((width - _label(found, width)) // _NARROWEST, 1)
    columns = len(found.columns)
    return [
        range(at, min(at + side_by_side, columns)) for at in range(0, columns, side_by_side)
    ] or [range(0)]


def _label(found: HeatTable, width: int) -> int:
    labels = [row.label for row in (*found.rows, found.balance)]
    longest = max(cell_len(word) for label in labels for word in label.split() or [""])
    whole = max(map(cell_len, [*labels, *(row.badge + "  " for row in found.rows)]))
    least, most = _LABEL
    wanted = max(longest, min(whole, width - len(found.columns) * _COLUMN))
    return min(max(wanted + 2, least), most, max(width // 3, 4))


def _planned(found: HeatTable, columns: int, width: int, room: int) -> _Plan:
    label = _label(found, width)
    column = min((width - label) // max(columns, 1), _WIDEST)
    if columns < len(found.columns):  # several tables: else one wider table had narrower columns
        column = min(column, _NARROWEST)
    rows = max(len(found.rows), 1)
    balance = 2 if room >= _HEAD + 2 * rows + 2 else 1
    pitch = min(max((room - _HEAD - balance) // rows, 1), _TALLEST)
    left = room - _HEAD - balance - rows * pitch
    return _Plan(
        label=label,
        column=column,
        pitch=pitch,
        tall=pitch if pitch < 3 else pitch - 1,
        balance=balance,
        air=1 if left > 0 and pitch > 1 else 0,
    )


def _table(found: HeatTable, part: range, width: int, room: int) -> Canvas:
    plan = _planned(found, len(part), width, room)
    rows = len(found.rows)
    canvas = Canvas(width, _HEAD + plan.air + rows * plan.pitch + plan.balance)
    for place, column in enumerate(part):
        x = plan.label + place * plan.column
        _name(canvas, found, column, x, plan.column - 1)
        for number, row in enumerate(found.rows):
            cell = _cell(row, column, plan, ours=column == found.ours)
            canvas.paste(cell, x, _HEAD + plan.air + number * plan.pitch)
        balance = _balance(found.balance, column, plan, ours=column == found.ours)
        canvas.paste(balance, x, canvas.height - plan.balance)
    for number, row in enumerate(found.rows):
        _head(canvas, row, _HEAD + plan.air + number * plan.pitch, plan)
    canvas.write(0, canvas.height - plan.balance, found.balance.label, "today", bold=True)
    if plan.balance > 1:
        said = fitted(found.balance_means, plan.label - 1).rstrip()
        canvas.write(0, canvas.height - 1, said, "muted")
    return canvas


def _name(canvas: Canvas, found: HeatTable, column: int, x: int, cells: int) -> None:
    """Write whose column it is, in two rows; the one at which the team is has a mark."""
    here = column == found.at
    one, _, two = found.columns[column].partition("\n")
    if not two:
        one, two = in_two(one, max(cells - 1, 1))
    role: Role = "accent" if column == found.ours else "today" if here else "muted"
    if here:
        canvas.write(x, 0, "▸", "accent", bold=True)
    canvas.write(x + 1, 0, one, "accent" if column == found.ours else "today", bold=True)
    canvas.write(x + 1, 1, fitted(two, cells - 1).rstrip(), role)


def _head(canvas: Canvas, row: HeatRow, y: int, plan: _Plan) -> None:
    """Write what a row is about, and below it why it stands out, where there is room."""
    room = plan.label - 1
    bold = bool(row.badge)
    one, two = in_two(row.label, room)
    if plan.tall < 2:
        mark = f"{row.behind[:1]} " if row.behind else ""
        canvas.write(0, y, mark, "steep", bold=True)
        label = fitted(row.label, room - cell_len(mark)).rstrip()
        canvas.write(cell_len(mark), y, label, "today", bold=bold)
        return
    y += _top(plan)
    canvas.write(0, y, one, "today", bold=bold)
    if two and (not row.badge or plan.tall > 2):
        y += 1
        canvas.write(0, y, two, "today", bold=bold)
    if row.badge:
        said = f" {row.badge} "
        if cell_len(said) <= room:
            canvas.write(0, y + 1, said, "paper", "badge", bold=True)
        else:
            canvas.write(0, y + 1, f"▼ {row.badge.split()[-1]}", "steep", bold=True)


def _top(plan: _Plan) -> int:
    """Return how many rows of a cell are empty above its number."""
    return max(plan.tall - 2, 0) // 2


def _cell(row: HeatRow, column: int, plan: _Plan, *, ours: bool) -> Canvas:
    """Return a number with its bar, on a ground as warm as it is."""
    width = plan.column - 1
    canvas = Canvas(width, plan.tall)
    share, number = row.shares[column], row.numbers[column]
    if share != NOWHERE:
        warm = _HEAT[min(max(share, 0) * len(_HEAT) // 1000, len(_HEAT) - 1)]
        canvas.fill(0, 0, width, plan.tall, warm)
    if ours:
        for y in range(plan.tall):
            canvas.write(0, y, "▌", "accent")
    best = column in row.best
    y = _top(plan)
    canvas.write(1, y, number, "today" if share != NOWHERE else "muted", bold=best or ours)
    end = 1 + cell_len(number)
    right = _right(width - end - 1, best=best, behind=row.behind if ours else "")
    if right:
        if ours and row.behind:
            canvas.write(width - cell_len(right), y, right, "paper", "badge", bold=True)
        else:
            canvas.write(width - 1 - cell_len(right), y, right, "today", bold=best)
    if plan.tall == 1:
        room = width - end - 2 - (cell_len(right) + 1 if right else 0)
        _bar(canvas, end + 1, y, room, share)
        return canvas
    _bar(canvas, 1, y + 1, width - 2, share)
    count = row.counts[column]
    if plan.tall > 2 and cell_len(count) <= width - 2:
        canvas.write(1, y + 2, count, "today" if share != NOWHERE else "muted")
    return canvas


def _right(room: int, *, best: bool, behind: str) -> str:
    """Return what stands on the right of a cell, the longest that fits."""
    said: Sequence[str] = ()
    if behind:
        said = (f" {behind} ", behind.replace(" ", ""), behind[:1])
    elif best:
        said = _BEST
    return next((each for each in said if cell_len(each) < room), said[-1] if said else "")


def _bar(canvas: Canvas, x: int, y: int, width: int, share: int) -> None:
    """Draw how far a number is up the scale, to half a cell; dots are what is left of it."""
    if share == NOWHERE or width < 3:
        return
    halves = round(min(max(share, 0), 1000) * width * 2 / 1000)
    full, half = divmod(halves, 2)
    canvas.write(x, y, "·" * width, "weight")
    canvas.write(x, y, "━" * full + "╸" * half, "today")


def _balance(row: HeatRow, column: int, plan: _Plan, *, ours: bool) -> Canvas:
    """Return a balance and, in a second row, how far it is to either side of the middle.

    The furthest of the row goes to the end: balances are small parts of what they could be.
    """
    width = plan.column - 1
    canvas = Canvas(width, plan.balance)
    number, share = row.numbers[column], row.shares[column]
    known = number != "–"
    canvas.write(1, 0, number, "accent" if ours else "today" if known else "muted", bold=True)
    count = row.counts[column]
    if known and cell_len(number) + cell_len(count) + 4 <= width:
        canvas.write(width - 1 - cell_len(count), 0, count, "muted")
    if plan.balance > 1 and width >= 5 and known:
        line = width - 2
        canvas.write(1, 1, "─" * line, "track")
        middle = line // 2
        reach = round(share * middle / max([1, *map(abs, row.shares)]))
        start = middle + reach if reach < 0 else middle + 1
        role: Role = "steep" if share < 0 else "accent"
        canvas.write(1 + start, 1, "━" * abs(reach), role)
        canvas.write(1 + middle, 1, "┊", "muted")
    return canvas


def _foot(found: HeatTable, width: int) -> list[tuple[str, Role, bool]]:
    """Return what the table comes to, and where that is from: beside it if it fits."""
    foot: list[tuple[str, Role, bool]] = []
    for text, role, bold in ((found.said, "today", True), (found.aside, "muted", False)):
        if text:
            one, two = in_two(text, width)
            foot += [(line, role, bold) for line in (one, two) if line]  # type: ignore[misc]
    return foot
