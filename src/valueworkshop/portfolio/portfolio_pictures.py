"""The pictures of a portfolio, one for each question: as numbers, and in cells."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from valueworkshop.core.scoring.gap_points import points, signed
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.card_figures import NOWHERE, HeatRow, HeatTable, Stack, StackedBars
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.heat_table import heat_table, usual
from valueworkshop.core.show.drawing.levels_over_time import fitting, levels_over_time
from valueworkshop.core.show.drawing.paired_bars import least, paired_bars
from valueworkshop.core.show.drawing.stacked_bars import stacked_bars
from valueworkshop.core.show.figures import Level, Levels, Share, Shares
from valueworkshop.core.show.stage_figures import Ware
from valueworkshop.portfolio.five_questions import Answers, Record

Picture: TypeAlias = HeatTable | StackedBars | Shares | Levels

TEAMS, ITEMS, BARS, QUARTERS = 8, 10, 8, 8
"""A picture has so many at most; the tables beside it have all."""

NO_DATE: Final = "no date"
NO_FUNCTION: Final = "no function"
_BETWEEN: Final = ": "
_HIGH, _HIGHEST = 9, 20


def shown_teams(rows: Sequence[Record]) -> list[str]:
    """Return the teams that the map shows: those with the largest mean gap, by name."""
    gaps = defaultdict(list)
    for row in rows:
        gaps[row["team_id"]].append(row["gap"])
    largest = sorted(gaps, key=lambda team: (-sum(gaps[team]) / len(gaps[team]), team))[:TEAMS]
    names = {row["team_id"]: row["team"] or "" for row in rows}
    return sorted(largest, key=lambda team: (names[team], team))


def shown_items(rows: Sequence[Record], teams: Sequence[str]) -> list[str]:
    """Return the items that the map shows: those that most teams have, then the largest gaps."""
    gaps = defaultdict(list)
    for row in rows:
        if row["team_id"] in teams:
            gaps[row["item_id"]].append(row["gap"])
    return sorted(gaps, key=lambda item: (-len(gaps[item]), -sum(gaps[item]), item))[:ITEMS]


def short_names(rows: Sequence[Record]) -> dict[str, str]:
    """Return what to call each team in little room: without what all their names begin with."""
    names = {row["team_id"]: row["team"] or "" for row in rows}
    heads = {name.partition(_BETWEEN)[0] for name in names.values()}
    if len(heads) == 1 and all(_BETWEEN in name for name in names.values()) and len(names) > 1:
        return short_names(
            [{"team_id": key, "team": name.partition(_BETWEEN)[2]} for key, name in names.items()]
        )
    return names


def map_of_gaps(found: Answers) -> HeatTable | None:
    """Return items by teams: the gap, the change since the workshop before, how many answered."""
    rows = found["map"]
    teams = shown_teams(rows)
    items, names = shown_items(rows, teams), short_names(rows)
    cells = {(row["item_id"], row["team_id"]): row for row in rows}
    texts = {row["item_id"]: row["item_text"] or "" for row in rows}
    if not cells:
        return None
    means = [_mean([row["gap"] for row in rows if row["team_id"] == team]) for team in teams]
    return HeatTable(
        title="Gap of 100 points, and the change since the workshop before",
        columns=tuple(names[team] for team in teams),
        rows=tuple(
            HeatRow(
                label=texts[item],
                numbers=tuple(_gap(cells.get((item, team))) for team in teams),
                shares=tuple(_share(cells.get((item, team))) for team in teams),
                counts=tuple(_n(cells.get((item, team))) for team in teams),
            )
            for item in items
        ),
        balance=HeatRow(
            label="All items",
            numbers=tuple(points(mean) for mean in means),
            shares=tuple(-whole(10 * mean) for mean in means),
            counts=("",) * len(teams),
        ),
        balance_means="mean gap",
    )


def _gap(row: Record | None) -> str:
    if row is None:
        return ""
    change = "" if row["change"] is None else f" ({signed(row['change'])})"
    return f"{points(row['gap'])}{change}"


def _n(row: Record | None) -> str:
    return "" if row is None else f"n {row['n']}"


def _share(row: Record | None) -> int:
    return NOWHERE if row is None else whole(10 * row["gap"])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def follow_through(found: Answers) -> StackedBars | None:
    """Return a bar for each function: done, open in time, late, dropped."""
    stacks = [
        _stack(
            row["name"] or NO_FUNCTION,
            (row["done"], row["still_open"] - row["late"], row["late"], row["dropped"]),
            f"{row['done']} of {row['made']}",
            "done",
        )
        for row in found["actions"]
        if row["part"] == "function" and row["made"]
    ][:BARS]
    parts = ("done", "open", "late", "dropped")
    title = "How far the actions of each function are"
    return StackedBars(
        title=title, parts=parts, stacks=tuple(stacks), leads=1, short=2, joined=False
    )


def evidence(found: Answers) -> StackedBars | None:
    """Return a bar for each quarter: the shares of the index by how we know it."""
    stacks = []
    for row in found["evidence"][-BARS:]:
        shares = (row["measured"], row["heard"], row["assumed"])
        count = row["workshops"]
        stacks.append(
            Stack(
                label=row["quarter"] or NO_DATE,
                means="",
                shares=_thousand(shares),
                numbers=tuple(f"{whole(100 * share)}\N{NO-BREAK SPACE}%" for share in shares),
                beside=f"{count} workshop{'' if count == 1 else 's'}",
                below="",
            )
        )
    parts = ("measured", "heard", "assumed")
    title = "How we know what the index rests on"
    return StackedBars(title=title, parts=parts, stacks=tuple(stacks), leads=2)


def recurs(found: Answers) -> Shares:
    """Return a bar for each item that is short again and again: in how many of its workshops."""
    rows = [
        Share(
            label=row["item_text"] or "",
            share=whole(1000 * row["short"] / row["asked"]),
            text=f"{row['short']}/{row['asked']}",
        )
        for row in found["recurs"][:BARS]
    ]
    note = "the share of the workshops that asked"
    return Shares(title="Where it falls short again", note=note, rows=tuple(rows))


def taking_part(found: Answers) -> Levels:
    """Return the workshops of each of the last quarters."""
    rows = [row for row in found["taking_part"] if row["quarter"]][-QUARTERS:]
    levels = (Level(row["workshops"], f"{row['workshops']:,}", row["quarter"]) for row in rows)
    return Levels(title="Workshops in each quarter", levels=tuple(levels))


def _stack(label: str, numbers: Sequence[int], beside: str, below: str) -> Stack:
    return Stack(
        label=label,
        means="",
        shares=_thousand([float(number) for number in numbers]),
        numbers=tuple(map(str, numbers)),
        beside=beside,
        below=below,
    )


def _thousand(parts: Sequence[float]) -> tuple[int, ...]:
    """Return parts as shares that are 1000 together, or nothing of nothing."""
    total, ends, done = sum(parts), [0], 0.0
    for part in parts:
        done += part
        ends.append(whole(1000 * done / total) if total else 0)
    return tuple(end - start for start, end in pairwise(ends))


_NUMBERS: Final[Mapping[str, Callable[[Answers], Picture | None]]] = {
    "map": map_of_gaps,
    "follow_through": follow_through,
    "evidence": evidence,
    "recurs": recurs,
    "taking_part": taking_part,
}


def picture(question: str, found: Answers) -> Picture | None:
    """Return the numbers of a question's picture; None if there is nothing to draw."""
    made = _NUMBERS[question](found)
    match made:
        case StackedBars(stacks=()) | Shares(rows=()) | Levels(levels=()):
            return None
        case _:
            return made


def in_cells(found: Picture, width: int, height: int = 0) -> Canvas:
    """Draw a picture in so many cells across; of levels those that fit, the last ones.

    With a `height` it takes about so many rows, and more if it cannot do with them.
    """
    match found:
        case HeatTable():
            tall = usual(found, width)
            return heat_table(found, width, min(height, tall) if height else tall)
        case StackedBars(stacks=stacks):
            tall = 3 * len(stacks) + 2
            return stacked_bars(found, width, min(height, 4 * len(stacks) + 2) if height else tall)
        case Shares(rows=rows):
            wares = [Ware(label=row.label, share=row.share, text=row.text) for row in rows]
            tall = max(least(wares), min(height, 4 * len(wares)))
            return paired_bars(wares, "some", width, tall, more=False)
        case Levels(levels=levels):
            tall = min(max(height, _HIGH), _HIGHEST)
            return levels_over_time(levels[-fitting(width) :], width, tall)
